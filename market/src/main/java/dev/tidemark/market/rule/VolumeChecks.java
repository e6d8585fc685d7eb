package dev.tidemark.market.rule;

/// Volumes far above those before (`volume_spikes`).
///
/// A volume is compared with the mean of the 20 known volumes before it, its own left out. They have to lie within
/// [BarRules#LOOKBACK] rows, and their mean above zero; else nothing is said.
final class VolumeChecks {
    /// So many volumes make a mean.
    static final int WINDOW = 20;

    private final Tally spikes;
    private final double factor;
    private final double[] volumes = new double[WINDOW];
    private final long[] places = new long[WINDOW];
    private int oldest;
    private int known;
    private long place;

    VolumeChecks(FindingLog log, double factor) {
        this.spikes = log.tally(RuleCode.VOLUME_SPIKES);
        this.factor = factor;
    }

    void accept(BarBlock block) {
        for (int i = 0; i < block.rows(); i++, place++) {
            double volume = block.volume()[i];
            if (!block.isSettled(i) || !(volume >= 0) || Double.isInfinite(volume)) {
                continue;
            }
            if (i >= block.from()) {
                check(block.ts()[i], volume);
            }
            remember(volume);
        }
    }

    private void check(long ts, double volume) {
        if (known < WINDOW || place - places[oldest] > BarRules.LOOKBACK) {
            return;
        }
        double mean = mean();
        if (mean > 0 && Limits.exceeds(volume / mean, factor) && spikes.hit(ts)) {
            spikes.keep(ts, "volume " + volume + " mean " + mean);
        }
    }

    /// Adds from the oldest on, so that the sum does not depend on where the series was cut.
    private double mean() {
        double sum = 0;
        for (int i = oldest; i < WINDOW; i++) {
            sum += volumes[i];
        }
        for (int i = 0; i < oldest; i++) {
            sum += volumes[i];
        }
        return sum / WINDOW;
    }

    private void remember(double volume) {
        volumes[oldest] = volume;
        places[oldest] = place;
        oldest = oldest + 1 == WINDOW ? 0 : oldest + 1;
        known = Math.min(known + 1, WINDOW);
    }
}
