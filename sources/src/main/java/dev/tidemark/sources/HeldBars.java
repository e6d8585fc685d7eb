package dev.tidemark.sources;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.bar.BarValues;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/// The bars of a series as plain arrays. A null flag counts as false.
public final class HeldBars {
    private static final List<String> COLUMNS =
            List.of("ts", "open", "high", "low", "close", "volume", "adj_close", "imputed");

    private HeldBars() {}

    /// The bars of a series that begin in `[from, to)`, microseconds: a block a partition, read when it is asked for.
    ///
    /// @throws dev.tidemark.lake.TidemarkException while it runs: `DAMAGED` or `SCHEMA_MISMATCH` naming the file, or
    ///     when told to stop
    public static Iterator<BarValues> blocks(Lake lake, Series series, long from, long to, StopSignal stop) {
        return series.partitions().stream()
                .filter(partition -> partition.minTime() < to && partition.maxTime() >= from)
                .map(partition -> {
                    stop.check();
                    Table table = lake.read(series, partition, COLUMNS);
                    return of(table.slice(table.firstRowFrom(from), table.firstRowFrom(to)));
                })
                .iterator();
    }

    private static BarValues of(Table table) {
        return new BarValues(
                table.longs("ts").values(),
                values(table, "open"),
                values(table, "high"),
                values(table, "low"),
                values(table, "close"),
                values(table, "volume"),
                values(table, "adj_close"),
                table.booleans("imputed").values());
    }

    private static double[] values(Table table, String name) {
        DoubleColumn column = table.doubles(name);
        BitSet nulls = column.nulls();
        if (nulls == null) {
            return column.values();
        }
        double[] values = Arrays.copyOf(column.values(), column.values().length);
        for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
            values[row] = Double.NaN;
        }
        return values;
    }

    /// The times of the rows `from` (inclusive) to `to` (exclusive) that no fill made.
    ///
    /// @param table has the columns `ts`, as its time, and `imputed`
    public static long[] realTimes(Table table, int from, int to) {
        boolean[] imputed = table.booleans("imputed").values();
        long[] times = new long[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!imputed[row]) {
                times[count++] = table.time(row);
            }
        }
        return Arrays.copyOf(times, count);
    }
}
