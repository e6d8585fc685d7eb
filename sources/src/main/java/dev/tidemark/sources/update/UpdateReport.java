package dev.tidemark.sources.update;

import dev.tidemark.lake.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a run did, by series.
///
/// @param symbols by series key
/// @param commits numbers of the commits made, ascending
/// @param calls   questions sent to each provider, repeated ones counted
public record UpdateReport(List<SymbolOutcome> symbols, List<Long> commits, Map<String, Long> calls) {
    public UpdateReport {
        symbols = List.copyOf(symbols);
        commits = List.copyOf(commits);
        calls = Map.copyOf(calls);
    }

    /// Rows of all series.
    public SymbolOutcome.Rows rows() {
        SymbolOutcome.Rows rows = SymbolOutcome.Rows.NONE;
        for (SymbolOutcome outcome : symbols) {
            rows = rows.plus(outcome.rows());
        }
        return rows;
    }

    /// Number of series by status.
    public Map<SymbolOutcome.Status, Integer> counts() {
        Map<SymbolOutcome.Status, Integer> counts = new TreeMap<>();
        symbols.forEach(outcome -> counts.merge(outcome.status(), 1, Integer::sum));
        return counts;
    }

    /// `PARTLY_FAILED` when something of a series went wrong.
    public Optional<ErrorCode> problem() {
        return symbols.stream().anyMatch(SymbolOutcome::isProblem)
                ? Optional.of(ErrorCode.PARTLY_FAILED)
                : Optional.empty();
    }
}
