package dev.tidemark.query.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of one column of a record batch, laid out as the format wants them: validity bits, offsets where values
/// have any length, values. Reused from batch to batch; for one thread.
final class ArrowVector {
    private static final int FIRST_BYTES = 1 << 12;

    private final ArrowField field;
    private ByteBuffer values = little(FIRST_BYTES);
    private ByteBuffer offsets = little(FIRST_BYTES);
    private byte[] validity = new byte[FIRST_BYTES / Byte.SIZE];
    private int rows;
    private int nulls;

    ArrowVector(ArrowField field) {
        this.field = field;
        clear();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void clear() {
        values.clear();
        offsets.clear();
        offsets.putInt(0);
        Arrays.fill(validity, (byte) 0);
        rows = 0;
        nulls = 0;
    }

    ArrowField field() {
        return field;
    }

    int rows() {
        return rows;
    }

    int nulls() {
        return nulls;
    }

    /// Bytes of the values so far.
    long bytes() {
        return values.position();
    }

    void addNull() {
        if (field.kind().width() > 0) {
            room(field.kind().width());
            for (int i = 0; i < field.kind().width(); i++) {
                values.put((byte) 0);
            }
        } else if (field.kind() == ArrowKind.BOOLEAN) {
            bit(false);
        }
        nulls++;
        endRow(false);
    }

    void addLong(long value) {
        room(Long.BYTES);
        switch (field.kind().width()) {
            case 1 -> values.put((byte) value);
            case 2 -> values.putShort((short) value);
            case 4 -> values.putInt((int) value);
            default -> values.putLong(value);
        }
        endRow(true);
    }

    void addDouble(double value) {
        room(Double.BYTES);
        if (field.kind() == ArrowKind.FLOAT32) {
            values.putFloat((float) value);
        } else {
            values.putDouble(value);
        }
        endRow(true);
    }

    /// Adds rows `from` (inclusive) to `to` (exclusive) to a field of 8 bytes; where null, the value is written as it
    /// is.
    void addLongs(long[] added, @Nullable BitSet where, int from, int to) {
        room((to - from) * Long.BYTES);
        values.asLongBuffer().put(added, from, to - from);
        endRows(where, from, to);
    }

    /// Adds rows to a field of 4 bytes.
    void addInts(int[] added, @Nullable BitSet where, int from, int to) {
        room((to - from) * Integer.BYTES);
        values.asIntBuffer().put(added, from, to - from);
        endRows(where, from, to);
    }

    /// Adds rows to a field of doubles.
    void addDoubles(double[] added, @Nullable BitSet where, int from, int to) {
        room((to - from) * Double.BYTES);
        values.asDoubleBuffer().put(added, from, to - from);
        endRows(where, from, to);
    }

    private void endRows(@Nullable BitSet where, int from, int to) {
        values.position(values.position() + (to - from) * field.kind().width());
        for (int row = from; row < to; row++) {
            boolean isNull = where != null && where.get(row);
            nulls += isNull ? 1 : 0;
            endRow(!isNull);
        }
    }

    void addBoolean(boolean value) {
        bit(value);
        endRow(true);
    }

    private void bit(boolean value) {
        if (rows % Byte.SIZE == 0) {
            room(1);
            values.put((byte) 0);
        }
        if (value) {
            int at = rows / Byte.SIZE;
            values.put(at, (byte) (values.get(at) | 1 << (rows % Byte.SIZE)));
        }
    }

    void addBytes(byte[] value) {
        room(value.length);
        values.put(value);
        endRow(true);
    }

    /// @throws ArithmeticException when the value has more digits behind the point than the field
    void addDecimal(BigDecimal value) {
        BigInteger unscaled = value.setScale(field.scale()).unscaledValue();
        byte[] big = unscaled.toByteArray();
        room(ArrowKind.DECIMAL.width());
        byte sign = (byte) (unscaled.signum() < 0 ? -1 : 0);
        for (int i = 0; i < ArrowKind.DECIMAL.width(); i++) {
            values.put(i < big.length ? big[big.length - 1 - i] : sign);
        }
        endRow(true);
    }

    private void room(int bytes) {
        values = grown(values, bytes);
    }

    private static ByteBuffer grown(ByteBuffer buffer, int bytes) {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        int wanted = Math.addExact(buffer.position(), bytes);
        ByteBuffer larger = little(Math.max(wanted, (int) Math.min(Integer.MAX_VALUE - 16, 2L * buffer.capacity())));
        return larger.put(buffer.flip());
    }

    private void endRow(boolean isValid) {
        if (field.kind().width() < 0) {
            offsets = grown(offsets, Integer.BYTES);
            offsets.putInt(values.position());
        }
        if (rows / Byte.SIZE >= validity.length) {
            validity = Arrays.copyOf(validity, 2 * validity.length);
        }
        if (isValid) {
            validity[rows / Byte.SIZE] |= (byte) (1 << (rows % Byte.SIZE));
        }
        rows++;
    }

    /// The buffers in the format's order; a column without nulls has no validity bits.
    List<ByteBuffer> buffers() {
        List<ByteBuffer> buffers = new ArrayList<>();
        int bits = nulls == 0 ? 0 : (rows + Byte.SIZE - 1) / Byte.SIZE;
        buffers.add(ByteBuffer.wrap(validity, 0, bits).slice());
        if (field.kind().width() < 0) {
            buffers.add(offsets.duplicate().flip());
        }
        buffers.add(values.duplicate().flip());
        return buffers;
    }
}
