package dev.tidemark.market.rule;

import java.util.Arrays;
import java.util.List;

/// Detector `volume_spikes`: volumes far from the mean of those just before, their own left out.
final class VolumeOutliers {
    private static final double WARNING = 4;
    private static final double ERROR = 5;

    private final AnomalySettings settings;

    VolumeOutliers(AnomalySettings settings) {
        this.settings = settings;
    }

    void find(BarBlock block, List<Anomaly> found) {
        int[] rows = known(block);
        double[] volumes =
                Arrays.stream(rows).mapToDouble(row -> block.volume()[row]).toArray();
        for (int i = settings.window(); i < rows.length; i++) {
            if (volumes[i] > settings.minVolume() && rows[i] >= block.from()) {
                check(volumes, i, block.ts()[rows[i]], found);
            }
        }
    }

    private void check(double[] volumes, int i, long ts, List<Anomaly> found) {
        double mean = Statistics.mean(volumes, i - settings.window(), i);
        double deviation = Statistics.deviation(volumes, i - settings.window(), i, mean);
        double score = (volumes[i] - mean) / deviation;
        if (deviation > 0 && Math.abs(score) > settings.threshold()) {
            double reach = settings.threshold() * deviation;
            found.add(new Anomaly(
                    "volume_spikes",
                    OutlierMethod.ZSCORE.text(),
                    severity(Math.abs(score)),
                    ts,
                    volumes[i],
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

    /// The rows that tell a volume.
    private static int[] known(BarBlock block) {
        int[] rows = new int[block.rows()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            double volume = block.volume()[i];
            if (block.isSettled(i) && volume >= 0 && Double.isFinite(volume)) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
