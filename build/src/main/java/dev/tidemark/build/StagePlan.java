package dev.tidemark.build;

import dev.tidemark.lake.Snapshot;
import java.util.List;
import java.util.Map;

/// The plans of all series of the recipes that can be built at the same time.
///
/// @param snapshot what it was planned on
/// @param series   by dataset and symbol
/// @param failures series that cannot be made
/// @param changes  recipes whose dataset gets another configuration, with the differences
public record StagePlan(
        Snapshot snapshot, List<SeriesPlan> series, List<SeriesFailure> failures, Map<Recipe, List<String>> changes) {
    public StagePlan {
        series = List.copyOf(series);
        failures = List.copyOf(failures);
        changes = Map.copyOf(changes);
    }

    /// The same stage with some of its series only.
    StagePlan withSeries(List<SeriesPlan> some) {
        return new StagePlan(snapshot, some, failures, changes);
    }

    /// Whether this is still the plan when the lake stands at `head`.
    boolean holds(Snapshot head) {
        return snapshot.number() == head.number() && count(Action.PENDING) == 0;
    }

    /// Whether nothing is to be done.
    public boolean isDone() {
        return changes.isEmpty() && series.stream().allMatch(SeriesPlan::isDone);
    }

    /// What the recipes say of the series, each with its name.
    public List<String> notes() {
        return series.stream()
                .flatMap(plan -> plan.description().notes().stream().map(note -> plan.key() + ": " + note))
                .toList();
    }

    /// Number of partitions with an action.
    public long count(Action action) {
        return series.stream().mapToLong(plan -> plan.count(action)).sum();
    }
}
