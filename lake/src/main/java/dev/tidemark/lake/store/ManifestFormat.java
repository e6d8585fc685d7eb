package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.table.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The bytes of manifests: a short root over pages, or a root that holds its few partitions itself; and the bytes of a
/// dataset's record. Same state, same bytes.
final class ManifestFormat {
    /// Up to this number of partitions on one page stand in the root.
    private static final int MAX_INLINE = 4;

    private ManifestFormat() {}

    /// The files that make up a manifest.
    ///
    /// @param root  bytes of the root
    /// @param pages bytes of the pages, by digest
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Files(byte[] root, Map<Digest, byte[]> pages) {}

    /// A page as its root names it.
    record PageRef(String page, int partitions, Digest digest) {}

    /// A root as read: partitions inline, or pages.
    record Root(
            String dataset,
            String symbol,
            Schema schema,
            int schemaVersion,
            ChunkSize chunkSize,
            SortedMap<String, String> attributes,
            List<Partition> inline,
            List<PageRef> pages) {}

    static Files write(SeriesKey key, SeriesState state) {
        Map<String, List<Partition>> byPage = new LinkedHashMap<>();
        for (Partition partition : state.partitions()) {
            byPage.computeIfAbsent(state.chunkSize().pageOf(partition.chunk()), page -> new ArrayList<>())
                    .add(partition);
        }
        Map<Digest, byte[]> pages = new LinkedHashMap<>();
        List<PageRef> refs = new ArrayList<>();
        boolean inline = byPage.size() == 1 && state.partitions().size() <= MAX_INLINE;
        if (!inline) {
            byPage.forEach((page, partitions) -> {
                byte[] bytes = page(page, partitions);
                Digest digest = Digest.of(bytes);
                pages.put(digest, bytes);
                refs.add(new PageRef(page, partitions.size(), digest));
            });
        }
        return new Files(root(key, state, refs), pages);
    }

    private static byte[] page(String page, List<Partition> partitions) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("kind", "page");
            out.writeStringProperty("page", page);
            PartitionFormat.writeAll(out, partitions);
            out.writeEndObject();
        });
    }

    private static byte[] root(SeriesKey key, SeriesState state, List<PageRef> pages) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("kind", "series");
            out.writeStringProperty("dataset", key.dataset().toString());
            out.writeStringProperty("symbol", key.symbol());
            writeSchema(out, state.schema(), state.schemaVersion(), state.chunkSize());
            Json.writeTexts(out, "attributes", state.attributes());
            out.writeNumberProperty("rows", state.rows());
            out.writeNumberProperty("bytes", state.bytes());
            if (pages.isEmpty()) {
                PartitionFormat.writeAll(out, state.partitions());
            } else {
                writePages(out, pages);
            }
            out.writeEndObject();
        });
    }

    private static void writeSchema(JsonGenerator out, Schema schema, int version, ChunkSize chunkSize) {
        out.writeStringProperty("schema", schema.text());
        out.writeStringProperty("time", schema.timeColumn() == null ? "" : schema.timeColumn());
        out.writeNumberProperty("schema_version", version);
        out.writeStringProperty("chunk", chunkSize.text());
    }

    private static void writePages(JsonGenerator out, List<PageRef> pages) {
        out.writeArrayPropertyStart("pages");
        for (PageRef page : pages) {
            out.writeStartObject();
            out.writeStringProperty("page", page.page());
            out.writeNumberProperty("partitions", page.partitions());
            out.writeStringProperty("sha256", page.digest().hex());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static final class Header {
        String kind = "";
        String dataset = "";
        String symbol = "";
        String schema = "";
        String time = "";
        int schemaVersion;

        @Nullable
        ChunkSize chunkSize;

        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> identity = new TreeMap<>();
        boolean derived;
        List<Partition> inline = List.of();
        List<PageRef> pages = List.of();

        /// @return false when the field is none that roots and records share
        boolean take(String name, JsonParser value) {
            switch (name) {
                case "kind" -> kind = Json.text(value);
                case "dataset" -> dataset = Json.text(value);
                case "schema" -> schema = Json.text(value);
                case "time" -> time = Json.text(value);
                case "schema_version" -> schemaVersion = Math.toIntExact(Json.number(value));
                case "chunk" -> chunkSize = ChunkSize.parse(Json.text(value));
                default -> {
                    return false;
                }
            }
            return true;
        }

        Schema schema() {
            return Schema.parse(schema, time.isEmpty() ? null : time);
        }

        ChunkSize chunkSize() {
            return Json.required(Optional.ofNullable(chunkSize), "chunk");
        }
    }

    static Root readRoot(byte[] bytes, Path file) {
        Header header = new Header();
        Root[] root = new Root[1];
        Json.readObject(bytes, file, (name, value) -> {
            if (!header.take(name, value)) {
                switch (name) {
                    case "symbol" -> header.symbol = Json.text(value);
                    case "attributes" -> header.attributes = Json.texts(value);
                    case "rows", "bytes" -> Json.number(value);
                    case "partitions" -> header.inline = PartitionFormat.readAll(value);
                    case "pages" -> header.pages = readPages(value);
                    default -> Json.unknown(name);
                }
            }
            return true;
        });
        Json.guard(file, () -> {
            Json.expect(header.kind.equals("series"), "it is no series' manifest");
            Json.expect(header.inline.isEmpty() != header.pages.isEmpty(), "it has neither partitions nor pages");
            root[0] = new Root(
                    header.dataset,
                    header.symbol,
                    header.schema(),
                    header.schemaVersion,
                    header.chunkSize(),
                    header.attributes,
                    header.inline,
                    header.pages);
        });
        return root[0];
    }

    private static List<PageRef> readPages(JsonParser in) {
        Json.expect(in.currentToken() == JsonToken.START_ARRAY, "an array of pages is expected");
        List<PageRef> pages = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            String[] page = {""};
            long[] partitions = {0};
            Digest[] digest = new Digest[1];
            Json.fields(in, (name, value) -> {
                switch (name) {
                    case "page" -> page[0] = Json.text(value);
                    case "partitions" -> partitions[0] = Json.number(value);
                    case "sha256" -> digest[0] = Json.digest(value);
                    default -> Json.unknown(name);
                }
                return true;
            });
            Json.expect(digest[0] != null, "a page without digest");
            pages.add(new PageRef(page[0], Math.toIntExact(partitions[0]), digest[0]));
        }
        return pages;
    }

    static List<Partition> readPage(byte[] bytes, Path file) {
        List<Partition> partitions = new ArrayList<>();
        Json.readObject(bytes, file, (name, value) -> {
            switch (name) {
                case "kind", "page" -> Json.text(value);
                case "partitions" -> partitions.addAll(PartitionFormat.readAll(value));
                default -> Json.unknown(name);
            }
            return true;
        });
        return partitions;
    }

    static byte[] write(DatasetName name, DatasetRecord record) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("kind", "dataset");
            out.writeStringProperty("dataset", name.toString());
            writeSchema(out, record.schema(), record.schemaVersion(), record.chunkSize());
            out.writeBooleanProperty("derived", record.derived());
            Json.writeTexts(out, "identity", record.identity());
            out.writeEndObject();
        });
    }

    static DatasetRecord readDataset(byte[] bytes, Path file) {
        Header header = new Header();
        DatasetRecord[] record = new DatasetRecord[1];
        Json.readObject(bytes, file, (name, value) -> {
            if (!header.take(name, value)) {
                switch (name) {
                    case "derived" -> header.derived = Json.flag(value);
                    case "identity" -> header.identity = Json.texts(value);
                    default -> Json.unknown(name);
                }
            }
            return true;
        });
        Json.guard(file, () -> {
            Json.expect(header.kind.equals("dataset"), "it is no dataset's record");
            record[0] = new DatasetRecord(
                    header.schema(), header.schemaVersion, header.chunkSize(), header.derived, header.identity);
        });
        return record[0];
    }
}
