package dev.tidemark.sources.fill;

import dev.tidemark.lake.ErrorCode;
import java.util.List;
import java.util.Optional;

/// What a fill did, by series.
///
/// @param series  by key
/// @param commits numbers of the commits made, ascending; none of a preview
public record FillReport(List<FillOutcome> series, List<Long> commits) {
    public FillReport {
        series = List.copyOf(series);
        commits = List.copyOf(commits);
    }

    /// Bars made or taken out.
    public long rows() {
        return series.stream().mapToLong(FillOutcome::rows).sum();
    }

    /// Series with any.
    public long changed() {
        return series.stream().filter(outcome -> outcome.rows() > 0).count();
    }

    /// `PARTLY_FAILED` when a series was refused.
    public Optional<ErrorCode> problem() {
        return series.stream().anyMatch(outcome -> outcome.reason().isPresent())
                ? Optional.of(ErrorCode.PARTLY_FAILED)
                : Optional.empty();
    }
}
