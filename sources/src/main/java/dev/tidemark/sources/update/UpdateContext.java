package dev.tidemark.sources.update;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Quarantine;
import java.time.Clock;
import java.util.function.Supplier;

/// What all series of a run share.
///
/// @param head the newest state that the run has seen
record UpdateContext(
        Lake lake,
        LakeWriter writer,
        DatasetPlan datasets,
        Quarantine quarantine,
        Supplier<Snapshot> head,
        BarGrids grids,
        UpdateOptions options,
        Outcomes outcomes,
        Clock clock,
        StopSignal stop) {
    String tables() {
        return grids.markets().tables();
    }
}
