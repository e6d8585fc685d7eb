package dev.tidemark.lake.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects rows into a [Table]. Set the values of a row by column position in any order, then call [#endRow()]; what
/// was
/// not set is null. Not thread-safe.
public final class TableBuilder {
    private static final int FIRST_CAPACITY = 32;

    private final Schema schema;
    private final Cells[] cells;
    private int rows;

    public TableBuilder(Schema schema) {
        this.schema = schema;
        this.cells = schema.fields().stream().map(f -> new Cells(f.type())).toArray(Cells[]::new);
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    /// Sets a `double`; `-0.0` becomes `0.0`.
    ///
    /// @throws IllegalArgumentException for NaN and infinities, which a lake never stores
    public void setDouble(int column, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "column '" + schema.fields().get(column).name() + "' cannot hold " + value);
        }
        cells[column].set(rows).doubles[rows] = value + 0.0; // -0.0 + 0.0 == 0.0
    }

    /// Sets an `int64` or a `timestamp` in microseconds.
    public void setLong(int column, long value) {
        cells[column].set(rows).longs[rows] = value;
    }

    /// Sets an `int32` or a `date` in days since 1970-01-01.
    public void setInt(int column, int value) {
        cells[column].set(rows).ints[rows] = value;
    }

    public void setBoolean(int column, boolean value) {
        cells[column].set(rows).booleans[rows] = value;
    }

    public void setString(int column, String value) {
        cells[column].set(rows).ints[rows] = cells[column].code(value);
    }

    /// Finishes the current row.
    public void endRow() {
        rows++;
    }

    /// Forgets what was set of the current row.
    public void dropRow() {
        for (Cells c : cells) {
            c.present.clear(rows);
        }
    }

    /// The finished rows as a table; the builder is empty afterwards.
    public Table build() {
        List<Column> columns = new ArrayList<>(cells.length);
        for (Cells c : cells) {
            columns.add(c.column(rows));
        }
        rows = 0;
        return new Table(schema, columns);
    }

    /// The values of one column so far.
    private static final class Cells {
        private final ColumnType type;
        private double[] doubles = {};
        private long[] longs = {};
        private int[] ints = {};
        private boolean[] booleans = {};
        private int capacity;
        private BitSet present = new BitSet();
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();
        private String lastText = "";
        private int lastCode = -1;

        Cells(ColumnType type) {
            this.type = type;
        }

        Cells set(int row) {
            if (row >= capacity) {
                grow(Math.max(FIRST_CAPACITY, Math.max(row + 1, capacity + (capacity >> 1))));
            }
            present.set(row);
            return this;
        }

        private void grow(int wanted) {
            capacity = wanted;
            switch (type) {
                case FLOAT64 -> doubles = Arrays.copyOf(doubles, capacity);
                case INT64, TIMESTAMP -> longs = Arrays.copyOf(longs, capacity);
                case INT32, DATE, STRING -> ints = Arrays.copyOf(ints, capacity);
                case BOOLEAN -> booleans = Arrays.copyOf(booleans, capacity);
            }
        }

        int code(String text) {
            if (lastCode < 0 || !text.equals(lastText)) {
                lastCode = codes.computeIfAbsent(text, t -> {
                    dictionary.add(t);
                    return dictionary.size() - 1;
                });
                lastText = text;
            }
            return lastCode;
        }

        Column column(int rows) {
            BitSet nulls = (BitSet) present.clone();
            nulls.flip(0, rows);
            nulls.clear(rows, Math.max(rows, nulls.length()));
            Column column = switch (type) {
                case FLOAT64 -> new DoubleColumn(zeroed(Arrays.copyOf(doubles, rows), nulls), nulls);
                case INT64, TIMESTAMP -> new LongColumn(zeroed(Arrays.copyOf(longs, rows), nulls), nulls);
                case INT32, DATE -> new IntColumn(zeroed(Arrays.copyOf(ints, rows), nulls), nulls);
                case BOOLEAN -> new BooleanColumn(zeroed(Arrays.copyOf(booleans, rows), nulls), nulls);
                case STRING -> strings(rows, nulls);
            };
            reset();
            return column;
        }

        private StringColumn strings(int rows, BitSet nulls) {
            int[] copied = Arrays.copyOf(ints, rows);
            for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
                copied[row] = StringColumn.NULL;
            }
            return new StringColumn(dictionary.toArray(String[]::new), copied);
        }

        private void reset() {
            present = new BitSet();
            codes.clear();
            dictionary.clear();
            lastCode = -1;
        }

        private static double[] zeroed(double[] values, BitSet nulls) {
            nulls.stream().forEach(row -> values[row] = 0.0);
            return values;
        }

        private static long[] zeroed(long[] values, BitSet nulls) {
            nulls.stream().forEach(row -> values[row] = 0L);
            return values;
        }

        private static int[] zeroed(int[] values, BitSet nulls) {
            nulls.stream().forEach(row -> values[row] = 0);
            return values;
        }

        private static boolean[] zeroed(boolean[] values, BitSet nulls) {
            nulls.stream().forEach(row -> values[row] = false);
            return values;
        }
    }
}
