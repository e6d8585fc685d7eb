package dev.tidemark.lake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One step of the lake's history.
///
/// @param number   1, 2, 3, …
/// @param digest   SHA-256 of the commit file
/// @param parent   digest of the parent's file; empty for the first
/// @param id       random, `c` and 15 hex digits
/// @param time     later than the parent's
/// @param kind     kind of the job
/// @param message  one line
/// @param user     who
/// @param host     where
/// @param product  version of Tidemark
/// @param tzdb     version of the time-zone rules
/// @param horizon  after a `gc`: what it kept; empty in other commits
/// @param changes  what changed, sorted by name; empty when only the header was read
/// @param changed  number of changes, known from the header too
public record Commit(
        long number,
        Digest digest,
        Optional<Digest> parent,
        String id,
        Instant time,
        String kind,
        String message,
        String user,
        String host,
        String product,
        String tzdb,
        Optional<Horizon> horizon,
        List<Change> changes,
        int changed) {
    public Commit {
        changes = List.copyOf(changes);
    }

    /// A changed series or dataset record.
    ///
    /// @param name     `bars/1d/AAPL.US`, or `bars/1d` for the dataset's record
    /// @param before   manifest before; empty when new
    /// @param after    summary after; empty when removed
    /// @param added    partitions added
    /// @param replaced partitions with other content
    /// @param removed  partitions removed
    public record Change(
            String name,
            Optional<SeriesSummary> before,
            Optional<SeriesSummary> after,
            int added,
            int replaced,
            int removed) {}
}
