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

    /// Linear between the two neighbours at `fraction * (n - 1)`.
    static double quantile(double[] sorted, double fraction) {
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The median of the distances of numbers from a point: linear between the two in the middle, as [#quantile].
    ///
    /// @param sorted the numbers, ascending
    static double medianDistance(double[] sorted, double point) {
        int above = Arrays.binarySearch(sorted, point);
        above = above < 0 ? -above - 1 : above;
        int below = above - 1;
        double place = 0.5 * (sorted.length - 1);
        double before = 0;
        double here = 0;
        for (int nearest = 0; nearest <= Math.min((int) place + 1, sorted.length - 1); nearest++) {
            boolean isBelow = above == sorted.length || (below >= 0 && point - sorted[below] < sorted[above] - point);
            before = here;
            here = isBelow ? point - sorted[below--] : sorted[above++] - point;
        }
        return sorted.length == 1 ? here : before + (place - (int) place) * (here - before);
    }
}
