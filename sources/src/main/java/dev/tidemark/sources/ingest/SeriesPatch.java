package dev.tidemark.sources.ingest;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TimeAxis;
import dev.tidemark.sources.RowCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts rows into a series that exists, or takes some out, and leaves every chunk that they do not touch as it is. In
/// memory for one chunk and the rows for it. For one thread.
public final class SeriesPatch {
    private final DatasetRecord dataset;
    private final Series current;
    private final ChunkSize cut;
    private final PartitionWriter writer;
    private final Union union;
    private final SortedMap<String, Partition> partitions = new TreeMap<>();
    private final List<Table> waiting = new ArrayList<>();
    private ChunkRange range = new ChunkRange("", 0, 0);
    private RowCounts rows = RowCounts.NONE;
    private long bytes;

    /// Unites the rows of a chunk with new ones; both are in time order.
    public interface Union {
        Table of(Table held, Table rows);
    }

    /// Begins with the series as it is.
    ///
    /// @param dataset the record of its dataset
    public SeriesPatch(Lake lake, LakeWriter writer, DatasetRecord dataset, Series current, Union union) {
        this.dataset = dataset;
        this.current = current;
        this.cut = current.chunkSize();
        this.writer = new PartitionWriter(lake, writer, current.key(), dataset.cutBy(cut), Optional.of(current));
        this.union = union;
        current.partitions().forEach(partition -> partitions.put(partition.chunk(), partition));
    }

    /// Takes rows, all in all in time order.
    public void add(Table more) {
        Schema schema = more.schema();
        for (int row = 0; row < more.rows(); ) {
            long day = schema.dateOf(more.time(row)).toEpochDay();
            if (!range.holds(day)) {
                flush();
                range = ChunkRange.of(cut, day);
            }
            int end = endOfChunk(more);
            waiting.add(more.slice(row, end));
            row = end;
        }
    }

    private int endOfChunk(Table table) {
        if (range.endDay() == Long.MAX_VALUE) {
            return table.rows();
        }
        TimeAxis axis = table.schema().timeAxis().orElseThrow();
        return table.firstRowFrom(axis.startOf(LocalDate.ofEpochDay(range.endDay())));
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            Table more = Table.concat(waiting);
            waiting.clear();
            put(
                    range.label(),
                    held(range.label()).map(held -> union.of(held, more)).orElse(more));
        }
    }

    /// The rows of a chunk as the lake holds them.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `DAMAGED`, `SCHEMA_MISMATCH` or `IO` when it cannot be read
    public Optional<Table> held(String chunk) {
        return writer.held(chunk);
    }

    /// Gives a chunk other rows; none take it away.
    public void put(String chunk, Table table) {
        if (table.rows() == 0) {
            Partition gone = partitions.remove(chunk);
            rows = rows.plus(RowCounts.good(0, 0, 0, gone == null ? 0 : gone.rows()));
            return;
        }
        PartitionWriter.Finished done = writer.finish(chunk, table);
        partitions.put(chunk, done.partition());
        rows = rows.plus(done.rows());
        bytes += done.writtenBytes();
    }

    /// What the series becomes with all rows so far; empty when no chunk is left.
    ///
    /// @param attributes of the series
    public Optional<SeriesState> state(SortedMap<String, String> attributes) {
        flush();
        return partitions.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesState(
                        current.schema(), current.schemaVersion(), cut, attributes, List.copyOf(partitions.values())));
    }

    /// The draft that makes the series such a state.
    public SeriesDraft draft(SeriesState after) {
        boolean isChanged = !current.state().equals(after);
        return new SeriesDraft(
                current.key(), dataset, Optional.of(current.summary()), Optional.of(after), isChanged, rows, bytes);
    }
}
