package dev.tidemark.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads Thrift's compact protocol. Every inconsistency of the bytes ends in an [IllegalArgumentException]; no claimed
/// length is trusted before the bytes are there. Not thread-safe.
final class ThriftCompactReader {
    private static final int DEEPEST = 32;

    private final byte[] bytes;
    private final int end;
    private final int[] outerFields = new int[DEEPEST];
    private int at;
    private int depth;
    private int field;
    private int type;

    ThriftCompactReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /// Reads from `from` (inclusive) to `end` (exclusive) at most.
    ThriftCompactReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Where the next byte stands.
    int position() {
        return at;
    }

    void beginStruct() {
        if (depth == DEEPEST) {
            throw new IllegalArgumentException("structs are nested too deep");
        }
        outerFields[depth++] = field;
        field = 0;
    }

    /// Moves to the next field of the struct; at its end closes the struct and says 0.
    int nextField() {
        int head = readByte();
        type = head & 0x0f;
        if (type == ThriftType.STOP) {
            field = outerFields[--depth];
            return 0;
        }
        int delta = head >>> 4;
        field = delta == 0 ? (int) zigzag() : field + delta;
        if (field <= 0) {
            throw new IllegalArgumentException("a field has the id " + field);
        }
        return field;
    }

    boolean bool() {
        if (type != ThriftType.TRUE && type != ThriftType.FALSE) {
            throw new IllegalArgumentException("field " + field + " is no boolean");
        }
        return type == ThriftType.TRUE;
    }

    int int32() {
        return Math.toIntExact(int64());
    }

    long int64() {
        if (type != ThriftType.I32 && type != ThriftType.I64 && type != ThriftType.I16) {
            throw new IllegalArgumentException("field " + field + " is no integer");
        }
        return zigzag();
    }

    byte[] binary() {
        expect(ThriftType.BINARY);
        return binaryElement();
    }

    String text() {
        return new String(binary(), StandardCharsets.UTF_8);
    }

    /// Enters a list of structs and returns how many it claims to hold.
    int structs() {
        return list(ThriftType.STRUCT);
    }

    /// Enters a list of texts and returns how many it claims to hold.
    int texts() {
        return list(ThriftType.BINARY);
    }

    String textElement() {
        return new String(binaryElement(), StandardCharsets.UTF_8);
    }

    /// Enters the struct that is the value of the current field.
    void struct() {
        expect(ThriftType.STRUCT);
        beginStruct();
    }

    /// Passes over the value of the current field.
    void skip() {
        skip(type, 0);
    }

    private void skip(int skipped, int level) {
        if (level == DEEPEST) {
            throw new IllegalArgumentException("values are nested too deep");
        }
        switch (skipped) {
            case ThriftType.TRUE, ThriftType.FALSE -> {}
            case ThriftType.I8 -> readByte();
            case ThriftType.I16, ThriftType.I32, ThriftType.I64 -> zigzag();
            case ThriftType.DOUBLE -> pass(8);
            case ThriftType.BINARY -> pass(length());
            case ThriftType.LIST, ThriftType.SET -> skipList(level);
            case ThriftType.STRUCT -> skipStruct(level);
            default -> throw new IllegalArgumentException("unexpected type " + skipped);
        }
    }

    private void skipList(int level) {
        int head = readByte();
        int count = head >>> 4 == 15 ? length() : head >>> 4;
        int element = head & 0x0f;
        for (int i = 0; i < count; i++) {
            if (element == ThriftType.TRUE || element == ThriftType.FALSE) {
                readByte();
            } else {
                skip(element, level + 1);
            }
        }
    }

    private void skipStruct(int level) {
        beginStruct();
        while (nextField() != 0) {
            skip(type, level + 1);
        }
    }

    private int list(int elementType) {
        expect(ThriftType.LIST);
        int head = readByte();
        if ((head & 0x0f) != elementType) {
            throw new IllegalArgumentException("field " + field + " lists another type");
        }
        return head >>> 4 == 15 ? length() : head >>> 4;
    }

    private byte[] binaryElement() {
        int length = length();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    private void expect(int expected) {
        if (type != expected) {
            throw new IllegalArgumentException("field " + field + " has type " + type + ", not " + expected);
        }
    }

    private long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /// A length, which no more than the bytes that are left can have.
    private int length() {
        long value = varint();
        if (value < 0 || value > end - at) {
            throw new IllegalArgumentException("a length of " + value + " exceeds the bytes that are left");
        }
        return (int) value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    private void pass(int count) {
        if (count > end - at) {
            throw new IllegalArgumentException("the bytes end early");
        }
        at += count;
    }

    private int readByte() {
        if (at >= end) {
            throw new IllegalArgumentException("the bytes end early");
        }
        return bytes[at++] & 0xff;
    }
}
