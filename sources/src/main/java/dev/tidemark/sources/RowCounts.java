package dev.tidemark.sources;

/// Where the rows of sources went: `read = imported + unchanged + replaced + quarantined + refused`.
///
/// Rows of one time are paired in their order: the first with the first, and so on.
///
/// @param read        data lines read
/// @param imported    rows whose time the series did not hold
/// @param unchanged   rows that the series held value for value
/// @param replaced    rows whose time the series held with another value
/// @param quarantined rows that could not be read
/// @param refused     rows of sources that were refused as a whole
/// @param removed     rows of the lake whose time the source does not hold any more; not part of `read`
public record RowCounts(
        long read, long imported, long unchanged, long replaced, long quarantined, long refused, long removed) {
    public static final RowCounts NONE = new RowCounts(0, 0, 0, 0, 0, 0, 0);

    public RowCounts {
        if (read != imported + unchanged + replaced + quarantined + refused) {
            throw new IllegalArgumentException(
                    "rows do not add up: " + read + " read, " + imported + " imported, " + unchanged + " unchanged, "
                            + replaced + " replaced, " + quarantined + " quarantined, " + refused + " refused");
        }
    }

    /// The counts of good rows alone.
    public static RowCounts good(long imported, long unchanged, long replaced, long removed) {
        return new RowCounts(imported + unchanged + replaced, imported, unchanged, replaced, 0, 0, removed);
    }

    /// The counts of a source whose good rows were refused.
    public static RowCounts refused(long good, long quarantined) {
        return new RowCounts(good + quarantined, 0, 0, 0, quarantined, good, 0);
    }

    public RowCounts withQuarantined(long rows) {
        return plus(new RowCounts(rows, 0, 0, 0, rows, 0, 0));
    }

    public RowCounts plus(RowCounts other) {
        return new RowCounts(
                read + other.read,
                imported + other.imported,
                unchanged + other.unchanged,
                replaced + other.replaced,
                quarantined + other.quarantined,
                refused + other.refused,
                removed + other.removed);
    }
}
