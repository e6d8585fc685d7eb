package dev.tidemark.lake.archive;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an archive holds of a series, and all that is needed to bring it back.
///
/// @param key        the series
/// @param record     its dataset's record when it was archived; the chunk size is that of the series
/// @param attributes the series' attributes when it was last archived
/// @param partitions sorted by chunk, chunks unique
public record ArchivedSeries(
        SeriesKey key, DatasetRecord record, SortedMap<String, String> attributes, List<ArchivedPartition> partitions) {
    public ArchivedSeries {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        partitions = partitions.stream()
                .sorted(Comparator.comparing(ArchivedPartition::chunk))
                .toList();
    }

    /// A file of an archive.
    ///
    /// @param chunk      the label of its chunk
    /// @param rows       number of rows
    /// @param bytes      length of the file
    /// @param file       SHA-256 of the file
    /// @param content    digest of what it holds, that which the lake had
    /// @param attributes the partition's attributes in the lake
    public record ArchivedPartition(
            String chunk, long rows, long bytes, Digest file, Digest content, SortedMap<String, String> attributes) {
        public ArchivedPartition {
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }
    }

    /// A series of which nothing is archived yet.
    static ArchivedSeries of(Series series, DatasetRecord dataset) {
        DatasetRecord record = new DatasetRecord(
                series.schema(), series.schemaVersion(), series.chunkSize(), dataset.derived(), dataset.identity());
        return new ArchivedSeries(series.key(), record, series.attributes(), List.of());
    }

    /// The same with more partitions, and with the attributes that the series has now.
    ArchivedSeries with(Collection<ArchivedPartition> added, SortedMap<String, String> now) {
        Map<String, ArchivedPartition> all = new TreeMap<>();
        partitions.forEach(p -> all.put(p.chunk(), p));
        added.forEach(p -> all.put(p.chunk(), p));
        return new ArchivedSeries(key, record, now, List.copyOf(all.values()));
    }

    /// The partition of a chunk.
    public Optional<ArchivedPartition> partition(String chunk) {
        return partitions.stream().filter(p -> p.chunk().equals(chunk)).findFirst();
    }

    /// Why rows of a dataset as it is now cannot stand beside these; empty when they can.
    Optional<String> differenceFrom(DatasetRecord now, ChunkSize cut) {
        if (!now.schema().equals(record.schema()) || now.schemaVersion() != record.schemaVersion()) {
            return Optional.of("the archive has columns " + record.schema().text() + " (version "
                    + record.schemaVersion() + "), the lake "
                    + now.schema().text() + " (version " + now.schemaVersion() + ")");
        }
        if (!now.identity().equals(record.identity())) {
            return Optional.of("the archive has identity " + record.identity() + ", the lake " + now.identity());
        }
        return cut == record.chunkSize()
                ? Optional.empty()
                : Optional.of("it is cut by " + record.chunkSize().text() + " in the archive and by " + cut.text()
                        + " in the lake");
    }

    public long rows() {
        return partitions.stream().mapToLong(ArchivedPartition::rows).sum();
    }

    public long bytes() {
        return partitions.stream().mapToLong(ArchivedPartition::bytes).sum();
    }
}
