package dev.tidemark.lake.archive;

import static dev.tidemark.lake.archive.ArchivedLake.A;
import static dev.tidemark.lake.archive.ArchivedLake.APRIL;
import static dev.tidemark.lake.archive.ArchivedLake.B;
import static dev.tidemark.lake.archive.ArchivedLake.DATASET;
import static dev.tidemark.lake.archive.ArchivedLake.FIRST;
import static dev.tidemark.lake.archive.ArchivedLake.WHOLE;
import static dev.tidemark.lake.archive.ArchivedLake.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchiveReport.Refusal;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.store.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeArchiveTest {
    private static final String PART = "bars/timeframe=1m/symbol=A/month=2024-01/part.parquet";

    @TempDir
    private Path folder;

    private Path archive = Path.of("");
    private Lake lake;

    @BeforeEach
    void fill() {
        archive = folder.resolve("cold/archive");
        ArchivedLake.fill(folder.resolve("lake"));
        lake = Lake.open(folder.resolve("lake"), ArchivedLake.options(FileOps.system()));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Commit newest() {
        List<Commit> seen = new ArrayList<>();
        lake.history().log(commit -> seen.isEmpty() && seen.add(commit));
        return seen.getFirst();
    }

    private LakeArchive archive() {
        return LakeArchive.in(archive, FileOps.system());
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    @Test
    void oldPartitionsMoveAndComeBack() {
        SortedMap<String, String> before = contents(lake);
        SeriesState a = lake.head().series(A).orElseThrow().state();

        ArchiveReport report = ArchivedLake.archive(lake, archive);

        assertThat(report.series()).isEqualTo(2);
        assertThat(report.partitions()).isEqualTo(5);
        assertThat(report.rows()).isEqualTo(91 + 30);
        assertThat(report.refused()).isEmpty();
        assertThat(report.commits()).containsExactly(lake.head().number());
        Commit commit = newest();
        assertThat(commit.kind()).isEqualTo("archive");
        assertThat(commit.message()).isEqualTo("archive bars/1m before 2024-04-01 to " + archive);
        assertThat(contents(lake).keySet()).containsExactly("bars/1d/W/all", "bars/1m/A/2024-04", "bars/1m/A/2024-05");
        SortedMap<String, String> both = contents(archive);
        assertThat(both).hasSize(5);
        both.putAll(contents(lake));
        assertThat(both).isEqualTo(before);
        assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();

        lake.maintenance().gc(GcOptions.ALL, Progress.NONE); // the archive is all that is left
        ArchiveReport back = ArchivedLake.restore(lake, archive);

        assertThat(back.partitions()).isEqualTo(5);
        assertThat(back.rows()).isEqualTo(121);
        assertThat(contents(lake)).isEqualTo(before);
        assertThat(lake.head().series(A).orElseThrow().state()).isEqualTo(a);
        assertThat(contents(archive)).hasSize(5);
        assertThat(lake.maintenance().verify(true, Progress.NONE).findings()).isEmpty();
    }

    @Test
    void theFilesArePlainHiveParquetInTheSmallestForm() throws IOException {
        ArchivedLake.archive(lake, archive);

        assertThat(archive.resolve(PART)).isRegularFile();
        assertThat(PartitionReader.standard().footer(archive.resolve(PART)))
                .containsEntry("tidemark.symbol", "A")
                .containsEntry("tidemark.chunk", "2024-01")
                .containsEntry("tidemark.content", contents(archive).get("bars/1m/A/2024-01"));
        assertThat(Files.readString(archive.resolve("bars/timeframe=1m/symbol=A/series.json")))
                .contains("\"dataset\" : \"bars/1m\"", "\"chunk\" : \"month\"", "\"content_digest\"");
        assertThat(Files.readString(archive.resolve("archive.json"))).contains(lake.id());
        try (var files = Files.walk(archive)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(f -> f.toString().endsWith(".draft"));
        }
    }

    @Test
    void doingItAgainDoesNothing() {
        ArchivedLake.archive(lake, archive);
        long head = lake.head().number();

        assertThat(ArchivedLake.archive(lake, archive).commits()).isEmpty();
        assertThat(lake.head().number()).isEqualTo(head);
        ArchivedLake.restore(lake, archive);
        ArchiveReport again = ArchivedLake.restore(lake, archive);
        assertThat(again.present()).isEqualTo(5);
        assertThat(again.commits()).isEmpty();

        byte[] part = bytes(PART);
        assertThat(ArchivedLake.archive(lake, archive).partitions()).isEqualTo(5);
        assertThat(bytes(PART)).isEqualTo(part);
        assertThat(contents(lake)).hasSize(3);
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(archive.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWholeDatasetGoesAndComesBackWithItsRecord() {
        Optional<DatasetRecord> record = lake.head().dataset(WHOLE.dataset());

        archive().archive(lake, ArchivedLake.all(WHOLE), Progress.NONE);

        assertThat(lake.head().datasets()).containsExactly(DATASET);
        ArchivedLake.restore(lake, archive);
        assertThat(lake.head().dataset(WHOLE.dataset())).isEqualTo(record);
        assertThat(Samples.closes(lake, lake.head(), WHOLE)).hasSize(10).startsWith(900.0);
    }

    @Test
    void theArchiveOfAnotherLakeCanBeReadButNotAddedTo() {
        ArchivedLake.archive(lake, archive);
        Path second = folder.resolve("second");
        Lake.create(second, LakeOptions.defaults());
        try (Lake other = Lake.open(second, ArchivedLake.options(FileOps.system()))) {
            assertThat(archive()
                            .restore(other, Optional.of(DATASET), Optional.of("B"), Progress.NONE)
                            .rows())
                    .isEqualTo(30);
            assertThat(other.head().series(DATASET)).containsExactly(B);
            assertThat(Samples.closes(other, other.head(), B)).hasSize(30).startsWith(500.0);
            assertRefused(ErrorCode.USAGE, () -> ArchivedLake.archive(other, archive), "another lake", lake.id());
        }
    }

    @Test
    void rowsThatCameInMeanwhileAreNotTouched() {
        ArchivedLake.archive(lake, archive);
        Samples.put(lake, DATASET, ChunkSize.MONTH, "B", Samples.rows("B", FIRST.plusDays(45), 2, 7));
        SortedMap<String, String> now = contents(lake);

        ArchiveReport report = ArchivedLake.restore(lake, archive);

        assertThat(report.refused()).extracting(Refusal::what).containsExactly("bars/1m/B/2024-02");
        assertThat(report.refused().getFirst().why()).contains("other rows", "tidemark remove bars/1m/B/2024-02");
        assertThat(report.partitions()).isEqualTo(4);
        assertThat(contents(lake)).containsAllEntriesOf(now).hasSize(3 + 1 + 4);

        ArchiveReport refused = ArchivedLake.archive(lake, archive);
        assertThat(refused.refused()).extracting(Refusal::what).containsExactly("bars/1m/B/2024-02");
        assertThat(contents(lake)).containsKey("bars/1m/B/2024-02");
        assertThat(contents(archive)).hasSize(5);
    }

    @Test
    void aSeriesThatIsCutOtherwiseIsRefused() {
        ArchivedLake.archive(lake, archive);
        lake.maintenance().rechunk(DATASET, ChunkSize.YEAR, Progress.NONE);

        ArchiveReport report = ArchivedLake.restore(lake, archive);

        assertThat(report.refused()).extracting(Refusal::what).containsExactly("bars/1m/A");
        assertThat(report.refused().getFirst().why()).contains("by month in the archive and by year in the lake");
        assertThat(archive().archive(lake, ArchivedLake.all(A), Progress.NONE).refused())
                .extracting(Refusal::what)
                .containsExactly("bars/1m/A");
    }

    @Test
    void aDamagedFileIsNamedAndNothingOfItComesBack() throws IOException {
        ArchivedLake.archive(lake, archive);
        byte[] bytes = bytes(PART);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive.resolve(PART), bytes);
        Files.delete(archive.resolve(PART.replace("2024-01", "2024-02")));

        assertThat(archive().check(Progress.NONE))
                .hasSize(2)
                .anyMatch(line -> line.contains("2024-01") && line.contains("other bytes"))
                .anyMatch(line -> line.contains("2024-02") && line.contains("missing"));
        ArchiveReport report = ArchivedLake.restore(lake, archive);
        assertThat(report.refused())
                .extracting(Refusal::what)
                .containsExactly("bars/1m/A/2024-01", "bars/1m/A/2024-02");
        assertThat(report.partitions()).isEqualTo(3);
    }

    @Test
    void aDamagedCopyIsMadeAnewWhileTheLakeHasTheRows() throws IOException {
        ArchivedLake.archive(lake, archive);
        ArchivedLake.restore(lake, archive);
        Files.write(archive.resolve(PART), new byte[10]);

        ArchivedLake.archive(lake, archive);

        assertThat(archive().check(Progress.NONE)).isEmpty();
    }

    @Test
    void anIndexThatIsNoneIsDamage() throws IOException {
        ArchivedLake.archive(lake, archive);
        Path index = archive.resolve("bars/timeframe=1m/symbol=A/series.json");
        String whole = Files.readString(index);
        for (String text : List.of(
                "",
                "[]",
                "{}",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"2024-01\"", "\"../../x\""),
                whole.replace("\"month\"", "\"fortnight\""),
                whole.replace("\"symbol\" : \"A\"", "\"symbol\" : \"..\""),
                whole.replace("\"symbol\" : \"A\"", "\"symbol\" : \"Z\""),
                whole.replace("\"rows\" : 31", "\"rows\" : \"31\""))) {
            Files.writeString(index, text);
            assertRefused(ErrorCode.DAMAGED, () -> archive().eachSeries(_ -> {}), index.toString());
        }
    }

    @Test
    void unfitFoldersAndDatasetsAreRefused() throws IOException {
        assertRefused(ErrorCode.NOT_FOUND, () -> archive().eachSeries(_ -> {}), "no archive");
        assertRefused(
                ErrorCode.USAGE, () -> ArchivedLake.archive(lake, lake.folder().resolve("data")), "lies in the lake");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "mine");
        assertRefused(ErrorCode.USAGE, () -> ArchivedLake.archive(lake, other), "no archive");
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> archive()
                        .archive(
                                lake,
                                new ArchiveSelection(DATASET, Optional.of("Z"), Optional.empty(), Optional.empty()),
                                Progress.NONE),
                "bars/1m/Z");
        ArchivedLake.archive(lake, archive);
        assertRefused(
                ErrorCode.NOT_FOUND,
                () -> archive().restore(lake, Optional.of(DATASET), Optional.of("Z"), Progress.NONE),
                "bars/1m/Z");
        Files.writeString(archive.resolve("archive.json"), "{\"format\":2,\"lake\":\"x\"}");
        assertRefused(ErrorCode.FORMAT_TOO_NEW, () -> archive().eachSeries(_ -> {}), "archive.json");
    }

    @Test
    void whatARecipeMakesIsNotArchived() {
        DatasetName name = DatasetName.parse("features/basic");
        DatasetRecord record = new DatasetRecord(Samples.BARS, 1, ChunkSize.MONTH, true, new TreeMap<>());
        try (LakeWriter writer = lake.writer(new Job("build", "test"))) {
            writer.commit("record", List.of(new DatasetEdit(name, Optional.empty(), Optional.of(record))), List.of());
        }
        Samples.put(lake, name, ChunkSize.MONTH, "A", Samples.rows("A", FIRST, 3, 1));

        assertRefused(
                ErrorCode.USAGE,
                () -> archive()
                        .archive(
                                lake,
                                new ArchiveSelection(name, Optional.empty(), Optional.empty(), Optional.of(APRIL)),
                                Progress.NONE),
                "recipe",
                "tidemark build");
        assertThat(contents(lake)).containsKey("features/basic/A/2024-01");
    }
}
