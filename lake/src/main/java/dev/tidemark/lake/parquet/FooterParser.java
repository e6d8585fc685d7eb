package dev.tidemark.lake.parquet;

import dev.tidemark.lake.parquet.ParquetFooter.FooterColumn;
import dev.tidemark.lake.parquet.ParquetFooter.Place;
import dev.tidemark.lake.parquet.ParquetFooter.RowGroup;
import dev.tidemark.lake.table.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Parses `FileMetaData`. One object parses one footer; broken bytes end in an [IllegalArgumentException].
final class FooterParser {
    private static final String UNKNOWN = "unknown";

    private final ThriftCompactReader thrift;
    private final List<Element> elements = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final SortedMap<String, String> keyValues = new TreeMap<>();
    private String createdBy = "";
    private long rows = -1;

    FooterParser(byte[] footer) {
        thrift = new ThriftCompactReader(footer);
    }

    ParquetFooter parse() {
        thrift.beginStruct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            switch (field) {
                case 2 -> parseSchema();
                case 3 -> rows = thrift.int64();
                case 4 -> parseGroups();
                case 5 -> parseKeyValues();
                case 6 -> createdBy = thrift.text();
                default -> thrift.skip();
            }
        }
        checkCounts();
        return new ParquetFooter(
                Math.toIntExact(rows),
                columns(),
                groups.stream().map(Group::rowGroup).toList(),
                keyValues,
                createdBy);
    }

    private void checkCounts() {
        if (elements.isEmpty() || rows < 0) {
            throw new IllegalArgumentException("schema or number of rows is missing");
        }
        long counted = 0;
        for (Group group : groups) {
            if (group.rows < 0 || group.chunks.size() != elements.size() - 1) {
                throw new IllegalArgumentException("a row group has " + group.rows + " rows and " + group.chunks.size()
                        + " columns; the schema has " + (elements.size() - 1));
            }
            counted = Math.addExact(counted, group.rows);
            for (Chunk chunk : group.chunks) {
                if (chunk.values != group.rows) {
                    throw new IllegalArgumentException(
                            "a column has " + chunk.values + " values in a row group of " + group.rows + " rows");
                }
            }
        }
        if (counted != rows) {
            throw new IllegalArgumentException("row groups hold " + counted + " rows and the file " + rows);
        }
    }

    private List<FooterColumn> columns() {
        List<FooterColumn> columns = new ArrayList<>();
        for (int i = 1; i < elements.size(); i++) { // the first is the root
            Element element = elements.get(i);
            String type = element.type();
            String constant = type.equals(ColumnType.STRING.text()) ? constantText(i - 1) : null;
            columns.add(new FooterColumn(element.name, type, element.repetition == ParquetFormat.REQUIRED, constant));
        }
        return columns;
    }

    private @Nullable String constantText(int column) {
        byte[] constant = null;
        for (Group group : groups) {
            Chunk chunk = group.chunks.get(column);
            if (chunk.nulls != 0 || chunk.min == null || !Arrays.equals(chunk.min, chunk.max)) {
                return null;
            }
            if (constant != null && !Arrays.equals(constant, chunk.min)) {
                return null;
            }
            constant = chunk.min;
        }
        return constant == null ? null : new String(constant, StandardCharsets.UTF_8);
    }

    private void parseSchema() {
        int count = thrift.structs();
        for (int i = 0; i < count; i++) {
            elements.add(parseElement());
        }
    }

    private Element parseElement() {
        Element element = new Element();
        thrift.beginStruct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            switch (field) {
                case 1 -> element.physical = thrift.int32();
                case 3 -> element.repetition = thrift.int32();
                case 4 -> element.name = thrift.text();
                case 6 -> element.converted = thrift.int32();
                case 10 -> parseLogicalType(element);
                default -> thrift.skip();
            }
        }
        return element;
    }

    private void parseLogicalType(Element element) {
        thrift.struct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            element.logical = field;
            if (field == ParquetFormat.LOGICAL_TIMESTAMP) {
                parseTimestamp(element);
            } else {
                thrift.skip();
            }
        }
    }

    private void parseTimestamp(Element element) {
        thrift.struct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            switch (field) {
                case 1 -> element.instant = thrift.bool();
                case 2 -> {
                    thrift.struct();
                    for (int unit = thrift.nextField(); unit != 0; unit = thrift.nextField()) {
                        element.unit = unit;
                        thrift.skip();
                    }
                }
                default -> thrift.skip();
            }
        }
    }

    private void parseGroups() {
        int count = thrift.structs();
        for (int i = 0; i < count; i++) {
            Group group = new Group();
            thrift.beginStruct();
            for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
                switch (field) {
                    case 1 -> parseChunks(group);
                    case 3 -> group.rows = thrift.int64();
                    default -> thrift.skip();
                }
            }
            groups.add(group);
        }
    }

    private void parseChunks(Group group) {
        int count = thrift.structs();
        for (int i = 0; i < count; i++) {
            Chunk chunk = new Chunk();
            thrift.beginStruct();
            for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
                if (field == 3) {
                    parseChunkMetadata(chunk);
                } else {
                    thrift.skip();
                }
            }
            group.chunks.add(chunk);
        }
    }

    private void parseChunkMetadata(Chunk chunk) {
        thrift.struct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            switch (field) {
                case 4 -> chunk.codec = thrift.int32();
                case 5 -> chunk.values = thrift.int64();
                case 6 -> chunk.uncompressedBytes = thrift.int64();
                case 7 -> chunk.fileBytes = thrift.int64();
                case 9 -> chunk.dataOffset = thrift.int64();
                case 11 -> chunk.dictionaryOffset = thrift.int64();
                case 12 -> parseStatistics(chunk);
                default -> thrift.skip();
            }
        }
    }

    private void parseStatistics(Chunk chunk) {
        thrift.struct();
        for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
            switch (field) {
                case 3 -> chunk.nulls = thrift.int64();
                case 5 -> chunk.max = thrift.binary();
                case 6 -> chunk.min = thrift.binary();
                default -> thrift.skip();
            }
        }
    }

    private void parseKeyValues() {
        int count = thrift.structs();
        for (int i = 0; i < count; i++) {
            String key = "";
            String value = "";
            thrift.beginStruct();
            for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
                switch (field) {
                    case 1 -> key = thrift.text();
                    case 2 -> value = thrift.text();
                    default -> thrift.skip();
                }
            }
            keyValues.put(key, value);
        }
    }

    /// A row group.
    private static final class Group {
        private final List<Chunk> chunks = new ArrayList<>();
        private long rows = -1;

        RowGroup rowGroup() {
            return new RowGroup(rows, chunks.stream().map(Chunk::place).toList());
        }
    }

    /// One column of a row group.
    private static final class Chunk {
        private long values = -1;
        private long nulls = -1;
        private byte @Nullable [] min;
        private byte @Nullable [] max;
        private int codec = -1;
        private long uncompressedBytes = -1;
        private long fileBytes = -1;
        private long dataOffset = -1;
        private long dictionaryOffset = -1;

        Place place() {
            return new Place(codec, nulls, dictionaryOffset, dataOffset, fileBytes, uncompressedBytes);
        }
    }

    /// A node of the schema.
    private static final class Element {
        private int physical = -1;
        private int repetition = -1;
        private String name = "";
        private int converted = -1;
        private int logical = -1;
        private boolean instant;
        private int unit = -1;

        String type() {
            if (repetition != ParquetFormat.REQUIRED && repetition != ParquetFormat.OPTIONAL) {
                return UNKNOWN + " (repeated or nested)";
            }
            ColumnType type = switch (physical) {
                case ParquetFormat.BOOLEAN -> isBare() ? ColumnType.BOOLEAN : null;
                case ParquetFormat.DOUBLE -> isBare() ? ColumnType.FLOAT64 : null;
                case ParquetFormat.INT32 -> int32();
                case ParquetFormat.INT64 -> int64();
                case ParquetFormat.BYTE_ARRAY ->
                    is(ParquetFormat.LOGICAL_STRING, ParquetFormat.CONVERTED_UTF8) ? ColumnType.STRING : null;
                default -> null;
            };
            return type == null ? words() : type.text();
        }

        private @Nullable ColumnType int32() {
            if (isBare() || converted == ParquetFormat.CONVERTED_INT_32) {
                return ColumnType.INT32;
            }
            return is(ParquetFormat.LOGICAL_DATE, ParquetFormat.CONVERTED_DATE) ? ColumnType.DATE : null;
        }

        private @Nullable ColumnType int64() {
            if (isBare() || converted == ParquetFormat.CONVERTED_INT_64) {
                return ColumnType.INT64;
            }
            boolean microsOfInstant =
                    logical == ParquetFormat.LOGICAL_TIMESTAMP && instant && unit == ParquetFormat.UNIT_MICROS;
            return microsOfInstant ? ColumnType.TIMESTAMP : null;
        }

        private boolean isBare() {
            return converted < 0 && logical < 0;
        }

        /// Older writers state the converted type alone.
        private boolean is(int wantedLogical, int wantedConverted) {
            return logical < 0 ? converted == wantedConverted : logical == wantedLogical;
        }

        private String words() {
            return UNKNOWN + " (physical type " + physical + ", converted type " + converted + ", logical type "
                    + logical + ")";
        }
    }
}
