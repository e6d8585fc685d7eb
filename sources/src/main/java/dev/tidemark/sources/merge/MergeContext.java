package dev.tidemark.sources.merge;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Quarantine;
import dev.tidemark.sources.ingest.TemporaryFolder;
import java.util.function.Supplier;

/// What all sources of one run share. Everything in it is thread-safe but the progress, which is the running thread's.
///
/// @param head the newest state that the run has seen
record MergeContext(
        Lake lake,
        LakeWriter writer,
        MergeOptions options,
        DatasetPlan datasets,
        Quarantine quarantine,
        TemporaryFolder spills,
        Supplier<Snapshot> head,
        StopSignal stop,
        Progress progress) {
    /// The same with a signal of its own, for a phase of the work that ends by itself.
    MergeContext phase() {
        return new MergeContext(lake, writer, options, datasets, quarantine, spills, head, new StopSignal(), progress);
    }
}
