package dev.tidemark.recipes;

import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.label.Labels;
import dev.tidemark.market.tick.TypedColumn;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Between the lake's columns, where a mask says what is null, and the market's arrays, where NaN does.
final class Columns {
    private Columns() {}

    /// A schema of ticks or of what is derived from them, whose time is `datetime`.
    static Schema schema(List<TypedColumn> columns) {
        return new Schema(columns.stream().map(Columns::field).toList(), "datetime");
    }

    private static Field field(TypedColumn column) {
        return new Field(
                column.name(),
                switch (column.type()) {
                    case STRING -> ColumnType.STRING;
                    case INT64 -> ColumnType.INT64;
                    case DOUBLE -> ColumnType.FLOAT64;
                    case INT32 -> ColumnType.INT32;
                    case BOOLEAN -> ColumnType.BOOLEAN;
                });
    }

    /// The values of a column of numbers, NaN for null; shared where there is no null.
    static double[] doubles(Table table, String name) {
        DoubleColumn column = (DoubleColumn) table.column(name);
        BitSet nulls = column.nulls();
        if (nulls == null) {
            return column.values();
        }
        double[] values = column.values().clone();
        for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
            values[row] = Double.NaN;
        }
        return values;
    }

    /// The values of a column of longs without nulls; shared.
    static long[] longs(Table table, String name) {
        return ((LongColumn) table.column(name)).values();
    }

    /// A column of numbers from values where NaN is null; the array becomes the column's.
    static Column ofDoubles(double[] values) {
        BitSet nulls = null;
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                nulls = mark(nulls, row);
                values[row] = 0;
            }
        }
        return new DoubleColumn(values, nulls);
    }

    /// A column of integers from values where [Labels#NULL] is null; the array becomes the column's.
    static Column ofInts(int[] values) {
        BitSet nulls = null;
        for (int row = 0; row < values.length; row++) {
            if (values[row] == Labels.NULL) {
                nulls = mark(nulls, row);
                values[row] = 0;
            }
        }
        return new IntColumn(values, nulls);
    }

    private static BitSet mark(@Nullable BitSet nulls, int row) {
        BitSet marked = nulls == null ? new BitSet() : nulls;
        marked.set(row);
        return marked;
    }
}
