package dev.tidemark.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A range of a byte array that is read from front to back, little-endian. Asking for more than is there ends in an
/// [IllegalArgumentException]. Not thread-safe.
final class ByteSource {
    /// Bytes that must follow the range in its array, so that eight bytes can be loaded wherever one is.
    static final int SLACK = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    /// Reads from `from` (inclusive) to `end` (exclusive).
    ByteSource(byte[] bytes, int from, int end) {
        if (from < 0 || end < from || end > bytes.length - SLACK) {
            throw new IllegalArgumentException("a range from " + from + " to " + end + " of " + bytes.length);
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    /// Where the next byte stands in [#array()].
    int position() {
        return at;
    }

    byte[] array() {
        return bytes;
    }

    /// The eight bytes from a place inside the range on; what lies beyond the range is anything.
    long longAt(int place) {
        return (long) LONG.get(bytes, place);
    }

    int readByte() {
        require(1);
        return bytes[at++] & 0xff;
    }

    int readInt() {
        require(4);
        int value = (int) INT.get(bytes, at);
        at += 4;
        return value;
    }

    /// An unsigned LEB128 number below 2^31.
    int readVarint() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new IllegalArgumentException("a number exceeds 31 bits");
    }

    /// An unsigned number of that many bytes, at most four.
    int readNumber(int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= readByte() << (8 * i);
        }
        return value;
    }

    /// Steps over bytes and returns where they began.
    int pass(long length) {
        require(length);
        int start = at;
        at += (int) length;
        return start;
    }

    /// The next bytes as a source of their own.
    ByteSource slice(long length) {
        int start = pass(length);
        return new ByteSource(bytes, start, at);
    }

    void readDoubles(double[] target, int from, int count) {
        take(8L * count).asDoubleBuffer().get(target, from, count);
    }

    void readLongs(long[] target, int from, int count) {
        take(8L * count).asLongBuffer().get(target, from, count);
    }

    void readInts(int[] target, int from, int count) {
        take(4L * count).asIntBuffer().get(target, from, count);
    }

    private ByteBuffer take(long length) {
        int start = pass(length);
        return ByteBuffer.wrap(bytes, start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(long length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException(
                    "a page ends early: " + length + " bytes are wanted, " + (end - at) + " are left");
        }
    }
}
