package dev.tidemark.lake;

import dev.tidemark.lake.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    /// What the names of attributes begin with that say how a series or partition was built, not what it holds.
    public static final String BUILD = "build.";
    /// The attribute of a series that was built completely: digest of recipe, configuration, facts and the contents of
    /// its inputs. As long as that digest stays, there is nothing to do.
    public static final String COMPLETE = BUILD + "complete";

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

    /// Digest of what the series holds: chunks, contents and the partitions' own attributes, whatever it was built
    /// from.
    /// Equal contents are the same input to whoever reads the series.
    public Digest contents() {
        StringBuilder text = new StringBuilder("series\n");
        for (Partition partition : partitions) {
            text.append(partition.chunk())
                    .append(' ')
                    .append(partition.content().content().hex());
            partition.attributes().forEach((name, value) -> {
                if (!name.startsWith(BUILD)) {
                    text.append(' ').append(name).append('=').append(value);
                }
            });
            text.append('\n');
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The value of [#COMPLETE], if the series is completely built.
    public Optional<Digest> complete() {
        return Optional.ofNullable(attributes.get(COMPLETE)).map(Digest::parse);
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
