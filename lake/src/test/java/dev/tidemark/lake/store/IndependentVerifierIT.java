package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.parquet.PartitionEncoder;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Leaf;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program beside the specification, which shares no code with this module, agrees with it about good lakes, and
/// names
/// the file in damaged ones. Each run is a process of its own.
class IndependentVerifierIT {
    private static final Path SPEC =
            Path.of("").toAbsolutePath().resolveSibling("docs").resolve("spec");

    @TempDir
    static Path shared;

    private static Path good;

    @TempDir
    Path folder;

    private Path lake;

    @BeforeAll
    static void makeLake() {
        good = shared.resolve("good");
        VerifierLake.make(good);
    }

    @BeforeEach
    void copyLake() throws IOException {
        lake = folder.resolve("lake");
        try (Stream<Path> files = Files.walk(good)) {
            files.sorted().forEach(this::copy);
        }
    }

    private void copy(Path file) {
        try {
            Files.copy(file, lake.resolve(good.relativize(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Outcome(int code, String output) {}

    private Outcome verify() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path driver;
        try {
            driver = Path.of(DuckDBDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        driver.toString(),
                        SPEC.resolve("VerifyLake.java").toString(),
                        lake.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    private void refused(String... words) throws IOException, InterruptedException {
        Outcome outcome = verify();
        assertThat(outcome.output()).contains(words);
        assertThat(outcome.code()).isEqualTo(1);
    }

    private static void rewrite(Path file, byte[] bytes) throws IOException {
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, bytes);
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        rewrite(file, bytes);
    }

    private Path only(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> lake.relativize(f).toString().matches(pattern))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aLakeWithOneOfEverythingIsRight() throws IOException, InterruptedException {
        Outcome outcome = verify();
        assertThat(outcome.output()).startsWith("OK: ").contains("1 tags").doesNotContain("note:");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void aFlippedBitInAnObjectIsNamed() throws IOException, InterruptedException {
        Path object = only("\\.tidemark/objects/ticks/.*date=2024-01-03/.*");
        flip(object);
        refused(lake.relativize(object).toString(), "SHA-256");
    }

    @Test
    void aMissingObjectIsNamed() throws IOException, InterruptedException {
        Path object = only("\\.tidemark/objects/bars/timeframe=1m/.*");
        Files.delete(object);
        refused(lake.relativize(object) + ": is missing");
    }

    @Test
    void aChangedManifestIsNamed() throws IOException, InterruptedException {
        Path manifest = only("\\.tidemark/manifests/[0-9a-f]{2}/.*");
        flip(manifest);
        refused(lake.relativize(manifest).toString());
    }

    @Test
    void aChangedCommitIsNamed() throws IOException, InterruptedException {
        Path commit = lake.resolve(".tidemark/commits/0000/00000002.json");
        rewrite(commit, Files.readString(commit).replace("put bars", "PUT bars").getBytes(StandardCharsets.UTF_8));
        refused(".tidemark/commits/0000/00000002.json: end");
    }

    @Test
    void aForgedCommitBreaksTheChainAtItsChild() throws IOException, InterruptedException {
        Path commit = lake.resolve(".tidemark/commits/0000/00000002.json");
        String text = Files.readString(commit);
        String forged = text.substring(0, text.lastIndexOf(",\"sha256\"")).replace("put bars", "PUT bars");
        String seal = Digest.of(forged.getBytes(StandardCharsets.UTF_8)).hex();
        rewrite(commit, (forged + ",\"sha256\":\"" + seal + "\"}").getBytes(StandardCharsets.UTF_8));
        refused(".tidemark/commits/0000/00000003.json: parent");
    }

    @Test
    void aMissingCommitIsAHole() throws IOException, InterruptedException {
        Files.delete(lake.resolve(".tidemark/commits/0000/00000005.json"));
        refused(".tidemark/commits/0000/00000006.json: stands beyond the end of the chain, which is commit 4");
    }

    @Test
    void aTreeThatDiffersIsNamed() throws IOException, InterruptedException {
        Path series = lake.resolve("data/bars/timeframe=1d/symbol=A.US");
        flip(series.resolve("part.parquet"));
        rewrite(series.resolve("SHA256SUMS"), "nothing\n".getBytes(StandardCharsets.UTF_8));
        Files.delete(series.resolve("manifest.json"));
        Files.writeString(lake.resolve("data/note.txt"), "mine");
        refused(
                "data/bars/timeframe=1d/symbol=A.US/part.parquet: SHA-256",
                "data/bars/timeframe=1d/symbol=A.US/SHA256SUMS: content",
                "data/bars/timeframe=1d/symbol=A.US/manifest.json: is missing",
                "data/note.txt: is no file of the newest commit");
    }

    @Test
    void aTagThatNamesAnotherCommitThanItSaysIsNamed() throws IOException, InterruptedException {
        Path tag = lake.resolve(".tidemark/tags/first.json");
        rewrite(tag, Files.readString(tag).replaceAll(":[0-9]+,", ":3,").getBytes(StandardCharsets.UTF_8));
        refused(".tidemark/tags/first.json: digest of commit 3");
    }

    @Test
    void valuesThatAreNotWhatTheirDigestSaysAreFound() throws IOException, InterruptedException {
        SeriesKey key = new SeriesKey(Samples.DAILY, "A.US");
        Table said = Samples.rows("A.US", LocalDate.of(2024, 3, 1), 3, 1);
        Table stored = Samples.rows("A.US", LocalDate.of(2024, 3, 1), 3, 2);
        try (Lake opened = Lake.open(lake, LakeOptions.defaults());
                LakeWriter writer = opened.writer(new Job("test", "lie"))) {
            lie(opened, writer, key, Samples.record(ChunkSize.ALL), said, stored);
        }
        refused("symbol=A.US/", "leaves: expected");
    }

    /// Commits a partition whose file, though its own digest is right, holds other values than the content digest says.
    private static void lie(
            Lake opened, LakeWriter writer, SeriesKey key, DatasetRecord record, Table said, Table stored)
            throws IOException {
        Partition honest = writer.write(key, record, "all", said, new TreeMap<>());
        SortedMap<String, String> footer = new TreeMap<>();
        footer.put("tidemark.chunk", "all");
        footer.put("tidemark.content", honest.content().content().hex());
        footer.put("tidemark.dataset", key.dataset().toString());
        footer.put("tidemark.schema_version", "1");
        footer.put("tidemark.symbol", key.symbol());
        ByteBuffer bytes = PartitionEncoder.standard().encode(stored, footer);
        byte[] file = new byte[bytes.remaining()];
        bytes.get(file);
        Partition lie = new Partition(
                "all",
                said.rows(),
                file.length,
                Digest.of(file),
                honest.content(),
                honest.minTime(),
                honest.maxTime(),
                new TreeMap<>());
        Path object = opened.object(key, ChunkSize.ALL, lie);
        Files.createDirectories(object.getParent());
        Files.write(object, file);
        assertThat(PartitionReader.standard().footer(object)).isEqualTo(footer);
        VerifierLake.committed(VerifierLake.commit(writer, key, record, lie, new TreeMap<>()));
    }

    @Test
    void aNullIsNotAZero() throws IOException, InterruptedException {
        DatasetRecord record = new DatasetRecord(NullsAndZeros.SCHEMA, 1, ChunkSize.ALL, false, new TreeMap<>());
        Table table = NullsAndZeros.table();
        try (Lake opened = Lake.open(lake, LakeOptions.defaults());
                LakeWriter writer = opened.writer(new Job("test", "nulls"))) {
            SeriesKey honest = new SeriesKey(NullsAndZeros.DATASET, "honest");
            Partition partition = writer.write(honest, record, "all", table, new TreeMap<>());
            VerifierLake.committed(VerifierLake.commit(writer, honest, record, partition, new TreeMap<>()));
        }
        assertThat(verify().output()).startsWith("OK: ");

        List<NullsAndZeros.Swap> swaps = NullsAndZeros.swaps();
        try (Lake opened = Lake.open(lake, LakeOptions.defaults());
                LakeWriter writer = opened.writer(new Job("test", "lies"))) {
            for (NullsAndZeros.Swap swap : swaps) {
                SeriesKey key = new SeriesKey(NullsAndZeros.DATASET, swap.name());
                lie(opened, writer, key, record, table, NullsAndZeros.table(swap));
            }
        }
        refused(Stream.concat(
                        Stream.of(swaps.size() + " differences"),
                        swaps.stream().map(swap -> "symbol=" + swap.name() + "/"))
                .toArray(String[]::new));
        assertThat(Files.readString(folder.resolve("output.txt"))).doesNotContain("symbol=honest");
    }

    @Test
    void theWorkedExampleOfTheSpecificationIsRight() throws IOException {
        TableBuilder table =
                new TableBuilder(Schema.parse("ts:timestamp,close:double,size:int32,note:string,final:boolean", "ts"));
        long second = 1_000_000L;
        add(table, LocalDate.of(2024, 1, 31).toEpochDay() * 86_400 * second, 1.5, 100, "ab", true);
        add(table, LocalDate.of(2024, 1, 31).toEpochDay() * 86_400 * second + 60 * second, -2.25, null, null, false);
        add(table, LocalDate.of(2024, 2, 1).toEpochDay() * 86_400 * second, null, -1, "é", true);
        ContentDigest digest = ContentDigest.of(table.build());
        List<String> digests = new ArrayList<>(List.of(digest.content().hex()));
        digest.leaves().stream().map(Leaf::digest).map(Digest::hex).forEach(digests::add);
        digest.columns().stream().map(Digest::hex).forEach(digests::add);
        assertThat(Files.readString(SPEC.resolve("lake-format.md"))).contains(digests);
    }

    private static void add(TableBuilder table, long micros, Double close, Integer size, String note, boolean last) {
        table.setLong(0, micros);
        if (close != null) {
            table.setDouble(1, close);
        }
        if (size != null) {
            table.setInt(2, size);
        }
        if (note != null) {
            table.setString(3, note);
        }
        table.setBoolean(4, last);
        table.endRow();
    }
}
