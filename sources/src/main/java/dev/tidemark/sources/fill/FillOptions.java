package dev.tidemark.sources.fill;

import dev.tidemark.sources.ingest.BatchLimits;

/// What to fill, and how.
///
/// @param from    start of the first bar that may be made or taken out, microseconds since 1970-01-01T00:00Z;
///                [Long#MIN_VALUE] for the first real bar
/// @param to      first start that may not; [Long#MAX_VALUE] for the last real bar
/// @param threads series that are worked on at a time, at least 1
/// @param batch   when to commit
public record FillOptions(FillWork work, long from, long to, int threads, BatchLimits batch) {
    /// All of each series, on all processors.
    public static FillOptions of(FillWork work) {
        return new FillOptions(
                work, Long.MIN_VALUE, Long.MAX_VALUE, Runtime.getRuntime().availableProcessors(), BatchLimits.DEFAULT);
    }

    /// Bars that begin in `[first, end)`, also before the first and after the last real bar.
    public FillOptions between(long first, long end) {
        return new FillOptions(work, first, end, threads, batch);
    }

    public FillOptions withThreads(int other) {
        return new FillOptions(work, from, to, other, batch);
    }
}
