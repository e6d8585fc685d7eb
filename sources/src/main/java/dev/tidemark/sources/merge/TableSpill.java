package dev.tidemark.sources.merge;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tables on disk for as long as a batch needs them, column by column, uncompressed. The file is no part of the lake:
/// it
/// is never synced, and a crash leaves it to the sweep of the next writer. Written by one thread, then read by any.
final class TableSpill implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private long end;

    /// Where a table lies.
    ///
    /// @param columns where its columns lie, in schema order
    record Place(Schema schema, List<ColumnPlace> columns, int rows) {}

    /// Where a column lies: first the words of its null mask, then its values.
    ///
    /// @param nullWords number of 64-bit words of the null mask; 0 without nulls
    /// @param bytes     length of the values; the texts of a string column, each after its length, follow its codes
    record ColumnPlace(long at, int nullWords, int bytes) {}

    TableSpill(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    Path path() {
        return path;
    }

    /// Writes a table at the end.
    Place write(Table table) throws IOException {
        List<ColumnPlace> places = new ArrayList<>();
        for (Column column : table.columns()) {
            places.add(write(column));
        }
        return new Place(table.schema(), places, table.rows());
    }

    private ColumnPlace write(Column column) throws IOException {
        long[] nulls = column instanceof StringColumn ? new long[0] : words(column.nulls());
        byte[][] texts = column instanceof StringColumn c ? encoded(c.dictionary()) : new byte[0][];
        int bytes = column.size() * width(column);
        for (byte[] text : texts) {
            bytes = Math.addExact(bytes, Integer.BYTES + text.length);
        }
        ByteBuffer buffer = buffer(nulls.length * Long.BYTES + bytes);
        buffer.asLongBuffer().put(nulls);
        buffer.position(nulls.length * Long.BYTES);
        switch (column) {
            case LongColumn c -> buffer.asLongBuffer().put(c.values());
            case DoubleColumn c -> buffer.asDoubleBuffer().put(c.values());
            case IntColumn c -> buffer.asIntBuffer().put(c.values());
            case StringColumn c -> putStrings(buffer, c.codes(), texts);
            case BooleanColumn c -> putBooleans(buffer, c.values());
        }
        buffer.clear();
        long at = end;
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
        return new ColumnPlace(at, nulls.length, bytes);
    }

    private static byte[][] encoded(String[] texts) {
        byte[][] encoded = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return encoded;
    }

    private static void putStrings(ByteBuffer buffer, int[] codes, byte[][] texts) {
        buffer.asIntBuffer().put(codes);
        buffer.position(buffer.position() + codes.length * Integer.BYTES);
        for (byte[] text : texts) {
            buffer.putInt(text.length).put(text);
        }
    }

    private static String[] texts(ByteBuffer buffer) {
        List<String> texts = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] text = new byte[buffer.getInt()];
            buffer.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8));
        }
        return texts.toArray(String[]::new);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long[] words(@Nullable BitSet nulls) {
        return nulls == null ? new long[0] : nulls.toLongArray();
    }

    private static int width(Column column) {
        return switch (column) {
            case LongColumn _, DoubleColumn _ -> Long.BYTES;
            case IntColumn _, StringColumn _ -> Integer.BYTES;
            case BooleanColumn _ -> 1;
        };
    }

    private static void putBooleans(ByteBuffer buffer, boolean[] values) {
        for (boolean value : values) {
            buffer.put((byte) (value ? 1 : 0));
        }
    }

    /// Reads a table back. Thread-safe.
    Table read(Place place) throws IOException {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < place.columns().size(); i++) {
            columns.add(read(place, i));
        }
        return new Table(place.schema(), columns);
    }

    private Column read(Place place, int index) throws IOException {
        ColumnPlace column = place.columns().get(index);
        ByteBuffer buffer = buffer(column.nullWords() * Long.BYTES + column.bytes());
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, column.at() + buffer.position()) < 0) {
                throw new EOFException("the temporary file " + path + " is cut short");
            }
        }
        long[] words = new long[column.nullWords()];
        buffer.flip().asLongBuffer().get(words);
        buffer.position(words.length * Long.BYTES);
        BitSet nulls = words.length == 0 ? null : BitSet.valueOf(words);
        int rows = place.rows();
        return switch (place.schema().fields().get(index).type()) {
            case INT64, TIMESTAMP -> {
                long[] values = new long[rows];
                buffer.asLongBuffer().get(values);
                yield new LongColumn(values, nulls);
            }
            case FLOAT64 -> {
                double[] values = new double[rows];
                buffer.asDoubleBuffer().get(values);
                yield new DoubleColumn(values, nulls);
            }
            case INT32, DATE -> new IntColumn(ints(buffer, rows), nulls);
            case STRING -> {
                int[] codes = ints(buffer, rows);
                yield new StringColumn(texts(buffer), codes);
            }
            case BOOLEAN -> {
                boolean[] values = new boolean[rows];
                for (int row = 0; row < rows; row++) {
                    values[row] = buffer.get() != 0;
                }
                yield new BooleanColumn(values, nulls);
            }
        };
    }

    private static int[] ints(ByteBuffer buffer, int rows) {
        int[] values = new int[rows];
        buffer.asIntBuffer().get(values);
        buffer.position(buffer.position() + rows * Integer.BYTES);
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
