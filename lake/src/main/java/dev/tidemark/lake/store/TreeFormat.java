package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import java.nio.charset.StandardCharsets;

/// The two files that stand beside a series' data for people and other tools.
final class TreeFormat {
    static final String MANIFEST = "manifest.json";
    static final String CHECKSUMS = "SHA256SUMS";
    static final String PART = "part.parquet";

    private TreeFormat() {}

    /// `manifest.json`: what the manifest says, readable; a function of the series' content alone.
    static byte[] manifest(Series series) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("dataset", series.key().dataset().toString());
            out.writeStringProperty("symbol", series.key().symbol());
            out.writeStringProperty("schema", series.schema().text());
            out.writeStringProperty("schema_hash", series.schema().hash());
            out.writeNumberProperty("schema_version", series.schemaVersion());
            out.writeStringProperty("chunk", series.chunkSize().text());
            Json.writeTexts(out, "attributes", series.attributes());
            out.writeNumberProperty("rows", series.summary().rows());
            out.writeArrayPropertyStart("partitions");
            for (Partition partition : series.partitions()) {
                out.writeStartObject();
                out.writeStringProperty("chunk", partition.chunk());
                out.writeStringProperty("file", file(series.chunkSize(), partition));
                out.writeNumberProperty("rows", partition.rows());
                out.writeNumberProperty("bytes", partition.bytes());
                out.writeStringProperty("sha256", partition.file().hex());
                out.writeStringProperty(
                        "content_digest", partition.content().content().hex());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /// `SHA256SUMS`, for `sha256sum -c`.
    static byte[] checksums(Series series) {
        StringBuilder text = new StringBuilder();
        for (Partition partition : series.partitions()) {
            text.append(partition.file().hex())
                    .append("  ")
                    .append(file(series.chunkSize(), partition))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The file of a partition relative to its series' folder.
    static String file(ChunkSize size, Partition partition) {
        String folder = size.folderOf(partition.chunk());
        return folder.isEmpty() ? PART : folder + "/" + PART;
    }
}
