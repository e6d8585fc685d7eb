package dev.tidemark.market.rule;

import java.util.Arrays;

/// Statistics of some numbers, of which none is NaN. Sums run in index order.
final class Statistics {
    private Statistics() {}

    static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /// The standard deviation of a sample: squares are divided by one less than their number. NaN for one number.
    static double deviation(double[] values, int from, int to, double mean) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            double distance = values[i] - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / (to - from - 1));
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    static double median(double[] values) {
        return quantile(sorted(values), 0.5);
    }

    /// Linear between the two neighbours at `fraction * (n - 1)`.
    static double quantile(double[] sorted, double fraction) {
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
