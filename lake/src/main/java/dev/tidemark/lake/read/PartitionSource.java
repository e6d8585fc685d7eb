package dev.tidemark.lake.read;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Table;
import java.util.List;

/// Reads the files of partitions. Thread-safe.
@FunctionalInterface
public interface PartitionSource {
    /// Columns of one partition in stored order; all columns when `columns` is empty.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `SCHEMA_MISMATCH` or `DAMAGED`, naming the file and the difference
    Table read(Series series, Partition partition, List<String> columns);
}
