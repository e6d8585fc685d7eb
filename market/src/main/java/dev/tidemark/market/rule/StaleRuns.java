package dev.tidemark.market.rule;

import java.util.function.Consumer;

/// Detector `price_staleness`: runs of bars whose prices do not change. A run counts its steps, one less than its
/// bars.
final class StaleRuns {
    private static final int ERROR = 10;
    private static final int CRITICAL = 20;

    private final AnomalySettings settings;

    private double open = Double.NaN;
    private double high = Double.NaN;
    private double low = Double.NaN;
    private double close = Double.NaN;
    private long ts;
    private int steps;

    StaleRuns(AnomalySettings settings) {
        this.settings = settings;
    }

    void accept(BarBlock block, Consumer<Anomaly> found) {
        for (int i = block.from(); i < block.rows(); i++) {
            if (block.isSettled(i)) {
                take(block, i, found);
            }
        }
    }

    /// Ends the run at the end of the series.
    void end(Consumer<Anomaly> found) {
        addRun(found);
    }

    private void take(BarBlock block, int row, Consumer<Anomaly> found) {
        if (isSame(block, row)) {
            steps++;
        } else {
            addRun(found);
            steps = 0;
        }
        open = block.open()[row];
        high = block.high()[row];
        low = block.low()[row];
        close = block.close()[row];
        ts = block.ts()[row];
    }

    /// Whether a bar has the prices of the one before. A null equals nothing, nor does a first bar.
    private boolean isSame(BarBlock block, int row) {
        boolean isSameClose = block.close()[row] == close;
        return settings.checkCloseOnly()
                ? isSameClose
                : isSameClose && block.open()[row] == open && block.high()[row] == high && block.low()[row] == low;
    }

    private void addRun(Consumer<Anomaly> found) {
        if (steps > settings.maxUnchangedDays()) {
            found.accept(new Anomaly(
                    "price_staleness", "run", severity(steps), ts, steps, 0, settings.maxUnchangedDays(), steps));
        }
    }

    private static Severity severity(int steps) {
        if (steps > CRITICAL) {
            return Severity.CRITICAL;
        }
        return steps > ERROR ? Severity.ERROR : Severity.WARNING;
    }
}
