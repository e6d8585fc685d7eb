package dev.tidemark.sources.ingest;

import dev.tidemark.sources.SourceReport;

/// A series that waits for its commit.
///
/// @param draft    what it shall become
/// @param report   what to report when it is committed
/// @param decider  decides again when the series moved
/// @param attempts how often it was decided
public record PendingSeries(SeriesDraft draft, SourceReport report, Decider decider, int attempts) {
    /// Reads the source of a series again and decides on the newest state of the lake.
    public interface Decider {
        /// Decides on `series` only, whatever else the source holds.
        Decision decide(PendingSeries series);
    }
}
