package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Columns of the partitions that were read last, so that overlapping windows, and recipes that read the same input,
/// read
/// each column once. For one thread.
final class ColumnCache implements Inputs {
    /// Values kept beyond the newest partition: 8,388,608, 64 MB.
    private static final long CELLS = 1L << 23;

    private final Lake lake;
    private final long most;
    private final LinkedHashMap<Digest, Map<String, Column>> partitions = new LinkedHashMap<>(16, 0.75f, true);
    private long cells;

    ColumnCache(Lake lake) {
        this(lake, CELLS);
    }

    /// @param most values kept beyond the newest partition
    ColumnCache(Lake lake, long most) {
        this.lake = lake;
        this.most = most;
    }

    @Override
    public Table read(InputSlice slice) {
        Series series = slice.series();
        Map<String, Column> held = columns(series, slice.partition(), slice.columns());
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : slice.columns()) {
            fields.add(series.schema().field(name).orElseThrow());
            columns.add(held.get(name));
        }
        String time = series.schema().timeColumn();
        Schema schema = new Schema(fields, time != null && slice.columns().contains(time) ? time : null);
        return new Table(schema, columns).slice(slice.firstRow(), slice.firstRow() + slice.rows());
    }

    private Map<String, Column> columns(Series series, Partition partition, List<String> names) {
        Map<String, Column> held = partitions.computeIfAbsent(partition.file(), _ -> new HashMap<>());
        List<String> missing =
                names.stream().filter(name -> !held.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            Table read = lake.read(series, partition, missing);
            for (String name : missing) {
                held.put(name, read.column(name));
            }
            cells += partition.rows() * missing.size();
            evict(partition.file());
        }
        return held;
    }

    private void evict(Digest newest) {
        Iterator<Map.Entry<Digest, Map<String, Column>>> oldest =
                partitions.entrySet().iterator();
        while (cells > most && oldest.hasNext()) {
            Map.Entry<Digest, Map<String, Column>> entry = oldest.next();
            if (!entry.getKey().equals(newest)) {
                cells -= cellsOf(entry.getValue());
                oldest.remove();
            }
        }
    }

    private static long cellsOf(Map<String, Column> columns) {
        long cells = 0;
        for (@Nullable Column column : columns.values()) {
            cells += column == null ? 0 : column.size();
        }
        return cells;
    }
}
