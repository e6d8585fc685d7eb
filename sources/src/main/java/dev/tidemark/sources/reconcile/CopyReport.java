package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.ErrorCode;
import java.util.List;
import java.util.Optional;

/// What was copied.
///
/// @param series  by key
/// @param commits numbers of the commits made, ascending
public record CopyReport(List<CopyOutcome> series, List<Long> commits) {
    public CopyReport {
        series = List.copyOf(series);
        commits = List.copyOf(commits);
    }

    /// Bars that were not there.
    public long added() {
        return series.stream().mapToLong(CopyOutcome::added).sum();
    }

    /// Bars that took the place of others.
    public long replaced() {
        return series.stream().mapToLong(CopyOutcome::replaced).sum();
    }

    /// `PARTLY_FAILED` when nothing could be copied into a series.
    public Optional<ErrorCode> problem() {
        return series.stream().anyMatch(outcome -> outcome.reason().isPresent())
                ? Optional.of(ErrorCode.PARTLY_FAILED)
                : Optional.empty();
    }
}
