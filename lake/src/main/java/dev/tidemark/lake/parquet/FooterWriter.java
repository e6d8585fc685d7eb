package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Writes `FileMetaData`, the footer of a Parquet file.
final class FooterWriter {
    private final ThriftCompactWriter thrift;
    private final Schema schema;

    FooterWriter(ByteSink sink, Schema schema) {
        this.thrift = new ThriftCompactWriter(sink);
        this.schema = schema;
    }

    void write(int rows, List<List<ColumnChunk>> groups, SortedMap<String, String> keyValues) {
        thrift.beginStruct();
        thrift.int32(1, 1); // format version
        writeSchema();
        thrift.int64(3, rows);
        thrift.list(4, ThriftType.STRUCT, groups.size());
        for (int i = 0; i < groups.size(); i++) {
            writeGroup(i, groups.get(i));
        }
        if (!keyValues.isEmpty()) {
            writeKeyValues(keyValues);
        }
        thrift.text(6, FlatParquetEncoder.CREATED_BY);
        writeColumnOrders();
        thrift.endStruct();
    }

    private void writeSchema() {
        thrift.list(2, ThriftType.STRUCT, schema.fields().size() + 1);
        thrift.beginStruct();
        thrift.text(4, "schema");
        thrift.int32(5, schema.fields().size());
        thrift.endStruct();
        for (int i = 0; i < schema.fields().size(); i++) {
            writeElement(schema.fields().get(i), i == schema.timeIndex());
        }
    }

    private void writeElement(Field field, boolean required) {
        thrift.beginStruct();
        thrift.int32(1, physicalType(field.type()));
        thrift.int32(3, required ? ParquetFormat.REQUIRED : ParquetFormat.OPTIONAL);
        thrift.text(4, field.name());
        switch (field.type()) {
            case STRING -> {
                thrift.int32(6, ParquetFormat.CONVERTED_UTF8);
                thrift.beginStruct(10);
                thrift.emptyStruct(ParquetFormat.LOGICAL_STRING);
                thrift.endStruct();
            }
            case TIMESTAMP -> {
                thrift.int32(6, ParquetFormat.CONVERTED_TIMESTAMP_MICROS);
                thrift.beginStruct(10);
                thrift.beginStruct(ParquetFormat.LOGICAL_TIMESTAMP);
                thrift.bool(1, true); // an instant, not a local time
                thrift.beginStruct(2);
                thrift.emptyStruct(ParquetFormat.UNIT_MICROS);
                thrift.endStruct();
                thrift.endStruct();
                thrift.endStruct();
            }
            case DATE -> {
                thrift.int32(6, ParquetFormat.CONVERTED_DATE);
                thrift.beginStruct(10);
                thrift.emptyStruct(ParquetFormat.LOGICAL_DATE);
                thrift.endStruct();
            }
            case INT64, INT32, FLOAT64, BOOLEAN -> {}
        }
        thrift.endStruct();
    }

    private static int physicalType(ColumnType type) {
        return switch (type) {
            case STRING -> ParquetFormat.BYTE_ARRAY;
            case INT64, TIMESTAMP -> ParquetFormat.INT64;
            case INT32, DATE -> ParquetFormat.INT32;
            case FLOAT64 -> ParquetFormat.DOUBLE;
            case BOOLEAN -> ParquetFormat.BOOLEAN;
        };
    }

    private void writeGroup(int ordinal, List<ColumnChunk> chunks) {
        thrift.beginStruct();
        thrift.list(1, ThriftType.STRUCT, chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            thrift.beginStruct();
            thrift.int64(2, 0); // file_offset, which the format has retired but not made optional
            thrift.beginStruct(3);
            writeChunk(schema.fields().get(i), i == schema.timeIndex(), chunks.get(i));
            thrift.endStruct();
            thrift.endStruct();
        }
        thrift.int64(
                2, chunks.stream().mapToLong(ColumnChunk::uncompressedBytes).sum());
        thrift.int64(3, chunks.getFirst().rows());
        thrift.int64(5, chunks.getFirst().firstOffset());
        thrift.int64(6, chunks.stream().mapToLong(ColumnChunk::fileBytes).sum());
        thrift.int16(7, ordinal);
        thrift.endStruct();
    }

    private void writeChunk(Field field, boolean required, ColumnChunk chunk) {
        thrift.int32(1, physicalType(field.type()));
        writeEncodings(chunk.hasDictionary(), required);
        thrift.list(3, ThriftType.BINARY, 1);
        thrift.text(field.name());
        thrift.int32(4, chunk.codec());
        thrift.int64(5, chunk.rows());
        thrift.int64(6, chunk.uncompressedBytes());
        thrift.int64(7, chunk.fileBytes());
        thrift.int64(9, chunk.dataOffset());
        if (chunk.hasDictionary()) {
            thrift.int64(11, chunk.firstOffset());
        }
        writeStatistics(chunk);
    }

    private void writeEncodings(boolean dictionary, boolean required) {
        thrift.list(2, ThriftType.I32, 1 + (dictionary ? 1 : 0) + (required ? 0 : 1));
        thrift.int32(ParquetFormat.PLAIN);
        if (!required) {
            thrift.int32(ParquetFormat.RLE);
        }
        if (dictionary) {
            thrift.int32(ParquetFormat.RLE_DICTIONARY);
        }
    }

    private void writeStatistics(ColumnChunk chunk) {
        thrift.beginStruct(12);
        thrift.int64(3, chunk.nulls());
        ChunkValues.Bounds bounds = chunk.bounds();
        if (bounds != null) {
            thrift.binary(5, bounds.max());
            thrift.binary(6, bounds.min());
        }
        thrift.endStruct();
    }

    private void writeKeyValues(SortedMap<String, String> keyValues) {
        thrift.list(5, ThriftType.STRUCT, keyValues.size());
        for (Map.Entry<String, String> entry : keyValues.entrySet()) {
            thrift.beginStruct();
            thrift.text(1, entry.getKey());
            thrift.text(2, entry.getValue());
            thrift.endStruct();
        }
    }

    /// Every column's bounds are in the order of its type.
    private void writeColumnOrders() {
        thrift.list(7, ThriftType.STRUCT, schema.fields().size());
        for (int i = 0; i < schema.fields().size(); i++) {
            thrift.beginStruct();
            thrift.emptyStruct(1);
            thrift.endStruct();
        }
    }
}
