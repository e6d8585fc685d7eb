package dev.tidemark.sources.fill;

import dev.tidemark.sources.ingest.BatchLimits;

/// What to fill, and how.
///
/// @param from  start of the first bar that may be made or taken out, microseconds since 1970-01-01T00:00Z
/// @param to    first start that may not
/// @param batch when to commit
public record FillOptions(FillWork work, long from, long to, BatchLimits batch) {
    /// All of each series.
    public static FillOptions of(FillWork work) {
        return new FillOptions(work, Long.MIN_VALUE, Long.MAX_VALUE, BatchLimits.DEFAULT);
    }

    /// Only bars that begin in `[first, end)`.
    public FillOptions between(long first, long end) {
        return new FillOptions(work, first, end, batch);
    }
}
