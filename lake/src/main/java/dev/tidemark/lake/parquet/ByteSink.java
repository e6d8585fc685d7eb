package dev.tidemark.lake.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A growing byte array, little-endian. Not thread-safe; whoever made it owns it.
final class ByteSink {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /// The backing array; it is replaced when the sink grows.
    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    /// Makes room for that many more bytes without counting them as written.
    void reserve(int more) {
        long needed = (long) size + more;
        if (needed > LARGEST) {
            throw new IllegalArgumentException("a partition larger than 2 GiB cannot be encoded");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
        }
    }

    /// Counts bytes as written that were stored into [#array()] after [#reserve(int)].
    void advance(int count) {
        size += count;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    void putLong(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    /// Overwrites four bytes that were written before.
    void putIntAt(int at, int value) {
        INT.set(bytes, at, value);
    }

    void putBytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    void putLongs(long[] values, int from, int to) {
        int length = Math.multiplyExact(to - from, 8);
        reserve(length);
        ByteBuffer.wrap(bytes, size, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(values, from, to - from);
        size += length;
    }

    /// Writes the low four bytes of each value.
    void putLowInts(long[] values, int from, int to) {
        reserve(Math.multiplyExact(to - from, 4));
        for (int i = from; i < to; i++, size += 4) {
            INT.set(bytes, size, (int) values[i]);
        }
    }

    /// Writes an unsigned LEB128 number.
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }
}
