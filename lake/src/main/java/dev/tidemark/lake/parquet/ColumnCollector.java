package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;

/// Copies the vectors of one result column into arrays of a known length. Not thread-safe.
///
/// The engine's getters check for null themselves; so each value is asked for with a stand-in for null, and only where
/// that
/// comes back the null mask is looked at.
sealed interface ColumnCollector {
    /// Takes rows 0 to `rows` of a vector as rows `at` and following.
    void take(DuckDBReadableVector vector, int rows, int at);

    Column column();

    static ColumnCollector of(ColumnType type, int rows) {
        return switch (type) {
            case INT64, TIMESTAMP -> new Longs(new long[rows], new BitSet());
            case INT32 -> new Ints(new int[rows], new BitSet());
            case DATE -> new Days(new int[rows], new BitSet());
            case FLOAT64 -> new Doubles(new double[rows], new BitSet());
            case BOOLEAN -> new Booleans(new boolean[rows], new BitSet());
            case STRING -> new Texts(rows);
        };
    }

    /// `int64`, and timestamps as microseconds.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Longs(long[] values, BitSet nulls) implements ColumnCollector {
        private static final long NULL = Long.MIN_VALUE;

        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                long value = vector.getLong(row, NULL);
                if (value == NULL && vector.isNull(row)) {
                    nulls.set(at + row);
                    value = 0;
                }
                values[at + row] = value;
            }
        }

        @Override
        public Column column() {
            return new LongColumn(values, nulls);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ints(int[] values, BitSet nulls) implements ColumnCollector {
        private static final int NULL = Integer.MIN_VALUE;

        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                int value = vector.getInt(row, NULL);
                if (value == NULL && vector.isNull(row)) {
                    nulls.set(at + row);
                    value = 0;
                }
                values[at + row] = value;
            }
        }

        @Override
        public Column column() {
            return new IntColumn(values, nulls);
        }
    }

    /// Dates, which arrive as a 64-bit number of days.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Days(int[] values, BitSet nulls) implements ColumnCollector {
        private static final long NULL = Long.MIN_VALUE;

        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                long value = vector.getLong(row, NULL);
                if (value == NULL) {
                    nulls.set(at + row);
                    value = 0;
                }
                values[at + row] = Math.toIntExact(value);
            }
        }

        @Override
        public Column column() {
            return new IntColumn(values, nulls);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Doubles(double[] values, BitSet nulls) implements ColumnCollector {
        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                double value = vector.getDouble(row, Double.NaN);
                if (Double.isNaN(value) && vector.isNull(row)) {
                    nulls.set(at + row);
                    value = 0;
                }
                values[at + row] = value;
            }
        }

        @Override
        public Column column() {
            return new DoubleColumn(values, nulls);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Booleans(boolean[] values, BitSet nulls) implements ColumnCollector {
        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                if (vector.isNull(row)) {
                    nulls.set(at + row);
                } else {
                    values[at + row] = vector.getBoolean(row);
                }
            }
        }

        @Override
        public Column column() {
            return new BooleanColumn(values, nulls);
        }
    }

    /// Texts, coded in order of first appearance.
    final class Texts implements ColumnCollector {
        private final int[] codes;
        private final Map<String, Integer> codeOf = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();

        Texts(int rows) {
            codes = new int[rows];
        }

        @Override
        public void take(DuckDBReadableVector vector, int rows, int at) {
            for (int row = 0; row < rows; row++) {
                String text = vector.getString(row);
                codes[at + row] = text == null ? StringColumn.NULL : code(text);
            }
        }

        private int code(String text) {
            Integer code = codeOf.get(text);
            if (code == null) {
                code = dictionary.size();
                codeOf.put(text, code);
                dictionary.add(text);
            }
            return code;
        }

        @Override
        public Column column() {
            return new StringColumn(dictionary.toArray(String[]::new), codes);
        }
    }
}
