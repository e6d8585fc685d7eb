package dev.tidemark.lake;

import dev.tidemark.lake.table.Schema;
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

    /// Everything the manifest says.
    SeriesState state();
}
