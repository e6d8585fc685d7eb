package dev.tidemark.lake.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// `int32` and `date` values.
///
/// @param values one slot a row; zero where null
/// @param nulls  the null rows, or null when there are none
@SuppressWarnings("ArrayRecordComponent") // columns are compared by their digests, never by equals
public record IntColumn(int[] values, @Nullable BitSet nulls) implements Column {
    public IntColumn {
        nulls = NullMask.orNone(nulls);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public IntColumn slice(int from, int to) {
        return new IntColumn(Arrays.copyOfRange(values, from, to), NullMask.slice(nulls, from, to));
    }

    @Override
    public IntColumn take(int[] order) {
        int[] taken = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            taken[i] = values[order[i]];
        }
        return new IntColumn(taken, NullMask.take(nulls, order));
    }
}
