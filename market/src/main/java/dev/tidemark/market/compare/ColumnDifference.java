package dev.tidemark.market.compare;

/// How the values of one column differ over the keys that both sides have.
///
/// @param differing values that are not equal, however little, those on one side only among them
/// @param beyond    values that differ beyond the tolerance
/// @param oneSided  keys with a value on one side only
/// @param largest   greatest relative difference, `|a − b| / max(|a|, |b|)`; 0 when none differs
/// @param largestAt key of it, microseconds; 0 when none differs
public record ColumnDifference(
        ComparedColumn column, long differing, long beyond, long oneSided, double largest, long largestAt) {}
