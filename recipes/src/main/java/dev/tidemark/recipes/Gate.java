package dev.tidemark.recipes;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.rule.Severity;
import java.util.Optional;
import java.util.Set;

/// Which series builds must not read.
///
/// @param datasets those whose series are looked at
/// @param blocking findings from this severity on are refused
/// @param future   refuses rows after now, and series without verdict; empty in plans, where verdicts may be missing
record Gate(Set<DatasetName> datasets, Severity blocking, Optional<FutureGate> future) {
    Gate {
        datasets = Set.copyOf(datasets);
    }

    /// Why a series must not be read.
    Optional<String> problem(Lake lake, Snapshot snapshot, SeriesKey input) {
        if (!datasets.contains(input.dataset()) || snapshot.summary(input).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> failed =
                Verdicts.isSpotless(snapshot, input) ? Optional.empty() : judged(lake, snapshot, input);
        return failed.or(() -> future.flatMap(gate -> gate.problem(lake, snapshot, input)));
    }

    private Optional<String> judged(Lake lake, Snapshot snapshot, SeriesKey input) {
        Optional<Verdicts.Verdict> verdict = Verdicts.of(lake, snapshot, input);
        if (verdict.isEmpty()) {
            return future.map(_ -> input + " has no verdict: run `tidemark validate " + input.dataset() + " -s "
                    + input.symbol() + "`");
        }
        return verdict.get().from(blocking).stream()
                .findFirst()
                .map(finding -> input + " failed its validation: " + finding.code() + " ("
                        + finding.severity().text() + ") in " + finding.count() + " rows, first "
                        + (finding.samples().isEmpty() ? "-" : finding.samples().getFirst()));
    }
}
