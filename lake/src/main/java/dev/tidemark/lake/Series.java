package dev.tidemark.lake;

import dev.tidemark.lake.table.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// A series as one snapshot sees it: its manifest, opened page by page as far as it is asked for.
public interface Series {
    SeriesKey key();

    SeriesSummary summary();

    Schema schema();

    int schemaVersion();

    ChunkSize chunkSize();

    SortedMap<String, String> attributes();

    /// All partitions, by chunk.
    List<Partition> partitions();

    /// The partitions whose chunk label lies between two labels, both included. Reads only the pages that can hold
    /// them.
    List<Partition> partitions(String firstChunk, String lastChunk);

    /// As [#partitions(String, String)], but reads page after page as the stream advances and keeps none.
    Stream<Partition> walk(String firstChunk, String lastChunk);

    /// One partition; reads one page.
    Optional<Partition> partition(String chunk);

    /// Whether all of a partition lies before a date (UTC): by its label for days, by its last time otherwise. Without
    /// a
    /// time column: no.
    default boolean endsBefore(Partition partition, LocalDate date) {
        if (chunkSize() == ChunkSize.DAY) {
            return LocalDate.parse(partition.chunk()).isBefore(date);
        }
        return schema().timeColumn() != null
                && schema().dateOf(partition.maxTime()).isBefore(date);
    }

    /// The edit that leaves some of the partitions; empty when those are all. Without any the series goes.
    default Optional<SeriesEdit> keeping(List<Partition> kept) {
        SeriesState now = state();
        if (kept.size() == now.partitions().size()) {
            return Optional.empty();
        }
        Optional<SeriesState> after = kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SeriesState(now.schema(), now.schemaVersion(), now.chunkSize(), now.attributes(), kept));
        return Optional.of(new SeriesEdit(key(), Optional.of(summary().manifest()), after));
    }

    /// Everything the manifest says.
    SeriesState state();
}
