package dev.tidemark.sources.ingest;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RowCounts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the chunks of one series where they differ from what the lake holds, and counts how.
public final class PartitionWriter {
    private final Lake lake;
    private final LakeWriter writer;
    private final SeriesKey key;
    private final DatasetRecord dataset;
    private final Optional<Series> current;
    private final Map<String, Partition> currentByChunk = new HashMap<>();

    public PartitionWriter(
            Lake lake, LakeWriter writer, SeriesKey key, DatasetRecord dataset, Optional<Series> current) {
        this.lake = lake;
        this.writer = writer;
        this.key = key;
        this.dataset = dataset;
        this.current = current;
        current.ifPresent(series -> series.partitions().forEach(p -> currentByChunk.put(p.chunk(), p)));
    }

    /// A chunk that is done.
    ///
    /// @param rows            how its rows compare with the lake's
    /// @param writtenBytes    bytes written, 0 when nothing was
    /// @param duplicates      rows with the time of the row before
    /// @param isRestored      whether its file had vanished from the lake
    /// @param isOldUnreadable whether the rows it replaces could not be read
    public record Finished(
            Partition partition,
            RowCounts rows,
            long writtenBytes,
            long duplicates,
            boolean isRestored,
            boolean isOldUnreadable) {}

    /// Takes the rows of a chunk, in time order, at least one.
    public Finished finish(String chunk, Table table) {
        Partition old = currentByChunk.get(chunk);
        if (old == null) {
            return written(chunk, table, RowCounts.good(table.rows(), 0, 0, 0), false, false);
        }
        if (!hasContentOf(old, table)) {
            Optional<RowCounts> compared = compare(old, table);
            return written(chunk, table, compared.orElseGet(() -> byNumber(old, table)), false, compared.isEmpty());
        }
        RowCounts unchanged = RowCounts.good(0, table.rows(), 0, 0);
        if (isThere(old)) {
            return new Finished(old, unchanged, 0, duplicates(table), false, false);
        }
        return written(chunk, table, unchanged, true, false);
    }

    /// As [#finish(String, Table)], for rows that were compared with the lake's already.
    ///
    /// @param rows what the comparison gave
    public Finished finish(String chunk, Table table, RowCounts rows) {
        Partition old = currentByChunk.get(chunk);
        boolean isEqual = old != null && hasContentOf(old, table);
        if (old != null && isEqual && isThere(old)) {
            return new Finished(old, rows, 0, duplicates(table), false, false);
        }
        return written(chunk, table, rows, isEqual, false);
    }

    private Finished written(String chunk, Table table, RowCounts rows, boolean isRestored, boolean isOldUnreadable) {
        Partition partition = writer.write(key, dataset, chunk, table, new TreeMap<>());
        return new Finished(partition, rows, partition.bytes(), duplicates(table), isRestored, isOldUnreadable);
    }

    /// The partition of a chunk as the lake holds it, with its file.
    ///
    /// @throws TidemarkException `DAMAGED`, `SCHEMA_MISMATCH` or `IO` when it cannot be read
    public Optional<Table> held(String chunk) {
        Partition old = currentByChunk.get(chunk);
        return old == null ? Optional.empty() : current.map(series -> lake.read(series, old, List.of()));
    }

    /// Whether the lake holds exactly these rows as a chunk, file included.
    public boolean holds(String chunk, Table table) {
        Partition old = currentByChunk.get(chunk);
        return old != null && hasContentOf(old, table) && isThere(old);
    }

    /// Hashes only what may be equal: most new content has other rows.
    private static boolean hasContentOf(Partition partition, Table table) {
        return partition.rows() == table.rows()
                && ContentDigest.of(table).content().equals(partition.content().content());
    }

    private boolean isThere(Partition partition) {
        Path object = lake.object(key, dataset.chunkSize(), partition);
        return object.toFile().length() == partition.bytes();
    }

    /// Empty when the old rows cannot be read: their loss must not keep the new ones out.
    private Optional<RowCounts> compare(Partition old, Table table) {
        try {
            return current.map(series -> RowComparison.of(lake.read(series, old, List.of()), table));
        } catch (TidemarkException e) {
            return switch (e.code()) {
                case DAMAGED, SCHEMA_MISMATCH, IO -> Optional.empty();
                default -> throw e;
            };
        }
    }

    private static RowCounts byNumber(Partition old, Table table) {
        long both = Math.min(old.rows(), table.rows());
        return RowCounts.good(table.rows() - both, 0, both, old.rows() - both);
    }

    private static long duplicates(Table table) {
        long duplicates = 0;
        for (int row = 1; row < table.rows(); row++) {
            duplicates += table.time(row) == table.time(row - 1) ? 1 : 0;
        }
        return duplicates;
    }
}
