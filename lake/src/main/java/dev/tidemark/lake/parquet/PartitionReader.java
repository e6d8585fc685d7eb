package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// Reads columns of Parquet files that a lake wrote. Thread-safe.
public interface PartitionReader {
    /// The reader of this process: plain Java for files of this project's writer, DuckDB for those of others.
    static PartitionReader standard() {
        return PageReader.INSTANCE;
    }

    /// Reads columns in file order.
    ///
    /// @param file    a partition
    /// @param schema  what the manifest says of the file; a difference is an error that names it
    /// @param columns names to read, in the order wanted; empty for all
    /// @throws dev.tidemark.lake.TidemarkException `SCHEMA_MISMATCH` or `DAMAGED`, naming file and difference
    Table read(Path file, Schema schema, List<String> columns);

    /// The key-value metadata of a file, as it was given to [PartitionEncoder#encode]; loads no native engine.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `DAMAGED`, naming the file
    SortedMap<String, String> footer(Path file);
}
