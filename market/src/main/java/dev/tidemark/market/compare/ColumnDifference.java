package dev.tidemark.market.compare;

import java.util.List;

/// How the values of one column differ over the keys that both sides have.
///
/// @param differing values that are not equal, however little, those on one side only among them
/// @param beyond    values that differ beyond the tolerance
/// @param oneSided  keys with a value on one side only
/// @param largest   greatest relative difference, `|a − b| / max(|a|, |b|)`; 0 when none differs
/// @param largestAt key of it, microseconds; 0 when none differs
/// @param first     the first [#MOST_FIRST] values that differ beyond the tolerance, in the order of time
public record ColumnDifference(
        ComparedColumn column,
        long differing,
        long beyond,
        long oneSided,
        double largest,
        long largestAt,
        List<ValueDifference> first) {
    /// Longest list.
    public static final int MOST_FIRST = 10;

    public ColumnDifference {
        first = List.copyOf(first);
    }
}
