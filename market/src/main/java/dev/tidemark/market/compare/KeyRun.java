package dev.tidemark.market.compare;

/// Keys that one side has and the other has not, with no key of the other side between them.
///
/// @param first first key, microseconds since 1970-01-01T00:00Z
/// @param last  last key
/// @param rows  number of keys, at least 1
public record KeyRun(long first, long last, long rows) {}
