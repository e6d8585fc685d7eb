package dev.tidemark.market.rule;

/// A row that breaks a rule.
///
/// @param ts     its time since 1970-01-01T00:00Z: microseconds for bars, nanoseconds for ticks and feeds
/// @param values the values concerned, each after its name, such as `high 1.0 low 2.0`; numbers in the shortest text
///               that reads back as the same number
public record Sample(long ts, String values) {}
