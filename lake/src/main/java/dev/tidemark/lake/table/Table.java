package dev.tidemark.lake.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows in memory, column by column, in the order of a [Schema]. Immutable by agreement: see [Column].
public final class Table {
    private final Schema schema;
    private final List<Column> columns;
    private final int rows;
    private final int timeIndex;

    /// @throws IllegalArgumentException when columns and schema differ in number, type or length, or a time is null
    public Table(Schema schema, List<? extends Column> columns) {
        this.schema = schema;
        this.timeIndex = schema.timeIndex();
        this.columns = List.copyOf(columns);
        if (this.columns.size() != schema.fields().size()) {
            throw new IllegalArgumentException(this.columns.size() + " columns for a schema of "
                    + schema.fields().size());
        }
        this.rows = this.columns.getFirst().size();
        for (int i = 0; i < this.columns.size(); i++) {
            check(schema.fields().get(i), this.columns.get(i), rows);
        }
        if (timeIndex >= 0 && this.columns.get(timeIndex).nulls() != null) {
            throw new IllegalArgumentException("time column '" + schema.timeColumn() + "' holds a null");
        }
    }

    private static void check(Field field, Column column, int rows) {
        boolean fits = switch (field.type()) {
            case STRING -> column instanceof StringColumn;
            case INT64, TIMESTAMP -> column instanceof LongColumn;
            case INT32, DATE -> column instanceof IntColumn;
            case FLOAT64 -> column instanceof DoubleColumn;
            case BOOLEAN -> column instanceof BooleanColumn;
        };
        if (!fits || column.size() != rows) {
            throw new IllegalArgumentException("column '" + field.name() + "' has " + column.size() + " rows as "
                    + column.getClass().getSimpleName() + "; expected " + rows + " of "
                    + field.type().text());
        }
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    /// The columns in schema order.
    public List<Column> columns() {
        return columns;
    }

    public Column column(int index) {
        return columns.get(index);
    }

    /// The column of that name.
    ///
    /// @throws IllegalArgumentException when there is none
    public Column column(String name) {
        int i = schema.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("no column '" + name + "' in " + schema.text());
        }
        return columns.get(i);
    }

    /// The `double` column of that name.
    ///
    /// @throws IllegalArgumentException when there is none, or it has another type; so do its siblings
    public DoubleColumn doubles(String name) {
        return typed(name, DoubleColumn.class);
    }

    /// The `int64` or `timestamp` column of that name.
    public LongColumn longs(String name) {
        return typed(name, LongColumn.class);
    }

    /// The `int32` or `date` column of that name.
    public IntColumn ints(String name) {
        return typed(name, IntColumn.class);
    }

    /// The `boolean` column of that name.
    public BooleanColumn booleans(String name) {
        return typed(name, BooleanColumn.class);
    }

    /// The `string` column of that name.
    public StringColumn strings(String name) {
        return typed(name, StringColumn.class);
    }

    private <C extends Column> C typed(String name, Class<C> type) {
        Column column = column(name);
        if (!type.isInstance(column)) {
            throw new IllegalArgumentException("column '" + name + "' is no " + type.getSimpleName() + " but a "
                    + column.getClass().getSimpleName());
        }
        return type.cast(column);
    }

    /// Some of the columns; see [Schema#select].
    public Table select(List<String> names) {
        return new Table(schema.select(names), names.stream().map(this::column).toList());
    }

    /// The first row whose time is not before a stored value, or the number of rows; rows are in time order.
    public int firstRowFrom(long time) {
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The stored value of the time column: microseconds, nanoseconds or days, by its type.
    public long time(int row) {
        return switch (columns.get(timeIndex)) {
            case LongColumn c -> c.values()[row];
            case IntColumn c -> c.values()[row];
            case DoubleColumn _, BooleanColumn _, StringColumn _ -> throw new IllegalStateException("no time column");
        };
    }

    /// Rows `from` (inclusive) to `to` (exclusive).
    public Table slice(int from, int to) {
        return from == 0 && to == rows
                ? this
                : new Table(schema, columns.stream().map(c -> c.slice(from, to)).toList());
    }

    /// Whether times never fall from one row to the next; true without a time column.
    public boolean isSortedByTime() {
        if (timeIndex < 0) {
            return true;
        }
        for (int row = 1; row < rows; row++) {
            if (time(row) < time(row - 1)) {
                return false;
            }
        }
        return true;
    }

    /// The rows in time order; rows of equal time keep their order of arrival.
    public Table sortedByTime() {
        if (isSortedByTime()) {
            return this;
        }
        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted((x, y) -> Long.compare(time(x), time(y))) // stable
                .mapToInt(Integer::intValue)
                .toArray();
        return take(order);
    }

    /// The rows named by `order`, in that order; a row may be named any number of times.
    public Table take(int[] order) {
        return new Table(schema, columns.stream().map(c -> c.take(order)).toList());
    }

    /// The rows of several tables of one schema, one after another.
    public static Table concat(List<Table> tables) {
        if (tables.size() == 1) {
            return tables.getFirst();
        }
        Schema schema = tables.getFirst().schema;
        List<Column> joined = new ArrayList<>();
        for (int c = 0; c < schema.fields().size(); c++) {
            int column = c;
            joined.add(join(tables.stream().map(t -> t.columns.get(column)).toList()));
        }
        return new Table(schema, joined);
    }

    private static Column join(List<Column> parts) {
        int rows = parts.stream().mapToInt(Column::size).sum();
        return switch (parts.getFirst()) {
            case LongColumn _ -> {
                long[] values = new long[rows];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((LongColumn) part).values(), 0, values, at, part.size());
                    at += part.size();
                }
                yield new LongColumn(values, joinNulls(parts));
            }
            case IntColumn _ -> {
                int[] values = new int[rows];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((IntColumn) part).values(), 0, values, at, part.size());
                    at += part.size();
                }
                yield new IntColumn(values, joinNulls(parts));
            }
            case DoubleColumn _ -> {
                double[] values = new double[rows];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((DoubleColumn) part).values(), 0, values, at, part.size());
                    at += part.size();
                }
                yield new DoubleColumn(values, joinNulls(parts));
            }
            case BooleanColumn _ -> {
                boolean[] values = new boolean[rows];
                int at = 0;
                for (Column part : parts) {
                    System.arraycopy(((BooleanColumn) part).values(), 0, values, at, part.size());
                    at += part.size();
                }
                yield new BooleanColumn(values, joinNulls(parts));
            }
            case StringColumn _ -> joinStrings(parts, rows);
        };
    }

    private static @Nullable BitSet joinNulls(List<Column> parts) {
        BitSet joined = new BitSet();
        int at = 0;
        for (Column part : parts) {
            BitSet nulls = part.nulls();
            if (nulls != null) {
                for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
                    joined.set(at + row);
                }
            }
            at += part.size();
        }
        return joined;
    }

    private static StringColumn joinStrings(List<Column> parts, int rows) {
        Map<String, Integer> codeOf = new HashMap<>();
        List<String> dictionary = new ArrayList<>();
        int[] codes = new int[rows];
        int at = 0;
        for (Column part : parts) {
            StringColumn strings = (StringColumn) part;
            int[] mapped = new int[strings.dictionary().length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = codeOf.computeIfAbsent(strings.dictionary()[i], text -> {
                    dictionary.add(text);
                    return dictionary.size() - 1;
                });
            }
            for (int code : strings.codes()) {
                codes[at++] = code == StringColumn.NULL ? StringColumn.NULL : mapped[code];
            }
        }
        return new StringColumn(dictionary.toArray(String[]::new), codes);
    }
}
