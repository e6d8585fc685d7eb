package dev.tidemark.market.rule;

import java.util.List;

/// Detector `price_staleness`: runs of bars whose prices do not change. A run counts its steps, one less than its
/// bars.
final class StaleRuns {
    private static final int ERROR = 10;
    private static final int CRITICAL = 20;

    private final AnomalySettings settings;

    StaleRuns(AnomalySettings settings) {
        this.settings = settings;
    }

    void find(BarBlock block, List<Anomaly> found) {
        int last = -1;
        int steps = 0;
        for (int i = 0; i < block.rows(); i++) {
            if (!block.isSettled(i)) {
                continue;
            }
            if (last >= 0 && isSame(block, last, i)) {
                steps++;
            } else {
                addRun(block, last, steps, found);
                steps = 0;
            }
            last = i;
        }
        addRun(block, last, steps, found);
    }

    private boolean isSame(BarBlock block, int earlier, int later) {
        boolean isSameClose = block.close()[earlier] == block.close()[later];
        return settings.checkCloseOnly()
                ? isSameClose
                : isSameClose
                        && block.open()[earlier] == block.open()[later]
                        && block.high()[earlier] == block.high()[later]
                        && block.low()[earlier] == block.low()[later];
    }

    private void addRun(BarBlock block, int last, int steps, List<Anomaly> found) {
        if (steps > settings.maxUnchangedDays() && last >= block.from()) {
            found.add(new Anomaly(
                    "price_staleness",
                    "run",
                    severity(steps),
                    block.ts()[last],
                    steps,
                    0,
                    settings.maxUnchangedDays(),
                    steps));
        }
    }

    private static Severity severity(int steps) {
        if (steps > CRITICAL) {
            return Severity.CRITICAL;
        }
        return steps > ERROR ? Severity.ERROR : Severity.WARNING;
    }
}
