package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Leaf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A partition's entry in a manifest.
final class PartitionFormat {
    private static final int LEAF_BYTES = 8 + Digest.BYTES;

    private PartitionFormat() {}

    static void writeAll(JsonGenerator out, List<Partition> partitions) {
        out.writeArrayPropertyStart("partitions");
        for (Partition partition : partitions) {
            write(out, partition);
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Partition partition) {
        out.writeStartObject();
        out.writeStringProperty("chunk", partition.chunk());
        out.writeNumberProperty("rows", partition.rows());
        out.writeNumberProperty("bytes", partition.bytes());
        out.writeStringProperty("file", partition.file().hex());
        out.writeStringProperty("content", partition.content().content().hex());
        out.writeNumberProperty("min_time", partition.minTime());
        out.writeNumberProperty("max_time", partition.maxTime());
        if (!partition.attributes().isEmpty()) {
            Json.writeTexts(out, "attributes", partition.attributes());
        }
        out.writeStringProperty("columns", columns(partition.content().columns()));
        out.writeStringProperty("leaves", leaves(partition.content().leaves()));
        out.writeEndObject();
    }

    static List<Partition> readAll(JsonParser in) {
        Json.expect(in.currentToken() == JsonToken.START_ARRAY, "an array of partitions is expected");
        List<Partition> partitions = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            partitions.add(read(in));
        }
        Json.expect(in.currentToken() == JsonToken.END_ARRAY, "the end of an array is expected");
        return partitions;
    }

    private static Partition read(JsonParser in) {
        Entry entry = new Entry();
        Json.fields(in, (name, value) -> {
            switch (name) {
                case "chunk" -> entry.chunk = Json.text(value);
                case "rows" -> entry.rows = Json.number(value);
                case "bytes" -> entry.bytes = Json.number(value);
                case "file" -> entry.file = Json.digest(value);
                case "content" -> entry.content = Json.digest(value);
                case "min_time" -> entry.minTime = Json.number(value);
                case "max_time" -> entry.maxTime = Json.number(value);
                case "attributes" -> entry.attributes = Json.texts(value);
                case "columns" -> entry.columns = columns(Json.text(value));
                case "leaves" -> entry.leaves = leaves(Json.text(value));
                default -> Json.unknown(name);
            }
            return true;
        });
        return entry.partition();
    }

    private static final class Entry {
        @Nullable
        String chunk;

        long rows;
        long bytes;

        @Nullable
        Digest file;

        @Nullable
        Digest content;

        long minTime;
        long maxTime;
        SortedMap<String, String> attributes = new TreeMap<>();
        List<Digest> columns = List.of();
        List<Leaf> leaves = List.of();

        Partition partition() {
            Digest wholeContent = Json.required(Optional.ofNullable(content), "content");
            long leafRows = leaves.stream().mapToLong(Leaf::rows).sum();
            Json.expect(rows > 0 && bytes > 0 && leafRows == rows, "rows, bytes and leaves of a partition disagree");
            return new Partition(
                    Json.required(Optional.ofNullable(chunk), "chunk"),
                    rows,
                    bytes,
                    Json.required(Optional.ofNullable(file), "file"),
                    new ContentDigest(wholeContent, leaves, columns),
                    minTime,
                    maxTime,
                    attributes);
        }
    }

    /// Digests of 32 bytes one after another, in base64 without padding.
    private static String columns(List<Digest> digests) {
        ByteBuffer bytes = ByteBuffer.allocate(digests.size() * Digest.BYTES);
        digests.forEach(d -> bytes.put(d.bytes()));
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static List<Digest> columns(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        Json.expect(bytes.remaining() % Digest.BYTES == 0, "'columns' has a length that no list of digests has");
        List<Digest> digests = new ArrayList<>();
        while (bytes.hasRemaining()) {
            digests.add(Digest.read(bytes));
        }
        return digests;
    }

    /// Each leaf: month and rows as little-endian 32-bit integers, then the digest; base64 without padding.
    private static String leaves(List<Leaf> leaves) {
        ByteBuffer bytes = ByteBuffer.allocate(leaves.size() * LEAF_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Leaf leaf : leaves) {
            bytes.putInt(leaf.month()).putInt(leaf.rows()).put(leaf.digest().bytes());
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static List<Leaf> leaves(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        Json.expect(bytes.remaining() % LEAF_BYTES == 0, "'leaves' has a length that no list of leaves has");
        List<Leaf> leaves = new ArrayList<>();
        byte[] digest = new byte[Digest.BYTES];
        while (bytes.hasRemaining()) {
            int month = bytes.getInt();
            int rows = bytes.getInt();
            bytes.get(digest);
            leaves.add(new Leaf(month, rows, Digest.wrap(digest)));
        }
        return leaves;
    }
}
