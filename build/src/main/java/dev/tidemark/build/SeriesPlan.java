package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What is to be done to one series, and what that was decided on.
///
/// @param recipe     makes it
/// @param key        the series
/// @param before     its summary when planned; empty when it did not exist
/// @param current    the series when planned; absent when it did not exist, or was known to be complete
/// @param facts      what the series records of its making
/// @param complete   what its attribute [dev.tidemark.lake.SeriesState#COMPLETE] shall be when all is done
/// @param partitions a line a partition, by chunk; empty when the series is known to be complete
/// @param isWhole    whether all its partitions were planned, not only those of a range
/// @param kept       number of partitions that are kept
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
        long kept,
        Description description,
        SortedMap<String, String> empties) {
    public SeriesPlan {
        partitions = List.copyOf(partitions);
    }

    /// The partitions that something is done to.
    public List<PlannedPartition> work() {
        return partitions.stream().filter(p -> p.action() != Action.KEEP).toList();
    }

    /// Whether nothing is to be done.
    public boolean isDone() {
        return partitions.stream().allMatch(p -> p.action() == Action.KEEP);
    }

    /// Number of partitions with an action.
    public long count(Action action) {
        return action == Action.KEEP
                ? kept
                : partitions.stream().filter(p -> p.action() == action).count();
    }
}
