package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.UnsyncedFileOps;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every reader of the lake's own files, on random bytes and on damaged valid ones: it names the file or understands
/// it, and
/// neither hangs nor asks for memory that the file does not justify.
@Timeout(300)
class FormatFuzzTest {
    private static final int TRIES = Integer.getInteger("tidemark.fuzz.tries", 1000);
    private static final long MOST_ALLOCATED = 4L << 20;
    private static final SeriesKey KEY = new SeriesKey(Samples.MINUTES, "X");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    private LakeStore lake;

    /// Reads bytes as if they stood in a file.
    private interface Reader {
        void read(byte[] bytes, Path file) throws IOException;
    }

    @BeforeEach
    void build() {
        Lake.create(folder, CrashScenario.options(new UnsyncedFileOps()));
        lake = (LakeStore) Lake.open(folder, CrashScenario.options(new UnsyncedFileOps()));
        Samples.put(lake, Samples.MINUTES, ChunkSize.DAY, "X", Samples.rows("X", LocalDate.of(2024, 6, 29), 5, 1));
        lake.history().tag("t", lake.head());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void manifestRoots() throws IOException {
        Digest root = lake.head().summary(KEY).orElseThrow().manifest();
        fuzz(Files.readAllBytes(lake.layout().manifest(root)), ManifestFormat::readRoot, b -> b);
    }

    @Test
    void manifestPages() throws IOException {
        StoredSeries series = (StoredSeries) lake.head().series(KEY).orElseThrow();
        Path page = lake.layout().manifest(series.pageDigests().getFirst());
        fuzz(Files.readAllBytes(page), ManifestFormat::readPage, b -> b);
    }

    @Test
    void datasetRecords() {
        fuzz(ManifestFormat.write(Samples.MINUTES, Samples.record(ChunkSize.DAY)), ManifestFormat::readDataset, b -> b);
    }

    @Test
    void commitsAndTheirHeaders() throws IOException {
        byte[] commit = Files.readAllBytes(lake.layout().commit(1));
        Reader reader = (bytes, file) -> {
            CommitFormat.read(bytes, file, true);
            CommitFormat.readFacts(bytes, file);
            CommitFormat.read(bytes, file, false);
        };
        fuzz(commit, reader, b -> b);
        fuzz(Arrays.copyOf(commit, commit.length - 76), reader, FormatFuzzTest::sealed);
    }

    /// Gives a damaged commit the checksum that fits it.
    private static byte[] sealed(byte[] body) {
        byte[] check = (",\"sha256\":\"" + Digest.of(body).hex() + "\"}").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(body, body.length + check.length);
        System.arraycopy(check, 0, bytes, body.length, check.length);
        return bytes;
    }

    @Test
    void tags() throws IOException {
        Path tag = lake.layout().tags().resolve("t.json");
        fuzz(
                Files.readAllBytes(tag),
                (bytes, file) -> {
                    Path copy = lake.layout().tags().resolve(file.getFileName() + ".json");
                    Files.write(copy, bytes);
                    try {
                        Tags.all(lake);
                    } finally {
                        Files.delete(copy);
                    }
                },
                b -> b);
    }

    @Test
    void formatFiles() throws IOException {
        Path format = lake.layout().format();
        byte[] valid = Files.readAllBytes(format);
        fuzz(
                valid,
                (bytes, file) -> {
                    Files.write(format, bytes);
                    try {
                        Lake.open(folder, lake.options()).close();
                    } catch (TidemarkException e) {
                        if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.FORMAT_TOO_OLD) {
                            assertThat(e).hasMessageContaining(format.toString());
                            throw new DamagedException(file, file.toString(), e);
                        }
                    }
                },
                b -> b);
    }

    @Test
    void listsOfPendingTrees() {
        byte[] valid = PendingList.write(List.of(KEY, new SeriesKey(Samples.DAILY, "A B"), CrashScenario.A));
        Set<List<SeriesKey>> understood = new HashSet<>();
        fuzz(valid, (bytes, file) -> understood.add(PendingList.read(bytes, file)), b -> b);
        assertThat(understood).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void checkpoints() throws IOException {
        ByteBuffer valid = Checkpoint.write(lake.headState(), lake.id());
        Reader reader = (bytes, file) -> {
            Files.write(file, bytes);
            Checkpoint.read(file, lake.id());
        };
        fuzz(bytes(valid), reader, b -> b);
        fuzz(bytes(valid), reader, FormatFuzzTest::summed);
    }

    @Test
    void statusCaches() throws IOException {
        lake.maintenance().status(Progress.NONE);
        byte[] valid = Files.readAllBytes(lake.layout().cache().resolve("status.bin"));
        Reader reader = (bytes, file) -> {
            Files.write(file, bytes);
            StatusCache.read(file, lake.id());
        };
        fuzz(valid, reader, b -> b);
        fuzz(valid, reader, FormatFuzzTest::summed);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /// Gives a damaged cache the checksum that fits it.
    private static byte[] summed(byte[] bytes) {
        if (bytes.length < 12) {
            return bytes;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 12, bytes.length - 12);
        ByteBuffer.wrap(bytes).putLong(4, crc.getValue());
        return bytes;
    }

    /// @param finish makes a checksum fit again, so that the fuzz reaches what lies behind it
    private void fuzz(byte[] valid, Reader reader, UnaryOperator<byte[]> finish) {
        Path file = folder.resolve("fuzzed");
        read(finish.apply(valid.clone()), file, reader, "as it was written");
        Random random = new Random(20_240_102);
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = i % 10 == 0 ? noise(random) : damaged(valid, random);
            read(finish.apply(bytes), file, reader, "try " + i);
        }
        for (int length = 0; length < valid.length; length += Math.max(1, valid.length / 500)) {
            read(finish.apply(Arrays.copyOf(valid, length)), file, reader, "cut to " + length);
        }
    }

    private static void read(byte[] bytes, Path file, Reader reader, String what) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.read(bytes, file);
        } catch (TidemarkException e) {
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.DAMAGED);
            assertThat(e)
                    .as(what)
                    .hasMessageContaining(
                            file.toString().substring(file.toString().lastIndexOf('/')));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            fail(what + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(what).isLessThan(MOST_ALLOCATED + 100L * bytes.length);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static final List<String> PIECES = List.of(
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "null",
            "{}",
            "[]",
            "\"\"",
            "\u0000",
            "true",
            "[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":",
            "2147483648",
            "\\ud800",
            "..",
            "/",
            "99999999999999999999999999999999999999");

    private static byte[] damaged(byte[] valid, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : valid) {
            bytes.add(b);
        }
        for (int changes = 1 + random.nextInt(3); changes > 0 && !bytes.isEmpty(); changes--) {
            int at = random.nextInt(bytes.size());
            int to = Math.min(bytes.size(), at + 1 + random.nextInt(20));
            switch (random.nextInt(6)) {
                case 0 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
                case 1 -> bytes.set(at, (byte) random.nextInt(256));
                case 2 -> bytes.subList(at, to).clear();
                case 3 -> bytes.addAll(at, List.copyOf(bytes.subList(at, to)));
                case 4 -> {
                    bytes.subList(at, to).clear();
                    for (byte b : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8)) {
                        bytes.add(Math.min(at, bytes.size()), b);
                    }
                }
                default -> {
                    for (int i = at; i < Math.min(bytes.size(), at + 4); i++) {
                        bytes.set(i, (byte) 0x7f); // a length of two thousand millions
                    }
                }
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = bytes.get(i);
        }
        return result;
    }
}
