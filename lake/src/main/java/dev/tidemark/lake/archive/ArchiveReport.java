package dev.tidemark.lake.archive;

import java.util.List;

/// What a move did.
///
/// @param series       series of which something was moved
/// @param partitions   partitions moved
/// @param rows         rows moved
/// @param lakeBytes    what they take in the lake
/// @param archiveBytes what they take in the archive
/// @param present      partitions that were at their goal already and were left alone
/// @param refused      what was left where it is
/// @param commits      numbers of the commits made, ascending
public record ArchiveReport(
        long series,
        long partitions,
        long rows,
        long lakeBytes,
        long archiveBytes,
        long present,
        List<Refusal> refused,
        List<Long> commits) {
    public ArchiveReport {
        refused = List.copyOf(refused);
        commits = List.copyOf(commits);
    }

    /// Something that was not moved.
    ///
    /// @param what a series, or a series and a chunk: `bars/1m/A/2024-01`
    /// @param why  and what to do
    public record Refusal(String what, String why) {}
}
