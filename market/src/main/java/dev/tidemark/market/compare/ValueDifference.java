package dev.tidemark.market.compare;

/// Two values of one column and key that differ beyond the tolerance.
///
/// @param time the key, microseconds since 1970-01-01T00:00Z
/// @param a    the value of A, not NaN
/// @param b    the value of B, not NaN
public record ValueDifference(long time, double a, double b) {}
