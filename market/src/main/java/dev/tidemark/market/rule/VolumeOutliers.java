package dev.tidemark.market.rule;

import java.util.function.Consumer;

/// Detector `volume_spikes`: volumes far from the mean of those just before, their own left out. Keeps one window.
final class VolumeOutliers {
    private static final double WARNING = 4;
    private static final double ERROR = 5;

    private final AnomalySettings settings;
    private final int window;
    /// Volumes in stored order up to [#size]; the last of them are the window. When it is full, the window moves to its
    /// beginning, so that a window is always in one piece.
    private final double[] recent;

    private int size;

    VolumeOutliers(AnomalySettings settings) {
        this.settings = settings;
        this.window = settings.window();
        this.recent = new double[2 * window];
    }

    void accept(BarBlock block, Consumer<Anomaly> found) {
        for (int i = block.from(); i < block.rows(); i++) {
            double volume = block.volume()[i];
            if (block.isSettled(i) && volume >= 0 && Double.isFinite(volume)) {
                if (size >= window && volume > settings.minVolume()) {
                    check(volume, block.ts()[i], found);
                }
                keep(volume);
            }
        }
    }

    private void keep(double volume) {
        if (size == recent.length) {
            System.arraycopy(recent, size - window, recent, 0, window);
            size = window;
        }
        recent[size++] = volume;
    }

    private void check(double volume, long ts, Consumer<Anomaly> found) {
        double mean = Statistics.mean(recent, size - window, size);
        double deviation = Statistics.deviation(recent, size - window, size, mean);
        double score = (volume - mean) / deviation;
        if (deviation > 0 && Math.abs(score) > settings.threshold()) {
            double reach = settings.threshold() * deviation;
            found.accept(new Anomaly(
                    "volume_spikes",
                    OutlierMethod.ZSCORE.text(),
                    severity(Math.abs(score)),
                    ts,
                    volume,
                    Math.max(0, mean - reach),
                    mean + reach,
                    score));
        }
    }

    private static Severity severity(double score) {
        if (score > ERROR) {
            return Severity.ERROR;
        }
        return score > WARNING ? Severity.WARNING : Severity.INFO;
    }
}
