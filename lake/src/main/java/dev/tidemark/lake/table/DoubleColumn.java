package dev.tidemark.lake.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// `double` values; never NaN or infinite.
///
/// @param values one slot a row; zero where null
/// @param nulls  the null rows, or null when there are none
@SuppressWarnings("ArrayRecordComponent") // columns are compared by their digests, never by equals
public record DoubleColumn(double[] values, @Nullable BitSet nulls) implements Column {
    public DoubleColumn {
        nulls = NullMask.orNone(nulls);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public DoubleColumn slice(int from, int to) {
        return new DoubleColumn(Arrays.copyOfRange(values, from, to), NullMask.slice(nulls, from, to));
    }

    @Override
    public DoubleColumn take(int[] order) {
        double[] taken = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            taken[i] = values[order[i]];
        }
        return new DoubleColumn(taken, NullMask.take(nulls, order));
    }
}
