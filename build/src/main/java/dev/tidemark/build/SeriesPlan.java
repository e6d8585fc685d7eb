package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is to be done to one series, and what that was decided on.
///
/// @param recipe     makes it
/// @param key        the series
/// @param before     its summary when planned; empty when it did not exist
/// @param current    the series when planned; absent when it did not exist, or was known to be complete
/// @param facts      what the series records of its making
/// @param complete   what its attribute [dev.tidemark.lake.SeriesState#COMPLETE] shall be when all is done
/// @param partitions a line a partition, by chunk; empty when the series is known to be complete,
///                   and when only counts are wanted
/// @param isWhole    whether all its partitions were planned, not only those of a range
/// @param counts     number of partitions by what is done to them
/// @param description what the recipe says of the series; nothing when the series is known to be complete
/// @param empties    chunks known to give no row, with their keys
public record SeriesPlan(
        Recipe recipe,
        SeriesKey key,
        Optional<SeriesSummary> before,
        Optional<Series> current,
        SortedMap<String, String> facts,
        Digest complete,
        List<PlannedPartition> partitions,
        boolean isWhole,
        Map<Action, Long> counts,
        Description description,
        SortedMap<String, String> empties) {
    public SeriesPlan {
        partitions = List.copyOf(partitions);
        counts = Map.copyOf(counts);
    }

    /// The plan of a series that is known to be complete.
    static SeriesPlan complete(
            Recipe recipe, SeriesKey key, SeriesSummary summary, SortedMap<String, String> facts, Digest complete) {
        return new SeriesPlan(
                recipe,
                key,
                Optional.of(summary),
                Optional.empty(),
                facts,
                complete,
                List.of(),
                true,
                Map.of(Action.KEEP, (long) summary.partitions()),
                Description.NONE,
                new TreeMap<>());
    }

    /// What remains when the lines, and all that was read to write them, are let go: memory for counts only.
    SeriesPlan outline() {
        return new SeriesPlan(
                recipe,
                key,
                before,
                Optional.empty(),
                facts,
                complete,
                List.of(),
                isWhole,
                counts,
                description,
                new TreeMap<>());
    }

    /// Whether there is work, but its lines were let go.
    boolean isOutline() {
        return partitions.isEmpty() && !isDone();
    }

    /// The partitions that something is done to.
    public List<PlannedPartition> work() {
        return partitions.stream().filter(p -> p.action() != Action.KEEP).toList();
    }

    /// Number of partitions that something is done to.
    public long workCount() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Action.KEEP)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Whether nothing is to be done.
    public boolean isDone() {
        return workCount() == 0;
    }

    /// Number of partitions with an action.
    public long count(Action action) {
        return counts.getOrDefault(action, 0L);
    }
}
