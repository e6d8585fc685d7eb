package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.SeriesSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The bytes of a commit file. The header comes first, so that a log need not read the changes. The last field,
/// `sha256`, is
/// the digest of all bytes before it: nothing else names the newest commit, so it has to vouch for itself.
final class CommitFormat {
    private static final String CHECK = ",\"sha256\":\"";
    private static final int CHECK_BYTES = CHECK.length() + 2 * Digest.BYTES + 2;

    private CommitFormat() {}

    static byte[] write(Commit commit, SortedMap<String, String> facts) {
        return sealed(Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberProperty("number", commit.number());
            out.writeStringProperty("parent", commit.parent().map(Digest::hex).orElse(""));
            out.writeStringProperty("id", commit.id());
            out.writeStringProperty("time", commit.time().toString());
            out.writeStringProperty("kind", commit.kind());
            out.writeStringProperty("message", commit.message());
            out.writeStringProperty("user", commit.user());
            out.writeStringProperty("host", commit.host());
            out.writeStringProperty("product", commit.product());
            out.writeStringProperty("tzdb", commit.tzdb());
            Json.writeTexts(out, "facts", facts);
            commit.horizon().ifPresent(horizon -> writeHorizon(out, horizon));
            out.writeNumberProperty("changed", commit.changes().size());
            out.writeArrayPropertyStart("changes");
            commit.changes().forEach(change -> writeChange(out, change));
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private static byte[] sealed(byte[] object) {
        int length = object.length - 1; // without the closing brace
        byte[] check = (CHECK + Digest.of(object, 0, length).hex() + "\"}").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(object, length + check.length);
        System.arraycopy(check, 0, bytes, length, check.length);
        return bytes;
    }

    private static void checkSeal(byte[] bytes, Path file) {
        int length = bytes.length - CHECK_BYTES;
        boolean whole = length > 0 && Arrays.equals(sealed(Arrays.copyOf(bytes, length + 1)), bytes);
        if (!whole) {
            throw new DamagedException(
                    file,
                    file + " is torn or changed: its bytes are not those of its checksum; restore it from a backup",
                    null);
        }
    }

    private static void writeHorizon(JsonGenerator out, Horizon horizon) {
        out.writeObjectPropertyStart("horizon");
        out.writeNumberProperty("derived", horizon.derived());
        out.writeNumberProperty("raw_all", horizon.rawAll());
        out.writeNumberProperty("raw", horizon.raw());
        out.writeEndObject();
    }

    private static void writeChange(JsonGenerator out, Commit.Change change) {
        out.writeStartObject();
        out.writeStringProperty("name", change.name());
        change.before().ifPresent(before -> writeSummary(out, "before", before));
        change.after().ifPresent(after -> writeSummary(out, "after", after));
        out.writeNumberProperty("added", change.added());
        out.writeNumberProperty("replaced", change.replaced());
        out.writeNumberProperty("removed", change.removed());
        out.writeEndObject();
    }

    private static void writeSummary(JsonGenerator out, String name, SeriesSummary summary) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("manifest", summary.manifest().hex());
        out.writeStringProperty("contents", summary.contents().hex());
        summary.complete().ifPresent(complete -> out.writeStringProperty("complete", complete.hex()));
        out.writeNumberProperty("partitions", summary.partitions());
        out.writeNumberProperty("rows", summary.rows());
        out.writeNumberProperty("bytes", summary.bytes());
        out.writeNumberProperty("min_time", summary.minTime());
        out.writeNumberProperty("max_time", summary.maxTime());
        out.writeEndObject();
    }

    /// What the builder of a [Commit] gathers.
    private static final class Draft {
        long number = -1;
        String parent = "";
        String id = "";

        @Nullable
        Instant time;

        String kind = "";
        String message = "";
        String user = "";
        String host = "";
        String product = "";
        String tzdb = "";

        @Nullable
        Horizon horizon;

        SortedMap<String, String> facts = new TreeMap<>();
        int changed;
        List<Commit.Change> changes = new ArrayList<>();
    }

    /// Reads a commit; only up to its changes when `headerOnly`.
    static Commit read(byte[] bytes, Path file, boolean headerOnly) {
        Draft draft = draft(bytes, file, headerOnly);
        Commit[] commit = new Commit[1];
        Json.guard(file, () -> {
            Json.expect(draft.number > 0 && !draft.id.isEmpty(), "number or id is missing");
            Json.expect(headerOnly || draft.changes.size() == draft.changed, "changes are missing");
            commit[0] = new Commit(
                    draft.number,
                    Digest.of(bytes),
                    draft.parent.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(draft.parent)),
                    draft.id,
                    Json.required(Optional.ofNullable(draft.time), "time"),
                    draft.kind,
                    draft.message,
                    draft.user,
                    draft.host,
                    draft.product,
                    draft.tzdb,
                    Optional.ofNullable(draft.horizon),
                    draft.changes,
                    draft.changed);
        });
        return commit[0];
    }

    /// The facts that a commit names: file name to digest.
    static SortedMap<String, String> readFacts(byte[] bytes, Path file) {
        return draft(bytes, file, true).facts;
    }

    private static Draft draft(byte[] bytes, Path file, boolean headerOnly) {
        checkSeal(bytes, file);
        Draft draft = new Draft();
        Json.readObject(bytes, file, (name, value) -> {
            switch (name) {
                case "number" -> draft.number = Json.number(value);
                case "parent" -> draft.parent = Json.text(value);
                case "id" -> draft.id = Json.text(value);
                case "time" -> draft.time = Instant.parse(Json.text(value));
                case "kind" -> draft.kind = Json.text(value);
                case "message" -> draft.message = Json.text(value);
                case "user" -> draft.user = Json.text(value);
                case "host" -> draft.host = Json.text(value);
                case "product" -> draft.product = Json.text(value);
                case "tzdb" -> draft.tzdb = Json.text(value);
                case "facts" -> draft.facts = Json.texts(value);
                case "horizon" -> draft.horizon = readHorizon(value);
                case "changed" -> draft.changed = Math.toIntExact(Json.number(value));
                case "changes" -> {
                    if (headerOnly) {
                        return false;
                    }
                    readChanges(value, draft.changes);
                }
                case "sha256" -> Json.digest(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        return draft;
    }

    private static Horizon readHorizon(JsonParser in) {
        long[] values = new long[3];
        Json.fields(in, (name, value) -> {
            switch (name) {
                case "derived" -> values[0] = Json.number(value);
                case "raw_all" -> values[1] = Json.number(value);
                case "raw" -> values[2] = Json.number(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        return new Horizon(values[0], values[1], values[2]);
    }

    private static void readChanges(JsonParser in, List<Commit.Change> changes) {
        Json.expect(in.currentToken() == JsonToken.START_ARRAY, "an array of changes is expected");
        while (in.nextToken() == JsonToken.START_OBJECT) {
            changes.add(readChange(in));
        }
        Json.expect(in.currentToken() == JsonToken.END_ARRAY, "the end of an array is expected");
    }

    private static Commit.Change readChange(JsonParser in) {
        String[] changed = {""};
        SeriesSummary[] summaries = new SeriesSummary[2];
        long[] counts = new long[3];
        Json.fields(in, (name, value) -> {
            switch (name) {
                case "name" -> changed[0] = Json.text(value);
                case "before" -> summaries[0] = readSummary(value);
                case "after" -> summaries[1] = readSummary(value);
                case "added" -> counts[0] = Json.number(value);
                case "replaced" -> counts[1] = Json.number(value);
                case "removed" -> counts[2] = Json.number(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        Json.expect(!changed[0].isEmpty(), "a change without name");
        return new Commit.Change(
                changed[0],
                Optional.ofNullable(summaries[0]),
                Optional.ofNullable(summaries[1]),
                Math.toIntExact(counts[0]),
                Math.toIntExact(counts[1]),
                Math.toIntExact(counts[2]));
    }

    private static SeriesSummary readSummary(JsonParser in) {
        Digest[] digests = new Digest[3];
        long[] values = new long[5];
        Json.fields(in, (name, value) -> {
            switch (name) {
                case "manifest" -> digests[0] = Json.digest(value);
                case "contents" -> digests[1] = Json.digest(value);
                case "complete" -> digests[2] = Json.digest(value);
                case "partitions" -> values[0] = Json.number(value);
                case "rows" -> values[1] = Json.number(value);
                case "bytes" -> values[2] = Json.number(value);
                case "min_time" -> values[3] = Json.number(value);
                case "max_time" -> values[4] = Json.number(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        Json.expect(digests[0] != null && digests[1] != null, "a summary without manifest or contents");
        return new SeriesSummary(
                digests[0],
                digests[1],
                Optional.ofNullable(digests[2]),
                Math.toIntExact(values[0]),
                values[1],
                values[2],
                values[3],
                values[4]);
    }
}
