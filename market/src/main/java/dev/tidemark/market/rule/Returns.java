package dev.tidemark.market.rule;

import java.util.Arrays;

/// The returns of a series: close over the close before, less 1, of bars that are real and have a close.
///
/// @param values returns as fractions, all finite
/// @param rows   the row of each in its block
/// @param times  the time of each
@SuppressWarnings("ArrayRecordComponent") // never compared
record Returns(double[] values, int[] rows, long[] times) {
    static Returns of(BarBlock block) {
        int size = block.rows();
        double[] values = new double[size];
        int[] rows = new int[size];
        long[] times = new long[size];
        int count = 0;
        double last = Double.NaN;
        for (int i = 0; i < size; i++) {
            double close = block.close()[i];
            if (block.imputed()[i] || !Double.isFinite(close)) {
                continue;
            }
            double value = close / last - 1;
            if (Double.isFinite(value)) {
                values[count] = value;
                rows[count] = i;
                times[count] = block.ts()[i];
                count++;
            }
            last = close;
        }
        return new Returns(Arrays.copyOf(values, count), Arrays.copyOf(rows, count), Arrays.copyOf(times, count));
    }
}
