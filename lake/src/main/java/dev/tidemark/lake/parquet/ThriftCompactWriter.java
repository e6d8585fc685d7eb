package dev.tidemark.lake.parquet;

import java.nio.charset.StandardCharsets;

/// Writes Thrift's compact protocol, as far as Parquet's structures use it. Fields of a struct are written in rising
/// order
/// of their ids. Not thread-safe.
final class ThriftCompactWriter {
    private static final int DEEPEST = 16;
    private static final int LONG_LIST = 15;

    private final ByteSink sink;
    private final int[] outerFields = new int[DEEPEST];
    private int depth;
    private int lastField;

    ThriftCompactWriter(ByteSink sink) {
        this.sink = sink;
    }

    /// Opens the outermost struct or a struct that is an element of a list.
    void beginStruct() {
        outerFields[depth++] = lastField;
        lastField = 0;
    }

    void beginStruct(int field) {
        header(field, ThriftType.STRUCT);
        beginStruct();
    }

    void endStruct() {
        sink.putByte(ThriftType.STOP);
        lastField = outerFields[--depth];
    }

    /// Writes a struct without fields, such as a case of a union that carries nothing.
    void emptyStruct(int field) {
        beginStruct(field);
        endStruct();
    }

    void bool(int field, boolean value) {
        header(field, value ? ThriftType.TRUE : ThriftType.FALSE);
    }

    void int16(int field, int value) {
        header(field, ThriftType.I16);
        int32(value);
    }

    void int32(int field, int value) {
        header(field, ThriftType.I32);
        int32(value);
    }

    void int64(int field, long value) {
        header(field, ThriftType.I64);
        sink.putVarint((value << 1) ^ (value >> 63));
    }

    void binary(int field, byte[] value) {
        header(field, ThriftType.BINARY);
        binary(value);
    }

    void text(int field, String value) {
        binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens a list; its elements follow without headers.
    void list(int field, int elementType, int size) {
        header(field, ThriftType.LIST);
        if (size < LONG_LIST) {
            sink.putByte(size << 4 | elementType);
        } else {
            sink.putByte(LONG_LIST << 4 | elementType);
            sink.putVarint(size);
        }
    }

    /// Writes an element of a list.
    void int32(int value) {
        sink.putVarint(((value << 1) ^ (value >> 31)) & 0xffff_ffffL);
    }

    /// Writes an element of a list.
    void text(String value) {
        binary(value.getBytes(StandardCharsets.UTF_8));
    }

    private void binary(byte[] value) {
        sink.putVarint(value.length);
        sink.putBytes(value);
    }

    private void header(int field, int type) {
        int delta = field - lastField;
        if (delta < 1 || delta > 15) {
            throw new IllegalStateException("field " + field + " after field " + lastField);
        }
        sink.putByte(delta << 4 | type);
        lastField = field;
    }
}
