package dev.tidemark.sources.ingest;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceReport;
import java.util.List;

/// A series that waits for its commit.
///
/// @param draft      what it shall become
/// @param settlement what to report when it is committed, or given up
/// @param decider    decides again when the series moved
/// @param attempts   how often it was decided
public record PendingSeries(SeriesDraft draft, Settlement settlement, Decider decider, int attempts) {
    /// Reads the source of a series again and decides on the newest state of the lake.
    public interface Decider {
        /// Decides on `series` only, whatever else the source holds.
        Decision decide(PendingSeries series);
    }

    /// What is to be reported of the sources of a series. For the committing thread.
    public interface Settlement {
        /// The reports that are complete now that the series is committed.
        List<SourceReport> committed();

        /// The reports that are complete now that the series is given up.
        List<SourceReport> refused(RefusalReason reason, String why);
    }
}
