package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Numbers, timestamps and dates as 64 bits each: integers by their value, doubles by their IEEE bits. Not thread-safe.
///
/// One object serves all chunks of a table, one after another, so that its arrays are allocated once.
final class NumberValues implements ChunkValues {
    /// A chunk whose first values are mostly distinct gets no dictionary, so that noise is not indexed in vain.
    static final int PROBE = 2_048;

    static final int MOSTLY_DISTINCT = PROBE / 8 * 7;

    private static final int NO_ENTRY = 0;

    private Field field = new Field("none", ColumnType.INT64);
    private long[] values = {};
    private int count;
    private long[] entries = {};
    private int[] indices = {};
    private int[] slots = {};

    /// Takes rows `from` to `to` of a column.
    NumberValues load(Field of, LongColumn column, int from, int to) {
        begin(of, to - from);
        long[] source = column.values();
        BitSet nulls = column.nulls();
        if (nulls == null) {
            System.arraycopy(source, from, values, 0, to - from);
            count = to - from;
            return this;
        }
        for (int row = nulls.nextClearBit(from); row < to; row = nulls.nextClearBit(row + 1)) {
            values[count++] = source[row];
        }
        return this;
    }

    NumberValues load(Field of, IntColumn column, int from, int to) {
        begin(of, to - from);
        int[] source = column.values();
        BitSet nulls = column.nulls();
        for (int row = next(nulls, from); row < to; row = next(nulls, row + 1)) {
            values[count++] = source[row];
        }
        return this;
    }

    NumberValues load(Field of, DoubleColumn column, int from, int to) {
        begin(of, to - from);
        double[] source = column.values();
        BitSet nulls = column.nulls();
        for (int row = next(nulls, from); row < to; row = next(nulls, row + 1)) {
            values[count++] = Double.doubleToRawLongBits(source[row]);
        }
        return this;
    }

    private static int next(@Nullable BitSet nulls, int row) {
        return nulls == null ? row : nulls.nextClearBit(row);
    }

    private void begin(Field of, int rows) {
        field = of;
        count = 0;
        if (values.length < rows) {
            values = new long[rows];
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void plain(ByteSink sink, int from, int to) {
        if (bytesPerValue() == 8) {
            sink.putLongs(values, from, to);
        } else {
            sink.putLowInts(values, from, to);
        }
    }

    private int bytesPerValue() {
        return field.type() == ColumnType.INT32 || field.type() == ColumnType.DATE ? 4 : 8;
    }

    @Override
    public @Nullable Bounds bounds() {
        if (count == 0) {
            return null;
        }
        return field.type() == ColumnType.FLOAT64 ? doubleBounds() : integerBounds();
    }

    private Bounds integerBounds() {
        long min = values[0];
        long max = values[0];
        for (int i = 1; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        refuseInfinity(min, max);
        return new Bounds(bytes(min), bytes(max));
    }

    /// Engines read the extremes of a timestamp or a date as infinity.
    private void refuseInfinity(long min, long max) {
        long limit = switch (field.type()) {
            case TIMESTAMP -> Long.MAX_VALUE;
            case DATE -> Integer.MAX_VALUE;
            case INT64, INT32, FLOAT64, STRING, BOOLEAN -> 0;
        };
        if (limit != 0 && (min <= -limit || max == limit)) {
            throw new IllegalArgumentException("column '" + field.name() + "' holds a "
                    + field.type().text() + " that stands for infinity: " + (max == limit ? max : min));
        }
    }

    private Bounds doubleBounds() {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean storable = true;
        for (int i = 0; i < count; i++) {
            double value = Double.longBitsToDouble(values[i]);
            storable &= Double.isFinite(value) && values[i] != Long.MIN_VALUE; // the bits of -0.0
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (!storable) {
            throw new IllegalArgumentException("column '" + field.name() + "' holds NaN, an infinity or -0.0");
        }
        return new Bounds(bytes(Double.doubleToRawLongBits(min)), bytes(Double.doubleToRawLongBits(max)));
    }

    private byte[] bytes(long value) {
        ByteSink sink = new ByteSink(8);
        sink.putLong(value);
        return Arrays.copyOf(sink.array(), bytesPerValue());
    }

    @Override
    public @Nullable Dictionary dictionary() {
        int limit = mostEntries();
        if (limit == 0) {
            return null;
        }
        int size = index(limit);
        return size == 0 ? null : new Dictionary(size, entryBytes(size), indices);
    }

    /// How many entries a dictionary that pays may have; it rises with no value, so that indexing stops early.
    private int mostEntries() {
        int bytesPerValue = bytesPerValue();
        long budget = (long) count * bytesPerValue / 2 - Dictionary.OVERHEAD;
        long most = 0;
        for (int width = 1; width < 8 * bytesPerValue; width++) {
            long entries = (budget - Dictionary.packedBytes(count, width)) / bytesPerValue;
            if (entries <= 0) {
                break;
            }
            most = Math.max(most, Math.min(entries, 1L << width));
        }
        return (int) Math.min(most, count);
    }

    /// Gives every value its index and returns the number of entries, or 0 when there would be more than `limit`.
    private int index(int limit) {
        int shift = prepareSlots(limit);
        int mask = (1 << (64 - shift)) - 1;
        int size = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            int slot = (int) ((value * 0x9E37_79B9_7F4A_7C15L) >>> shift);
            int entry = slots[slot];
            while (entry != NO_ENTRY && entries[entry - 1] != value) {
                slot = (slot + 1) & mask;
                entry = slots[slot];
            }
            if (entry == NO_ENTRY) {
                if (size == limit || (size == MOSTLY_DISTINCT && i < PROBE)) {
                    return 0;
                }
                entries[size++] = value;
                entry = size;
                slots[slot] = entry;
            }
            indices[i] = entry - 1;
        }
        return size;
    }

    /// Empties at least twice as many slots as entries and returns the shift that maps a hash to a slot.
    private int prepareSlots(int limit) {
        int bits = 33 - Integer.numberOfLeadingZeros(limit);
        int wanted = 1 << bits;
        if (slots.length < wanted) {
            slots = new int[wanted];
        } else {
            Arrays.fill(slots, 0, wanted, NO_ENTRY);
        }
        if (entries.length < limit) {
            entries = new long[limit];
        }
        if (indices.length < count) {
            indices = new int[count];
        }
        return 64 - bits;
    }

    private byte[] entryBytes(int size) {
        ByteSink sink = new ByteSink(size * bytesPerValue());
        if (bytesPerValue() == 8) {
            sink.putLongs(entries, 0, size);
        } else {
            sink.putLowInts(entries, 0, size);
        }
        return sink.array();
    }
}
