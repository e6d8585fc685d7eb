package dev.tidemark.lake.table;

import dev.tidemark.lake.Digest;
import java.util.Locale;

/// The rows of one calendar month (UTC) of a partition.
///
/// @param month  year × 12 + month − 1, or [#NO_MONTH] for a table without time
/// @param rows   number of rows, at least one
/// @param digest digest of the leaf over all columns
public record Leaf(int month, int rows, Digest digest) {
    /// The month of the only leaf of a table without time column.
    public static final int NO_MONTH = -1;

    /// `2024-01`, or `-` for a table without time.
    public String monthText() {
        return monthText(month);
    }

    static String monthText(int month) {
        return month == NO_MONTH
                ? "-"
                : String.format(Locale.ROOT, "%04d-%02d", Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
    }
}
