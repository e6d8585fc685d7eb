package dev.tidemark.lake;

import dev.tidemark.lake.table.Schema;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that a manifest says of a series; what a [SeriesEdit] wants it to become.
///
/// @param schema        columns of every partition
/// @param schemaVersion version of the dataset's schema
/// @param chunkSize     how it is cut
/// @param attributes    small facts about the series, such as its `source`; no clocks, no attempts
/// @param partitions    at least one, sorted by chunk, chunks unique
public record SeriesState(
        Schema schema,
        int schemaVersion,
        ChunkSize chunkSize,
        SortedMap<String, String> attributes,
        List<Partition> partitions) {
    public SeriesState {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        partitions = partitions.stream()
                .sorted(Comparator.comparing(Partition::chunk))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("a series has at least one partition");
        }
        for (int i = 0; i < partitions.size(); i++) {
            String chunk = partitions.get(i).chunk();
            if (!chunkSize.isLabel(chunk)) {
                throw new IllegalArgumentException("'" + chunk + "' is no " + chunkSize.text() + " chunk");
            }
            if (i > 0 && chunk.equals(partitions.get(i - 1).chunk())) {
                throw new IllegalArgumentException("chunk '" + chunk + "' stands twice");
            }
        }
    }

    public long rows() {
        return partitions.stream().mapToLong(Partition::rows).sum();
    }

    public long bytes() {
        return partitions.stream().mapToLong(Partition::bytes).sum();
    }

    public long minTime() {
        return partitions.stream().mapToLong(Partition::minTime).min().orElseThrow();
    }

    public long maxTime() {
        return partitions.stream().mapToLong(Partition::maxTime).max().orElseThrow();
    }
}
