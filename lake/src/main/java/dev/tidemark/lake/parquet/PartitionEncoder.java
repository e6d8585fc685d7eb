package dev.tidemark.lake.parquet;

import dev.tidemark.lake.Compression;
import dev.tidemark.lake.table.Table;
import java.nio.ByteBuffer;
import java.util.SortedMap;

/// Encodes a table as the bytes of one Parquet file. The bytes are a function of the arguments, the [Compression] and
/// [#WRITER_VERSION] alone.
public interface PartitionEncoder {
    /// Changes whenever the same arguments would give other bytes.
    int WRITER_VERSION = 1;

    /// The encoder with [Compression#STANDARD]; safe for all threads.
    static PartitionEncoder standard() {
        return of(Compression.STANDARD);
    }

    /// The encoder with a compression; safe for all threads.
    static PartitionEncoder of(Compression compression) {
        return new FlatParquetEncoder(compression);
    }

    /// Encodes a table of at least one row.
    ///
    /// @param footer key-value metadata of the file: `tidemark.dataset`, `tidemark.symbol`, `tidemark.chunk`, …
    /// @return the file, position 0 to limit; backed by an array
    ByteBuffer encode(Table table, SortedMap<String, String> footer);
}
