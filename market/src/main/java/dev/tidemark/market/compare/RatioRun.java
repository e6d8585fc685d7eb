package dev.tidemark.market.compare;

/// A stretch of common keys over which the closes of the two sides stand in one ratio.
///
/// @param first first key, microseconds since 1970-01-01T00:00Z
/// @param last  last key
/// @param rows  number of common keys, at least 1
/// @param ratio B's close divided by A's: 0.25 where B is adjusted for a split of 4 for 1 and A is not
public record RatioRun(long first, long last, long rows, double ratio) {}
