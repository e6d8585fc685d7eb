package dev.tidemark.market.rule;

/// One row that stands out. Value and expected range are in the same unit: returns as fractions, volumes in units,
/// staleness in unchanged bars.
///
/// @param detector     `return_outliers`, `volume_spikes` or `price_staleness`
/// @param method       how it was told: `mad`, `zscore`, `iqr` or `run`
/// @param severity     by the score
/// @param ts           the row's time, microseconds since 1970-01-01T00:00Z; of a run, that of its last row
/// @param value        what was measured
/// @param expectedLow  least value that would not have stood out
/// @param expectedHigh largest value that would not have stood out
/// @param score        how far out; its unit is the detector's. For volumes it has a sign
public record Anomaly(
        String detector,
        String method,
        Severity severity,
        long ts,
        double value,
        double expectedLow,
        double expectedHigh,
        double score) {}
