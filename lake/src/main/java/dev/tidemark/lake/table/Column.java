package dev.tidemark.lake.table;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The values of one column as a primitive array with a null mask. Arrays are shared, not copied: whoever built a
/// column
/// must not write to its arrays afterwards, and readers must not write at all. A null's slot holds zero (strings: code
/// -1).
public sealed interface Column permits LongColumn, IntColumn, DoubleColumn, BooleanColumn, StringColumn {
    int size();

    /// Which rows are null, or null when none is.
    @Nullable
    BitSet nulls();

    default boolean isNull(int row) {
        BitSet nulls = nulls();
        return nulls != null && nulls.get(row);
    }

    /// Rows `from` (inclusive) to `to` (exclusive) as a column of its own.
    Column slice(int from, int to);

    /// The rows named by `order`, in that order.
    Column take(int[] order);
}
