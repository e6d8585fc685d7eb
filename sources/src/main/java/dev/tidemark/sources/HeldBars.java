package dev.tidemark.sources;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.bar.BarValues;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/// The bars of a series as plain arrays.
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
                flags(table.booleans("imputed")));
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

    /// Null counts as false.
    private static boolean[] flags(BooleanColumn column) {
        boolean[] flags = Arrays.copyOf(column.values(), column.values().length);
        for (int row = 0; row < flags.length; row++) {
            flags[row] &= !column.isNull(row);
        }
        return flags;
    }
}
