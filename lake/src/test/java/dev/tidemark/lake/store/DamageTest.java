package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.TreeMode;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.maintain.DoctorReport;
import dev.tidemark.lake.maintain.Finding;
import dev.tidemark.lake.maintain.GcOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each kind of file, damaged in each way: the damage is found and names that file, or, for what can be made anew, is
/// healed
/// without a word.
class DamageTest {
    private static final LocalDate DAY = LocalDate.of(2024, 6, 28);
    private static final SeriesKey DAYS = new SeriesKey(Samples.MINUTES, "DAYS");
    private static final SeriesKey A = new SeriesKey(Samples.DAILY, "A.US");

    @TempDir
    Path folder;

    private LakeOptions options;
    private LakeStore lake;
    private LakeLayout layout;

    /// What happens to a file.
    enum Damage {
        FLIP {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                overwrite(file, bytes);
            }
        },
        TRUNCATE {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                overwrite(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        DELETE {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    /// Writes in place, as a program that does not know what it does.
    private static void overwrite(Path file, byte[] bytes) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(file, bytes);
    }

    @BeforeEach
    void build() throws IOException {
        build(TreeMode.LINK);
    }

    private void build(TreeMode mode) throws IOException {
        options = CrashScenario.options(new UnsyncedFileOps()).withTreeMode(mode);
        Path root = folder.resolve(mode.name());
        Lake.create(root, options);
        Files.writeString(root.resolve("tidemark.yaml"), "a: 1\n");
        open(root);
        putDays();
        putA(10);
        lake.history().tag("second", lake.head());
        putA(20);
    }

    private void open(Path root) {
        lake = (LakeStore) Lake.open(root, options);
        layout = lake.layout();
    }

    private CommitOutcome putDays() {
        return Samples.put(lake, DAYS.dataset(), ChunkSize.DAY, DAYS.symbol(), Samples.rows(DAYS.symbol(), DAY, 6, 1));
    }

    private CommitOutcome putA(double seed) {
        return Samples.put(lake, A.dataset(), ChunkSize.ALL, A.symbol(), Samples.rows(A.symbol(), DAY, 3, seed));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void reopen() {
        lake.close();
        open(layout.root());
    }

    private Path object(SeriesKey key, int index) {
        Series series = lake.head().series(key).orElseThrow();
        Partition partition = series.partitions().get(index);
        return lake.object(key, series.chunkSize(), partition);
    }

    private Path root(SeriesKey key) {
        return layout.manifest(lake.head().summary(key).orElseThrow().manifest());
    }

    private List<Finding> verify() {
        return lake.maintenance().verify(true, Progress.NONE).findings();
    }

    /// What `verify --full` finds, without the tree.
    private Map<String, String> damage() {
        return verify().stream()
                .filter(f -> !f.code().startsWith("tree_"))
                .collect(Collectors.toMap(Finding::path, Finding::code));
    }

    private void assertNamed(String code, Path file) {
        assertThat(damage()).containsExactlyEntriesOf(Map.of(layout.relative(file), code));
    }

    private void assertHeadRefused(Path file) {
        reopen();
        TidemarkException e = catchThrowableOfType(TidemarkException.class, lake::head);
        assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED);
        assertThat(e).hasMessageContaining(file.toString());
    }

    private void assertClean() {
        assertThat(verify()).isEmpty();
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(lake.maintenance().doctor(false, Progress.NONE).findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void anObjectIsNamedAndHealedByDeletingItAndImportingAgain(Damage damage) throws IOException {
        Path object = object(DAYS, 2);
        damage.to(object);
        assertNamed(
                switch (damage) {
                    case FLIP -> "checksum_mismatch";
                    case TRUNCATE -> "length_mismatch";
                    case DELETE -> "object_missing";
                },
                object);
        Files.deleteIfExists(object);
        assertThat(putDays()).isEqualTo(new CommitOutcome.Nothing());
        assertThat(Digest.of(Files.readAllBytes(object)).hex() + ".parquet")
                .isEqualTo(object.getFileName().toString());
        assertClean();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void anObjectThatOnlyATagNeedsIsNamed(Damage damage) throws IOException {
        Series old = lake.at("second").series(A).orElseThrow();
        Path object = lake.object(A, ChunkSize.ALL, old.partitions().getFirst());
        damage.to(object);
        assertThat(damage()).containsOnlyKeys(layout.relative(object));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aManifestRootIsNamedAndHealedByImportingAgain(Damage damage) throws IOException {
        Path root = root(DAYS);
        damage.to(root);
        assertNamed("manifest_damaged", root);
        assertManifestFound(root);
        assertThat(putDays()).isEqualTo(new CommitOutcome.Nothing());
        assertClean();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aManifestPageIsNamedAndHealedByImportingAgain(Damage damage) throws IOException {
        StoredSeries series = (StoredSeries) lake.head().series(DAYS).orElseThrow();
        assertThat(series.pageDigests()).hasSize(2);
        Path page = layout.manifest(series.pageDigests().getLast());
        damage.to(page);
        assertNamed("manifest_damaged", page);
        assertManifestFound(page);
        assertThat(putDays()).isEqualTo(new CommitOutcome.Nothing());
        assertClean();
    }

    /// Status and doctor name the file and still look at the rest; gc deletes nothing.
    private void assertManifestFound(Path file) throws IOException {
        Files.delete(layout.cache().resolve("status.bin"));
        Path other = layout.treeSeries(A).resolve("manifest.json");
        Files.delete(other);
        String path = layout.relative(file);
        assertThat(lake.maintenance().status(Progress.NONE).findings())
                .extracting(Finding::code, Finding::path)
                .containsExactlyInAnyOrder(
                        tuple("manifest_damaged", path), tuple("tree_missing", layout.relative(other)));
        DoctorReport report = lake.maintenance().doctor(true, Progress.NONE);
        assertThat(report.ailing()).isTrue();
        assertThat(report.findings())
                .filteredOn(f -> !f.fixed())
                .extracting(Finding::path)
                .containsExactly(path);
        assertThat(other).exists();
        assertThatThrownBy(() -> lake.maintenance().gc(GcOptions.ALL, Progress.NONE))
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void theRecordOfADatasetIsNamed(Damage damage) throws IOException {
        Path record = layout.manifest(
                lake.head().state().get(DAYS.dataset().toString()).orElseThrow().manifest());
        damage.to(record);
        assertNamed("manifest_damaged", record);
        DoctorReport report = lake.maintenance().doctor(true, Progress.NONE);
        assertThat(report.findings()).extracting(Finding::path).containsExactly(layout.relative(record));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void anOlderCommitIsNamedByVerifyAndRefusedByANewProcess(Damage damage) throws IOException {
        Path commit = layout.commit(2);
        lake.head();
        damage.to(commit);
        assertNamed("commit_damaged", commit);
        assertHeadRefused(commit);
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"FLIP", "TRUNCATE"})
    void theNewestCommitIsNamedByVerifyAndRefusedByANewProcess(Damage damage) throws IOException {
        Path commit = layout.commit(3);
        lake.head();
        damage.to(commit);
        assertNamed("commit_damaged", commit);
        assertHeadRefused(commit);
    }

    @Test
    void everyByteOfTheNewestCommitMatters() throws IOException {
        Path commit = layout.commit(3);
        byte[] good = Files.readAllBytes(commit);
        for (int at = 0; at < good.length; at++) {
            byte[] bytes = good.clone();
            bytes[at] ^= (byte) (1 << at % 8);
            overwrite(commit, bytes);
            assertHeadRefused(commit);
        }
    }

    /// No file says that it was there, but the tree shows what it had brought.
    @Test
    void aDeletedNewestCommitLeavesTheStateBeforeItAndATreeThatDiffers() throws IOException {
        Files.delete(layout.commit(3));
        reopen();
        assertThat(lake.head().number()).isEqualTo(2);
        assertThat(lake.maintenance().status(Progress.NONE).findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.name()).isEqualTo(A.toString()));
        assertThat(lake.maintenance().doctor(false, Progress.NONE).findings())
                .extracting(Finding::code)
                .contains("orphan_object");
    }

    @Test
    void everyByteOfATagMatters() throws IOException {
        Path tag = layout.tags().resolve("second.json");
        byte[] good = Files.readAllBytes(tag);
        for (int at = 0; at < good.length; at++) {
            byte[] bytes = good.clone();
            bytes[at] ^= (byte) (1 << at % 5);
            overwrite(tag, bytes);
            assertNamed("tag_damaged", tag);
            assertThatThrownBy(() -> lake.at("second"))
                    .isInstanceOf(TidemarkException.class)
                    .hasMessageContaining(tag.toString());
            assertThatThrownBy(() -> lake.maintenance().gc(GcOptions.ALL, Progress.NONE))
                    .hasMessageContaining(tag.toString());
        }
        lake.history().untag("second");
        assertClean();
    }

    @Test
    void aTagOfAnotherCommitIsNamed() throws IOException {
        Path tag = layout.tags().resolve("second.json");
        overwrite(
                tag,
                Files.readString(tag).replace("\"commit\":2", "\"commit\":1").getBytes(StandardCharsets.UTF_8));
        assertNamed("tag_damaged", tag);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void theFormatFileIsNamed(Damage damage) throws IOException {
        Path format = layout.format();
        if (damage == Damage.FLIP) {
            overwrite(
                    format, Files.readString(format).replace("\"id\"", "\"ie\"").getBytes(StandardCharsets.UTF_8));
        } else {
            damage.to(format);
        }
        assertThatThrownBy(() -> Lake.open(layout.root(), options))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED))
                .hasMessageContaining(format.toString());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aKeptConfigIsNamed(Damage damage) throws IOException {
        Path fact = layout.fact(Digest.of(Files.readAllBytes(layout.root().resolve("tidemark.yaml"))));
        damage.to(fact);
        assertNamed("fact_damaged", fact);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aCheckpointIsRebuiltWithoutAWord(Damage damage) throws IOException {
        Path checkpoint = layout.cache().resolve("checkpoint-000000000002.bin");
        Files.write(checkpoint, checkpoint(lake.at("2").state()));
        assertThat(Checkpoint.read(checkpoint, lake.id())).isPresent();
        assertThat(Checkpoint.read(checkpoint, "another lake")).isEmpty();
        damage.to(checkpoint);
        assertThat(Checkpoint.read(checkpoint, lake.id())).isEmpty();
        reopen();
        assertThat(lake.head().number()).isEqualTo(3);
        assertClean();
    }

    private byte[] checkpoint(LakeState state) {
        ByteBuffer buffer = Checkpoint.write(state, lake.id());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /// Another history of the same lake (a restored backup) has the number, but not the digest.
    @Test
    void aCheckpointOfAnotherHistoryIsNotUsed() throws IOException {
        LakeState state = lake.at("2").state();
        LakeState other =
                LakeState.of(2, Digest.of(new byte[] {1}), state.id(), state.time(), state.horizon(), new TreeMap<>());
        Files.write(layout.cache().resolve("checkpoint-000000000002.bin"), checkpoint(other));
        reopen();
        assertThat(lake.head().series(A)).isPresent();
        assertClean();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void theStatusCacheIsRebuiltWithoutAWord(Damage damage) throws IOException {
        assertThat(lake.maintenance().status(Progress.NONE).hashed()).isPositive();
        Path cache = layout.cache().resolve("status.bin");
        damage.to(cache);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(StatusCache.read(cache, lake.id()).entries()).containsOnlyKeys(A.toString(), DAYS.toString());
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aFileOfTheTreeIsNamedAndDoctorPutsItBack(Damage damage) throws IOException {
        lake.close();
        build(TreeMode.COPY);
        for (String name : List.of("part.parquet", "manifest.json", "SHA256SUMS")) {
            Path file = layout.treeSeries(A).resolve(name);
            byte[] good = Files.readAllBytes(file);
            lake.maintenance().status(Progress.NONE);
            damage.to(file);
            String code = damage == Damage.DELETE ? "tree_missing" : "tree_modified";
            assertThat(lake.maintenance().status(Progress.NONE).findings())
                    .extracting(Finding::code, Finding::path, Finding::name)
                    .containsExactly(tuple(code, layout.relative(file), A.toString()));
            assertThat(verify()).extracting(Finding::path).containsExactly(layout.relative(file));
            assertThat(lake.maintenance().doctor(true, Progress.NONE).findings())
                    .extracting(Finding::fixed)
                    .containsExactly(true);
            assertThat(file).hasBinaryContent(good);
            assertClean();
        }
    }

    /// `status` trusts length and time, as documented; `verify --full` does not.
    @Test
    void verifyHashesACopyWhoseLengthAndTimeWereForged() throws IOException {
        lake.close();
        build(TreeMode.COPY);
        Path file = layout.treeSeries(A).resolve("part.parquet");
        var time = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, time);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        Damage.FLIP.to(file);
        Files.setLastModifiedTime(file, time);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
        assertThat(verify()).extracting(Finding::path).containsExactly(layout.relative(file));
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"FLIP", "TRUNCATE"})
    void aListOfAPendingTreeIsNamedAndDoctorComparesTheWholeTree(Damage damage) throws IOException {
        Path list = layout.treePending().resolve("w0123456789abcde-7");
        Files.write(list, PendingList.write(List.of(DAYS)));
        damage.to(list);
        Path stale = layout.treeSeries(A).resolve("SHA256SUMS");
        Files.writeString(stale, "stale");
        assertThatThrownBy(() -> lake.writer(new Job("test", "x")))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED))
                .hasMessageContaining(list.toString());
        assertThat(lake.maintenance().doctor(true, Progress.NONE).ailing()).isFalse();
        assertThat(list).doesNotExist();
        assertClean();
        lake.writer(new Job("test", "x")).close();
    }

    @Test
    void theNextWriterFinishesAPendingTreeAndSweepsWhatADeadOneLeft() throws IOException {
        String dead = "w0123456789abcde";
        Files.write(layout.treePending().resolve(dead + "-7"), PendingList.write(List.of(A)));
        Files.writeString(layout.treeSeries(A).resolve("SHA256SUMS"), "stale");
        Files.createDirectories(layout.tmp().resolve(dead));
        Files.writeString(layout.tmp().resolve(dead).resolve("1"), "half");
        Files.writeString(layout.tmp().resolve("link-probe"), "of a process that died in between");
        Files.createFile(layout.tmp().resolve("w0000000000000000.lock"));
        Files.createDirectories(layout.owners());
        Files.writeString(layout.owners().resolve(dead), "");
        Files.writeString(layout.owners().resolve("w1111111111111111"), "process 1\nx\nnot numbers");
        assertThat(lake.maintenance().doctor(false, Progress.NONE).findings())
                .extracting(Finding::code)
                .containsOnly("dead_writer", "tree_pending", "tree_modified");
        lake.writer(new Job("test", "x")).close();
        assertClean();
        assertThat(Tree.children(layout.tmp())).isEmpty();
        assertThat(Tree.children(layout.owners())).isEmpty();
    }

    @Test
    void aSeriesNeverOutlivesTheRecordOfItsDataset() {
        try (LakeWriter late = lake.writer(new Job("test", "late"))) {
            var record = Samples.record(ChunkSize.ALL);
            SeriesKey key = new SeriesKey(Samples.DAILY, "NEW");
            var rows = Samples.rows("NEW", DAY, 1, 1);
            Partition partition = late.write(key, record, "all", rows, new TreeMap<>());
            late.refresh();
            lake.maintenance().remove(Samples.DAILY, Optional.empty(), Optional.empty(), Optional.empty());
            var state = new SeriesState(Samples.BARS, 1, ChunkSize.ALL, new TreeMap<>(), List.of(partition));
            var edit = new SeriesEdit(key, Optional.empty(), Optional.of(state));
            assertThat(late.commit("late", List.of(), List.of(edit)))
                    .isEqualTo(new CommitOutcome.Conflict(Set.of("bars/1d")));
        }
        assertThat(lake.head().series(Samples.DAILY)).isEmpty();
        assertThat(lake.head().dataset(Samples.DAILY)).isEmpty();
    }

    @Test
    void aStateThatGcTookFromGetsNoTagAndIsNotRestored() {
        putA(30);
        var old = lake.at("3");
        lake.maintenance().gc(GcOptions.ALL, Progress.NONE);
        for (Runnable use : List.<Runnable>of(
                () -> lake.history().tag("late", old), () -> lake.maintenance().restore(old))) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BEFORE_HORIZON));
        }
        assertThat(lake.history().tags()).containsOnlyKeys("second");
        assertClean();
    }
}
