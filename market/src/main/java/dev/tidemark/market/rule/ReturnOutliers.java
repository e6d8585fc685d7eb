package dev.tidemark.market.rule;

import java.util.List;

/// Detector `return_outliers`: returns far from the others of their series.
final class ReturnOutliers {
    /// The quartile of the standard normal distribution: MAD = 0.6745 standard deviations.
    private static final double NORMAL_QUARTILE = 0.6745;
    /// Its inverse, which scales the fallback.
    private static final double NORMAL_SCALE = 1.4826;

    private final AnomalySettings settings;

    ReturnOutliers(AnomalySettings settings) {
        this.settings = settings;
    }

    /// The values that do not stand out, and how far out others are.
    ///
    /// @param low  a value below it has a score
    /// @param high a value above it has a score
    /// @param unit what a score of 1 is
    private record Range(double low, double high, double unit) {
        double score(double value) {
            return Math.max(low - value, value - high) / unit;
        }
    }

    void find(Returns returns, int from, List<Anomaly> found) {
        double[] values = returns.values();
        if (values.length < settings.minSamples()) {
            return;
        }
        Range range = range(values);
        if (!(range.unit() > 0)) {
            return;
        }
        double reach = settings.threshold() * range.unit();
        for (int i = 0; i < values.length; i++) {
            double score = range.score(values[i]);
            if (score > settings.threshold() && returns.rows()[i] >= from) {
                found.add(new Anomaly(
                        "return_outliers",
                        settings.method().text(),
                        settings.method().severity(score),
                        returns.times()[i],
                        values[i],
                        range.low() - reach,
                        range.high() + reach,
                        score));
            }
        }
    }

    private Range range(double[] values) {
        return switch (settings.method()) {
            case MAD -> {
                double median = Statistics.median(values);
                yield new Range(median, median, absoluteDeviation(values, median) / NORMAL_QUARTILE);
            }
            case ZSCORE -> {
                double mean = Statistics.mean(values, 0, values.length);
                yield new Range(mean, mean, Statistics.deviation(values, 0, values.length, mean));
            }
            case IQR -> {
                double[] sorted = Statistics.sorted(values);
                double low = Statistics.quantile(sorted, 0.25);
                double high = Statistics.quantile(sorted, 0.75);
                yield new Range(low, high, high - low);
            }
        };
    }

    private static double absoluteDeviation(double[] values, double median) {
        double deviation = medianDistance(values, median);
        return deviation == 0 ? NORMAL_SCALE * medianDistance(values, 0) : deviation;
    }

    private static double medianDistance(double[] values, double from) {
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            distances[i] = Math.abs(values[i] - from);
        }
        return Statistics.median(distances);
    }
}
