package dev.tidemark.lake.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// `boolean` values.
///
/// @param values one slot a row; zero where null
/// @param nulls  the null rows, or null when there are none
@SuppressWarnings("ArrayRecordComponent") // columns are compared by their digests, never by equals
public record BooleanColumn(boolean[] values, @Nullable BitSet nulls) implements Column {
    public BooleanColumn {
        nulls = NullMask.orNone(nulls);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public BooleanColumn slice(int from, int to) {
        return new BooleanColumn(Arrays.copyOfRange(values, from, to), NullMask.slice(nulls, from, to));
    }

    @Override
    public BooleanColumn take(int[] order) {
        boolean[] taken = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            taken[i] = values[order[i]];
        }
        return new BooleanColumn(taken, NullMask.take(nulls, order));
    }
}
