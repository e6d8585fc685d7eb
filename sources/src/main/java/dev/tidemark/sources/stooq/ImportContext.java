package dev.tidemark.sources.stooq;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Quarantine;
import java.util.function.Supplier;

/// What all sources of one run share. Everything in it is thread-safe.
///
/// @param head the newest state that the run has seen
record ImportContext(
        Lake lake,
        LakeWriter writer,
        StooqImportOptions options,
        DatasetPlan datasets,
        Quarantine quarantine,
        Supplier<Snapshot> head,
        StopSignal stop,
        Progress progress) {
    private static final long ROWS_OF_ALL_THREADS = 1 << 20;
    private static final long FEWEST_ROWS = 1 << 15;

    /// Rows that one source may hold in memory before it writes finished chunks.
    long rowBudget() {
        return Math.max(FEWEST_ROWS, ROWS_OF_ALL_THREADS / options.threads());
    }
}
