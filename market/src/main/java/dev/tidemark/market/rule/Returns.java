package dev.tidemark.market.rule;

import java.util.Arrays;

/// The returns of a series while its bars pass by: close over the close before, less 1, of bars that are real and have
/// a close. All are finite. Not thread-safe.
final class Returns {
    private static final int FIRST_ROOM = 256;

    private double[] values = new double[FIRST_ROOM];
    private long[] times = new long[FIRST_ROOM];
    private int size;
    private double last = Double.NaN;

    void add(BarBlock block) {
        for (int i = block.from(); i < block.rows(); i++) {
            double close = block.close()[i];
            if (!block.imputed()[i] && Double.isFinite(close)) {
                double value = close / last - 1;
                if (Double.isFinite(value)) {
                    add(value, block.ts()[i]);
                }
                last = close;
            }
        }
    }

    private void add(double value, long time) {
        if (size == values.length) {
            int room = size + (size >> 1);
            values = Arrays.copyOf(values, room);
            times = Arrays.copyOf(times, room);
        }
        values[size] = value;
        times[size++] = time;
    }

    int size() {
        return size;
    }

    /// A return as a fraction.
    double value(int place) {
        return values[place];
    }

    /// The time of the bar whose close a return leads to.
    long time(int place) {
        return times[place];
    }

    double mean() {
        return Statistics.mean(values, 0, size);
    }

    double deviation(double mean) {
        return Statistics.deviation(values, 0, size, mean);
    }

    /// The returns by size, in a new array.
    double[] sorted() {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
