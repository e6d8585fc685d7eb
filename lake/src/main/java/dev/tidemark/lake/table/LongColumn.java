package dev.tidemark.lake.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// `int64` and `timestamp` values.
///
/// @param values one slot a row; zero where null
/// @param nulls  the null rows, or null when there are none
@SuppressWarnings("ArrayRecordComponent") // columns are compared by their digests, never by equals
public record LongColumn(long[] values, @Nullable BitSet nulls) implements Column {
    public LongColumn {
        nulls = NullMask.orNone(nulls);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public LongColumn slice(int from, int to) {
        return new LongColumn(Arrays.copyOfRange(values, from, to), NullMask.slice(nulls, from, to));
    }

    @Override
    public LongColumn take(int[] order) {
        long[] taken = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            taken[i] = values[order[i]];
        }
        return new LongColumn(taken, NullMask.take(nulls, order));
    }
}
