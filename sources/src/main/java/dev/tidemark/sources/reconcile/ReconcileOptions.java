package dev.tidemark.sources.reconcile;

import dev.tidemark.market.compare.Tolerances;

/// How to compare.
///
/// @param from start of the first bar that is compared, microseconds since 1970-01-01T00:00Z
/// @param to   first start that is not
public record ReconcileOptions(Tolerances tolerances, long from, long to) {
    /// All bars, the usual tolerances.
    public static final ReconcileOptions DEFAULT =
            new ReconcileOptions(Tolerances.DEFAULT, Long.MIN_VALUE, Long.MAX_VALUE);
}
