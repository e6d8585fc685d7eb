package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import java.util.BitSet;

/// Collects the values of one column of a file, page by page: first the values that are not null, side by side, then
/// [#spread] moves them to their rows. Not thread-safe; bytes that do not fit end in an [IllegalArgumentException].
sealed interface ColumnDecoder
        permits ColumnDecoder.Longs, ColumnDecoder.Ints, ColumnDecoder.Doubles, ColumnDecoder.Booleans, TextDecoder {
    /// Takes the dictionary of a row group; its indices are below `size`.
    void dictionary(ByteSource source, int size);

    /// Reads `count` values in encoding `PLAIN` as rows `at` and following.
    void plain(ByteSource source, int at, int count);

    /// Takes `count` values of the dictionary as rows `at` and following.
    void indexed(int[] indices, int at, int count);

    /// Moves the `present` values from row `at` on to those of `rows` rows that are not null.
    void spread(BitSet nulls, int at, int rows, int present);

    /// What was collected.
    ///
    /// @param nulls the null rows
    Column column(BitSet nulls);

    static ColumnDecoder of(ColumnType type, int rows) {
        return switch (type) {
            case INT64, TIMESTAMP -> new Longs(rows);
            case INT32, DATE -> new Ints(rows);
            case FLOAT64 -> new Doubles(rows);
            case BOOLEAN -> new Booleans(rows);
            case STRING -> new TextDecoder(rows);
        };
    }

    /// `int64` and timestamps.
    final class Longs implements ColumnDecoder {
        private final long[] values;
        private long[] entries = {};

        Longs(int rows) {
            values = new long[rows];
        }

        @Override
        public void dictionary(ByteSource source, int size) {
            entries = new long[size];
            source.readLongs(entries, 0, size);
        }

        @Override
        public void plain(ByteSource source, int at, int count) {
            source.readLongs(values, at, count);
        }

        @Override
        public void indexed(int[] indices, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = entries[indices[i]];
            }
        }

        @Override
        public void spread(BitSet nulls, int at, int rows, int present) {
            int from = at + present;
            for (int row = at + rows - 1; row >= from; row--) {
                values[row] = nulls.get(row) ? 0 : values[--from];
            }
        }

        @Override
        public Column column(BitSet nulls) {
            return new LongColumn(values, nulls);
        }
    }

    /// `int32` and dates.
    final class Ints implements ColumnDecoder {
        private final int[] values;
        private int[] entries = {};

        Ints(int rows) {
            values = new int[rows];
        }

        @Override
        public void dictionary(ByteSource source, int size) {
            entries = new int[size];
            source.readInts(entries, 0, size);
        }

        @Override
        public void plain(ByteSource source, int at, int count) {
            source.readInts(values, at, count);
        }

        @Override
        public void indexed(int[] indices, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = entries[indices[i]];
            }
        }

        @Override
        public void spread(BitSet nulls, int at, int rows, int present) {
            int from = at + present;
            for (int row = at + rows - 1; row >= from; row--) {
                values[row] = nulls.get(row) ? 0 : values[--from];
            }
        }

        @Override
        public Column column(BitSet nulls) {
            return new IntColumn(values, nulls);
        }
    }

    /// `double`.
    final class Doubles implements ColumnDecoder {
        private final double[] values;
        private double[] entries = {};

        Doubles(int rows) {
            values = new double[rows];
        }

        @Override
        public void dictionary(ByteSource source, int size) {
            entries = new double[size];
            source.readDoubles(entries, 0, size);
        }

        @Override
        public void plain(ByteSource source, int at, int count) {
            source.readDoubles(values, at, count);
        }

        @Override
        public void indexed(int[] indices, int at, int count) {
            for (int i = 0; i < count; i++) {
                values[at + i] = entries[indices[i]];
            }
        }

        @Override
        public void spread(BitSet nulls, int at, int rows, int present) {
            int from = at + present;
            for (int row = at + rows - 1; row >= from; row--) {
                values[row] = nulls.get(row) ? 0 : values[--from];
            }
        }

        @Override
        public Column column(BitSet nulls) {
            return new DoubleColumn(values, nulls);
        }
    }

    /// `boolean`, which is never indexed.
    final class Booleans implements ColumnDecoder {
        private final boolean[] values;

        Booleans(int rows) {
            values = new boolean[rows];
        }

        @Override
        public void dictionary(ByteSource source, int size) {
            throw new IllegalArgumentException("a boolean column has a dictionary");
        }

        @Override
        public void plain(ByteSource source, int at, int count) {
            int packed = 0;
            for (int i = 0; i < count; i++, packed >>>= 1) {
                if (i % 8 == 0) {
                    packed = source.readByte();
                }
                values[at + i] = (packed & 1) != 0;
            }
        }

        @Override
        public void indexed(int[] indices, int at, int count) {
            throw new IllegalArgumentException("a boolean column is indexed");
        }

        @Override
        public void spread(BitSet nulls, int at, int rows, int present) {
            int from = at + present;
            for (int row = at + rows - 1; row >= from; row--) {
                values[row] = !nulls.get(row) && values[--from];
            }
        }

        @Override
        public Column column(BitSet nulls) {
            return new BooleanColumn(values, nulls);
        }
    }
}
