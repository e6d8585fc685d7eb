package dev.tidemark.market.gap;

/// A longest run of expected bars that are missing. Nights, week-ends and holidays within it do not end it.
///
/// @param start   start of the first missing bar, microseconds since 1970-01-01T00:00Z
/// @param end     end of the last missing bar, exclusive
/// @param missing number of missing bars, at least 1
public record Gap(long start, long end, long missing) {}
