package dev.tidemark.lake.archive;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import dev.tidemark.lake.table.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The bytes of an archive's JSON files: `archive.json` of the whole and `series.json` of each series. The fields stand
/// in
/// `docs/reference.md`.
final class SeriesIndex {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SeriesIndex() {}

    static byte[] head(String lakeId) {
        return bytes(JSON.createObjectNode().put("format", FORMAT).put("lake", lakeId));
    }

    /// The id of the lake that an archive belongs to.
    ///
    /// @throws TidemarkException `FORMAT_TOO_NEW`, or `DAMAGED` naming the file
    static String lakeId(byte[] bytes, Path file) {
        return parse(bytes, file, json -> {
            int format = json.required("format").asInt();
            if (format > FORMAT) {
                throw new TidemarkException(
                        ErrorCode.FORMAT_TOO_NEW,
                        file + " has archive format " + format + "; this Tidemark reads up to " + FORMAT
                                + "; use a newer one");
            }
            return json.required("lake").stringValue();
        });
    }

    static byte[] write(ArchivedSeries series) {
        DatasetRecord record = series.record();
        String time = record.schema().timeColumn();
        ObjectNode json = JSON.createObjectNode()
                .put("dataset", series.key().dataset().toString())
                .put("symbol", series.key().symbol())
                .put("schema", record.schema().text())
                .put("time", time == null ? "" : time)
                .put("schema_version", record.schemaVersion())
                .put("chunk", record.chunkSize().text());
        texts(json.putObject("identity"), record.identity());
        texts(json.putObject("attributes"), series.attributes());
        json.put("rows", series.rows()).put("bytes", series.bytes());
        ArrayNode partitions = json.putArray("partitions");
        for (ArchivedPartition partition : series.partitions()) {
            ObjectNode entry = partitions
                    .addObject()
                    .put("chunk", partition.chunk())
                    .put("rows", partition.rows())
                    .put("bytes", partition.bytes())
                    .put("sha256", partition.file().hex())
                    .put("content_digest", partition.content().hex());
            texts(entry.putObject("attributes"), partition.attributes());
        }
        return bytes(json);
    }

    private static void texts(ObjectNode target, SortedMap<String, String> texts) {
        texts.forEach(target::put);
    }

    private static byte[] bytes(ObjectNode json) {
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @throws TidemarkException `DAMAGED` naming the file
    static ArchivedSeries read(byte[] bytes, Path file) {
        return parse(bytes, file, SeriesIndex::series);
    }

    private static ArchivedSeries series(JsonNode json) {
        String time = text(json, "time");
        DatasetRecord record = new DatasetRecord(
                Schema.parse(text(json, "schema"), time.isEmpty() ? null : time),
                json.required("schema_version").intValue(),
                ChunkSize.parse(text(json, "chunk")),
                false,
                texts(json.required("identity")));
        List<ArchivedPartition> partitions = new ArrayList<>();
        for (JsonNode entry : json.required("partitions")) {
            partitions.add(partition(entry, record.chunkSize()));
        }
        SeriesKey key = SeriesKey.parse(text(json, "dataset") + "/" + text(json, "symbol"));
        return new ArchivedSeries(key, record, texts(json.required("attributes")), partitions);
    }

    private static ArchivedPartition partition(JsonNode json, ChunkSize size) {
        String chunk = text(json, "chunk");
        if (!size.isLabel(chunk)) { // it becomes the name of a folder
            throw new IllegalArgumentException("'" + chunk + "' is no " + size.text() + " chunk");
        }
        return new ArchivedPartition(
                chunk,
                json.required("rows").longValue(),
                json.required("bytes").longValue(),
                Digest.parse(text(json, "sha256")),
                Digest.parse(text(json, "content_digest")),
                texts(json.required("attributes")));
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).stringValue();
    }

    private static SortedMap<String, String> texts(JsonNode json) {
        SortedMap<String, String> texts = new TreeMap<>();
        json.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    private static <T> T parse(byte[] bytes, Path file, Function<JsonNode, T> reading) {
        try {
            return reading.apply(JSON.readTree(bytes));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw damaged(file, e);
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.FORMAT_TOO_NEW) {
                throw e;
            }
            throw damaged(file, e); // a name that no lake takes
        }
    }

    private static TidemarkException damaged(Path file, RuntimeException e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new TidemarkException(
                ErrorCode.DAMAGED,
                file + " is no index of an archive: " + why + "; restore it from a copy of the archive",
                e);
    }
}
