package dev.tidemark.sources;

import dev.tidemark.lake.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import did. It does not depend on the number of threads.
///
/// @param sources     number of sources found
/// @param usable      number of sources that could be read as the format, refused for their content or not
/// @param outcomes    number of sources by the code of their outcome (`imported`, `unchanged`, …)
/// @param refusals    number of refused sources by the code of the reason
/// @param rows        where all rows went
/// @param findings    totals by code
/// @param notable     sources with something to tell, by name; at most [#MAX_NOTABLE]
/// @param notableLeft number of notable sources that are not listed
/// @param commits     numbers of the commits made, ascending
public record ImportReport(
        int sources,
        int usable,
        SortedMap<String, Integer> outcomes,
        SortedMap<String, Integer> refusals,
        RowCounts rows,
        SortedMap<String, Long> findings,
        List<SourceReport> notable,
        int notableLeft,
        List<Long> commits) {
    /// Longest list of notable sources.
    public static final int MAX_NOTABLE = 10_000;

    public ImportReport {
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
        findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
        notable = List.copyOf(notable);
        commits = List.copyOf(commits);
    }

    /// Number of sources with an outcome's code.
    public int count(String outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /// What was wrong: `NO_USABLE_SOURCE` when nothing could be read as the format, `PARTLY_FAILED` when a source was
    /// refused or
    /// a row quarantined; empty when all is well.
    public Optional<ErrorCode> problem() {
        if (usable == 0) {
            return Optional.of(ErrorCode.NO_USABLE_SOURCE);
        }
        return count("refused") > 0 || rows.quarantined() > 0 ? Optional.of(ErrorCode.PARTLY_FAILED) : Optional.empty();
    }

    /// The exit code of the process: 0, 2 or 5.
    public int exitCode() {
        return problem().map(ErrorCode::exitCode).orElse(0);
    }
}
