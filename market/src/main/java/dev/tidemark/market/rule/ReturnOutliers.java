package dev.tidemark.market.rule;

import java.util.function.Consumer;

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

    void find(Returns returns, Consumer<Anomaly> found) {
        if (returns.size() < settings.minSamples()) {
            return;
        }
        Range range = range(returns);
        if (!(range.unit() > 0)) {
            return;
        }
        double threshold = settings.method().least(settings.threshold());
        double reach = threshold * range.unit();
        for (int i = 0; i < returns.size(); i++) {
            double score = range.score(returns.value(i));
            if (score > threshold) {
                found.accept(new Anomaly(
                        "return_outliers",
                        settings.method().text(),
                        settings.method().severity(score),
                        returns.time(i),
                        returns.value(i),
                        range.low() - reach,
                        range.high() + reach,
                        score));
            }
        }
    }

    private Range range(Returns returns) {
        return switch (settings.method()) {
            case MAD -> {
                double[] sorted = returns.sorted();
                double median = Statistics.quantile(sorted, 0.5);
                yield new Range(median, median, absoluteDeviation(sorted, median) / NORMAL_QUARTILE);
            }
            case ZSCORE -> {
                double mean = returns.mean();
                yield new Range(mean, mean, returns.deviation(mean));
            }
            case IQR -> {
                double[] sorted = returns.sorted();
                double low = Statistics.quantile(sorted, 0.25);
                double high = Statistics.quantile(sorted, 0.75);
                yield new Range(low, high, high - low);
            }
        };
    }

    private static double absoluteDeviation(double[] sorted, double median) {
        double deviation = Statistics.medianDistance(sorted, median);
        return deviation == 0 ? NORMAL_SCALE * Statistics.medianDistance(sorted, 0) : deviation;
    }
}
