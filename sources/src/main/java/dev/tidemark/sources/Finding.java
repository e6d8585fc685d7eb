package dev.tidemark.sources;

/// A finding about one source.
///
/// @param code  what
/// @param count how often, at least 1
public record Finding(FindingCode code, long count) {}
