package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.maintain.GcReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeStoreTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);
    private static final SeriesKey A = new SeriesKey(Samples.DAILY, "A.US");
    private static final SeriesKey B = new SeriesKey(Samples.DAILY, "B.US");

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void create() {
        Lake.create(folder, LakeOptions.defaults());
        lake = Lake.open(folder, LakeOptions.defaults());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void put(SeriesKey key, int rows, double seed) {
        CommitOutcome outcome = Samples.put(
                lake, key.dataset(), ChunkSize.ALL, key.symbol(), Samples.rows(key.symbol(), DAY, rows, seed));
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
    }

    @Test
    void whatIsCommittedIsReadBackByThisAndByANewHandle() {
        put(A, 3, 10);
        assertThat(Samples.closes(lake, lake.head(), A)).containsExactly(10.0, 11.0, 12.0);
        try (Lake other = Lake.open(folder, LakeOptions.defaults())) {
            assertThat(Samples.closes(other, other.head(), A)).containsExactly(10.0, 11.0, 12.0);
            assertThat(other.head().datasets()).containsExactly(Samples.DAILY);
        }
    }

    @Test
    void theSameContentAgainMakesNoCommit() {
        put(A, 3, 10);
        CommitOutcome again = Samples.put(lake, Samples.DAILY, ChunkSize.ALL, "A.US", Samples.rows("A.US", DAY, 3, 10));
        assertThat(again).isEqualTo(new CommitOutcome.Nothing());
        assertThat(lake.head().number()).isEqualTo(1);
    }

    @Test
    void theTreeFollowsTheHeadAndItsChecksumsHold() throws IOException {
        put(A, 3, 10);
        put(A, 4, 20);
        Path series = folder.resolve("data/bars/timeframe=1d/symbol=A.US");
        String sums = Files.readString(series.resolve("SHA256SUMS"));
        String digest = dev.tidemark.lake.Digest.of(Files.readAllBytes(series.resolve("part.parquet")))
                .hex();
        assertThat(sums).isEqualTo(digest + "  part.parquet\n");
        assertThat(series.resolve("manifest.json")).exists();
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
    }

    /// A committed object that nobody wrote to since needs no look inside, nor does a file that was found right before.
    @Test
    void statusLooksInsideOfWhatMayHaveChangedOnly() throws IOException {
        SeriesKey key = new SeriesKey(Samples.MINUTES, "X");
        Samples.put(lake, Samples.MINUTES, ChunkSize.DAY, "X", Samples.rows("X", DAY, 5, 1));
        age(key);
        int rendered = 2; // manifest.json and SHA256SUMS
        assertThat(lake.maintenance().status(Progress.NONE).hashed()).isEqualTo(rendered);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        Samples.put(lake, Samples.MINUTES, ChunkSize.DAY, "X", Samples.rows("X", DAY, 6, 1));
        assertThat(lake.maintenance().status(Progress.NONE).hashed()).isLessThanOrEqualTo(rendered + 1);
        Path part = folder.resolve("data/bars/timeframe=1m/symbol=X/date=2024-01-03/part.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        assertThat(part.toFile().setWritable(true)).isTrue();
        Files.write(part, bytes);
        assertThat(lake.maintenance().status(Progress.NONE).findings())
                .extracting(finding -> finding.code())
                .containsExactly("tree_modified");
    }

    /// Makes a series' objects look as if they had been written a minute before they were committed.
    private void age(SeriesKey key) throws IOException {
        var series = lake.head().series(key).orElseThrow();
        for (var partition : series.partitions()) {
            Path object = lake.object(key, series.chunkSize(), partition);
            FileTime written = Files.getLastModifiedTime(object);
            Files.setLastModifiedTime(object, FileTime.fromMillis(written.toMillis() - 60_000));
        }
    }

    @Test
    void anEditDecidedOnAnOldStateIsAConflict() {
        put(A, 3, 10);
        Snapshot old = lake.head();
        put(A, 3, 20);
        try (LakeWriter writer = lake.writer(new Job("test", "late"))) {
            var state = old.series(A).orElseThrow().state();
            var edit = new dev.tidemark.lake.SeriesEdit(
                    A, Optional.of(new dev.tidemark.lake.Digest(1, 2, 3, 4)), Optional.of(state));
            assertThat(writer.commit("late", List.of(), List.of(edit)))
                    .isEqualTo(new CommitOutcome.Conflict(java.util.Set.of("bars/1d/A.US")));
        }
        assertThat(Samples.closes(lake, lake.head(), A)).containsExactly(20.0, 21.0, 22.0);
    }

    @Test
    void twoWritersOnDifferentSeriesBothWin() {
        try (Lake other = Lake.open(folder, LakeOptions.defaults());
                LakeWriter one = lake.writer(new Job("test", "one"));
                LakeWriter two = other.writer(new Job("test", "two"))) {
            one.refresh();
            two.refresh();
            Samples.put(one, Samples.DAILY, ChunkSize.ALL, "A.US", Samples.rows("A.US", DAY, 2, 1));
            Samples.put(two, Samples.DAILY, ChunkSize.ALL, "B.US", Samples.rows("B.US", DAY, 2, 2));
        }
        assertThat(lake.head().series(Samples.DAILY)).containsExactly(A, B);
        assertThat(lake.head().number()).isEqualTo(2);
    }

    @Test
    void pastStatesStayReadableByNumberIdTagAndTime() {
        put(A, 1, 10);
        Snapshot first = lake.head();
        lake.history().tag("one", first);
        put(A, 1, 20);
        for (String revision :
                List.of("1", first.commitId(), "one", first.time().toString())) {
            assertThat(Samples.closes(lake, lake.at(revision), A)).as(revision).containsExactly(10.0);
        }
        assertThat(Samples.closes(lake, lake.at("head"), A)).containsExactly(20.0);
        assertThatThrownBy(() -> lake.at("7"))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void aTagIsGivenOnce() {
        put(A, 1, 10);
        lake.history().tag("one", lake.head());
        put(A, 1, 20);
        assertThatThrownBy(() -> lake.history().tag("one", lake.head())).hasMessageContaining("stands for commit 1");
        lake.history().untag("one");
        assertThat(lake.history().tags()).isEmpty();
        for (String bad : List.of("head", "12", "../x", "cabcdef12", "")) {
            assertThatThrownBy(() -> lake.history().tag(bad, lake.head()))
                    .as(bad)
                    .isInstanceOf(TidemarkException.class);
        }
    }

    @Test
    void logGoesFromNewestToOldestAndDiffNamesWhatChanged() {
        put(A, 1, 10);
        put(B, 1, 10);
        put(A, 2, 10);
        List<Long> numbers = new ArrayList<>();
        lake.history().log(c -> numbers.add(c.number()));
        assertThat(numbers).containsExactly(3L, 2L, 1L);
        List<Commit.Change> diff = lake.history().diff(lake.at("1"), lake.head());
        assertThat(diff).extracting(Commit.Change::name).containsExactly("bars/1d/A.US", "bars/1d/B.US");
        assertThat(diff.get(0).replaced()).isEqualTo(1);
        assertThat(diff.get(1).added()).isEqualTo(1);
    }

    @Test
    void aRemovedSeriesComesBackByRestore() {
        put(A, 2, 10);
        put(B, 2, 20);
        lake.maintenance().remove(Samples.DAILY, Optional.of("A.US"), Optional.empty(), Optional.empty());
        assertThat(lake.head().series(A)).isEmpty();
        assertThat(folder.resolve("data/bars/timeframe=1d/symbol=A.US")).doesNotExist();
        Optional<Commit> commit = lake.maintenance().restore(lake.at("2"));
        assertThat(commit).isPresent();
        assertThat(Samples.closes(lake, lake.head(), A)).containsExactly(10.0, 11.0);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(lake.maintenance().restore(lake.at("2"))).isEmpty();
    }

    @Test
    void gcAllKeepsTagsAndHeadOnly() {
        put(A, 2, 10);
        lake.history().tag("first", lake.head());
        put(A, 2, 20);
        put(A, 2, 30);
        GcReport report = lake.maintenance().gc(GcOptions.ALL, Progress.NONE);
        assertThat(report.objects()).isEqualTo(1);
        assertThat(report.committed()).isTrue();
        assertThat(Samples.closes(lake, lake.at("first"), A)).containsExactly(10.0, 11.0);
        assertThat(Samples.closes(lake, lake.head(), A)).containsExactly(30.0, 31.0);
        assertThatThrownBy(() -> lake.at("2"))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BEFORE_HORIZON));
        assertThat(lake.maintenance().gc(GcOptions.ALL, Progress.NONE).committed())
                .isFalse();
        assertThat(lake.maintenance().verify(true, Progress.NONE).findings()).isEmpty();
    }

    @Test
    void plainGcKeepsTheRecentPast() {
        put(A, 2, 10);
        put(A, 2, 20);
        assertThat(lake.maintenance().gc(GcOptions.DEFAULTS, Progress.NONE).objects())
                .isZero();
        assertThat(Samples.closes(lake, lake.at("1"), A)).containsExactly(10.0, 11.0);
    }

    @Test
    void rechunkKeepsContentAndChangesFiles() throws IOException {
        Samples.put(lake, Samples.MINUTES, ChunkSize.MONTH, "X", Samples.rows("X", DAY, 100, 1));
        SeriesKey key = new SeriesKey(Samples.MINUTES, "X");
        List<Double> before = Samples.closes(lake, lake.head(), key);
        lake.maintenance().rechunk(Samples.MINUTES, ChunkSize.YEAR, Progress.NONE);
        assertThat(lake.head().series(key).orElseThrow().partitions()).hasSize(1);
        assertThat(Samples.closes(lake, lake.head(), key)).isEqualTo(before);
        lake.maintenance().rechunk(Samples.MINUTES, ChunkSize.DAY, Progress.NONE);
        assertThat(lake.head().series(key).orElseThrow().partitions()).hasSize(100);
        assertThat(Samples.closes(lake, lake.head(), key)).isEqualTo(before);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        try (var files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(p -> p.endsWith("part.parquet"))).hasSize(100);
        }
    }

    @Test
    void manyPartitionsGoThroughPages() {
        Samples.put(lake, Samples.MINUTES, ChunkSize.DAY, "X", Samples.rows("X", DAY, 800, 1));
        var series = lake.head().series(new SeriesKey(Samples.MINUTES, "X")).orElseThrow();
        assertThat(series.partitions()).hasSize(800);
        assertThat(series.partition("2024-07-01").orElseThrow().rows()).isEqualTo(1);
        assertThat(series.partition("2023-07-01")).isEmpty();
        assertThat(series.partitions("2024-12-30", "2025-01-02")).hasSize(4);
    }

    @Test
    void verifyNamesAFlippedByteAndStatusAModifiedFile() throws IOException {
        put(A, 5, 10);
        put(B, 5, 10);
        Path part = folder.resolve("data/bars/timeframe=1d/symbol=A.US/part.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        part.toFile().setWritable(true);
        Files.write(part, bytes);
        var findings = lake.maintenance().verify(true, Progress.NONE).findings();
        assertThat(findings).extracting(f -> f.code()).contains("checksum_mismatch", "tree_modified");
        assertThat(findings).allSatisfy(f -> assertThat(f.name()).contains("A.US"));
    }

    @Test
    void doctorRepairsAForeignAndAMissingFileWithoutACommit() throws IOException {
        put(A, 5, 10);
        put(B, 5, 10);
        Path part = folder.resolve("data/bars/timeframe=1d/symbol=A.US/part.parquet");
        byte[] bytes = Files.readAllBytes(part);
        Files.delete(part);
        Files.write(part, "not Parquet".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.delete(folder.resolve("data/bars/timeframe=1d/symbol=B.US/part.parquet"));
        Files.writeString(folder.resolve("data/note.txt"), "mine");
        assertThat(lake.maintenance().status(Progress.NONE).findings())
                .extracting(f -> f.code())
                .containsExactlyInAnyOrder("tree_modified", "tree_missing", "tree_foreign");
        assertThat(lake.maintenance().doctor(false, Progress.NONE).ailing()).isTrue();
        assertThat(lake.maintenance().doctor(true, Progress.NONE).ailing()).isFalse();
        assertThat(part).hasBinaryContent(bytes);
        assertThat(folder.resolve("quarantine/tree/note.txt")).hasContent("mine");
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(lake.head().number()).isEqualTo(2);
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve(".tidemark/format.json"), "{\"format\":99,\"new\":{}}");
        assertThatThrownBy(() -> Lake.open(folder, LakeOptions.defaults()))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT_TOO_NEW));
    }

    @Test
    void aCheckpointShortensTheReplayAndIsNeverNeeded() throws IOException {
        for (int i = 0; i < 520; i++) {
            put(A, 1, i);
        }
        try (var files = Files.list(folder.resolve(".tidemark/cache"))) {
            assertThat(files.map(p -> p.getFileName().toString())).anyMatch(n -> n.startsWith("checkpoint-"));
        }
        try (Lake other = Lake.open(folder, LakeOptions.defaults())) {
            assertThat(other.head().number()).isEqualTo(520);
            assertThat(Samples.closes(other, other.head(), A)).containsExactly(519.0);
            assertThat(Samples.closes(other, other.at("3"), A)).containsExactly(2.0);
        }
        try (var files = Files.list(folder.resolve(".tidemark/cache"))) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (Lake other = Lake.open(folder, LakeOptions.defaults())) {
            assertThat(other.head().number()).isEqualTo(520);
        }
    }
}
