package dev.tidemark.sources.stooq;

import static dev.tidemark.sources.TestLake.days;
import static dev.tidemark.sources.TestLake.notable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.Finding;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.files.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StooqImportTest {
    @TempDir
    Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static void assertRefused(ImportReport report, String name, String reason, int exitCode) {
        assertThat(report.refusals()).containsEntry(reason, 1);
        assertThat(notable(report, name).outcome().toString()).contains(name);
        assertThat(report.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aFileBecomesASeriesWithAllColumns() {
        ImportReport report = lake.load(lake.daily("aapl.us.txt", "20240102 10", "20240103 11"));
        assertThat(report.exitCode()).isZero();
        assertThat(report.rows()).isEqualTo(RowCounts.good(2, 0, 0, 0));
        Table table = lake.read("bars/1d/AAPL.US");
        assertThat(table.schema()).isEqualTo(BarSchemas.BARS);
        assertThat(((StringColumn) table.column("symbol")).text(1)).isEqualTo("AAPL.US");
        assertThat(((BooleanColumn) table.column("imputed")).values()).containsExactly(false, false);
        assertThat(((BooleanColumn) table.column("final")).values()).containsExactly(true, true);
        assertThat(table.column("adj_close").isNull(0)).isTrue();
        assertThat(table.column("dividends").isNull(0)).isTrue();
        assertThat(table.column("splits").isNull(0)).isTrue();
        assertThat(lake.column("bars/1d/AAPL.US", "close"))
                .containsExactly("2024-01-02T00:00:00Z 10.0", "2024-01-03T00:00:00Z 11.0");
        assertThat(lake.lake
                        .head()
                        .dataset(DatasetName.parse("bars/1d"))
                        .orElseThrow()
                        .identity())
                .hasToString("{adjusted=splits_dividends, label=start, session=regular}");
        assertThat(lake.lake
                        .head()
                        .series(SeriesKey.parse("bars/1d/AAPL.US"))
                        .orElseThrow()
                        .attributes())
                .containsEntry("source", "stooq");
    }

    @Test
    void unchangedDataMakeNoCommitAndANewDumpReplacesItsSeriesOnly() {
        lake.load(lake.daily("a.us.txt", days(10)), lake.daily("b.us.txt", days(10)));
        assertThat(lake.load(lake.in).commits()).isEmpty();
        String[] rows = days(11);
        rows[3] = rows[3] + "5";
        ImportReport report = lake.load(lake.daily("a.us.txt", rows));
        assertThat(report.rows()).isEqualTo(RowCounts.good(1, 9, 1, 0));
        assertThat(report.commits()).hasSize(1);
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(11);
        assertThat(lake.read("bars/1d/B.US").rows()).isEqualTo(10);
    }

    @Test
    void rowsAreSortedByTimeThenArrivalAndNoneIsDropped() {
        ImportReport report =
                lake.load(lake.daily("a.us.txt", "20240103 3", "20240101 1", "20240103 4", "20240102 2", "20240103 3"));
        assertThat(lake.column("bars/1d/A.US", "close").stream()
                        .map(r -> r.substring(8, 10) + r.substring(20))
                        .toList())
                .containsExactly("01 1.0", "02 2.0", "03 3.0", "03 4.0", "03 3.0");
        assertThat(notable(report, "a.us.txt").findings())
                .containsExactly(
                        new Finding(FindingCode.DUPLICATE_TIMESTAMPS, 2), new Finding(FindingCode.UNSORTED, 2));
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void aFileThatWouldLoseMoreThanATenthIsRefusedUnlessAllowed() {
        lake.load(lake.daily("a.us.txt", days(100)));
        lake.daily("a.us.txt", days(89));
        ImportReport refused = lake.load(lake.in);
        assertRefused(refused, "a.us.txt", "would_shrink", 5);
        assertThat(notable(refused, "a.us.txt").outcome().toString())
                .contains("bars/1d/A.US", "100", "89", "--allow-removal");
        assertThat(refused.rows()).isEqualTo(RowCounts.refused(89, 0));
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(100);
        assertThat(lake.load(lake.daily("a.us.txt", days(90))).rows()).isEqualTo(RowCounts.good(0, 90, 0, 10));
        lake.daily("a.us.txt", days(5));
        assertThat(lake.load(StooqImportOptions::allowingRemoval, lake.in).exitCode())
                .isZero();
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(5);
    }

    @Test
    void anEmptyFileOfAKnownSeriesCountsAsItsLoss() {
        lake.load(lake.daily("a.us.txt", days(3)));
        lake.file("a.us.txt", "");
        assertRefused(lake.load(lake.in), "a.us.txt", "would_shrink", 5);
        lake.file("a.us.txt", TestLake.HEADER);
        assertRefused(lake.load(lake.in), "a.us.txt", "would_shrink", 5);
        ImportReport removed = lake.load(StooqImportOptions::allowingRemoval, lake.in);
        assertThat(removed.count("removed")).isOne();
        assertThat(removed.rows()).isEqualTo(RowCounts.good(0, 0, 0, 3));
        assertThat(lake.lake.head().seriesCount()).isZero();
        assertThat(lake.load(StooqImportOptions::allowingRemoval, lake.in).count("empty"))
                .isOne();
    }

    @Test
    void anEmptyFileIsAccountedForAndNoError() {
        lake.file("daily/a.us.txt", "");
        lake.file("daily/b.us.txt", "\r\n\n");
        lake.daily("daily/c.us.txt", days(2));
        ImportReport report = lake.load(lake.in);
        assertThat(report.outcomes()).hasToString("{empty=2, imported=1}");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void anEmptyFileSpeaksForTheTimeframeOfItsFolderOnly() {
        lake.load(lake.daily("daily/us/a.us.txt", days(3)));
        ImportReport report = lake.load(
                lake.file("5 min/us/a.us.txt", "").getParent().getParent().getParent());
        assertThat(report.outcomes()).hasToString("{empty=1, unchanged=1}");
    }

    @Test
    void oneSymbolFromTwoSourcesCountsOnceWhenEqualAndNotAtAllWhenNot() {
        lake.daily("1/a.us.txt", days(3));
        lake.daily("2/a.us.txt", days(3));
        ImportReport equal = lake.load(lake.in);
        assertThat(equal.outcomes()).hasToString("{imported=1, unchanged=1}");
        assertThat(equal.rows()).isEqualTo(RowCounts.good(3, 3, 0, 0));
        lake.daily("2/a.us.txt", days(4));
        ImportReport different = lake.load(lake.in);
        assertThat(different.refusals()).hasToString("{conflicting_sources=2}");
        assertThat(different.exitCode()).isEqualTo(5);
        assertThat(notable(different, "1/a.us.txt").outcome().toString()).contains("1/a.us.txt", "2/a.us.txt");
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(3);
        lake.file("2/a.us.txt", "");
        assertThat(lake.load(lake.in).outcomes()).hasToString("{empty=1, unchanged=1}");
    }

    @Test
    void dataOfAnotherKindAreRefusedNamingBoth() {
        lake.load(lake.daily("a.us.txt", days(3)));
        lake.daily("a.us.txt", days(4));
        assertThatThrownBy(() -> lake.load(o -> o.withAdjustment(Adjustment.NONE), lake.in))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH))
                .hasMessageContaining("splits_dividends")
                .hasMessageContaining("none")
                .hasMessageContaining("bars/1d");
        DatasetName raw = DatasetName.parse("bars/1d-raw");
        lake.load(o -> o.withAdjustment(Adjustment.NONE).withDataset(raw), lake.in);
        assertThat(lake.read("bars/1d-raw/A.US").rows()).isEqualTo(4);
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(3);
    }

    @Test
    void aDatasetTakesBarsOfItsLengthOnly() {
        DatasetName five = DatasetName.parse("bars/5m");
        assertRefused(
                lake.load(o -> o.withDataset(five), lake.daily("a.us.txt", days(3))), "a.us.txt", "wrong_timeframe", 2);
        assertThatThrownBy(() -> StooqImportOptions.of(List.of(lake.in)).withDataset(DatasetName.parse("ticks/raw")))
                .hasMessageContaining("ticks/raw");
    }

    @Test
    void theDatasetsCutIsKept() {
        Path file = lake.file(
                "a.us.txt",
                TestLake.HEADER + "A.US,5,20240131,235500,1,1,1,1,1,0\nA.US,5,20240201,020000,1,1,1,1,1,0\n");
        lake.load(o -> o.withChunk(ChunkSize.DAY), file);
        assertThat(lake.series("bars/5m/A.US").partitions())
                .extracting("chunk")
                .containsExactly("2024-01-31", "2024-02-01");
        assertThat(lake.load(file).commits()).isEmpty();
        assertThatThrownBy(() -> lake.load(o -> o.withChunk(ChunkSize.YEAR), file))
                .hasMessageContaining("cut by day");
        lake.load(lake.file("b.us.txt", TestLake.HEADER + "B.US,15,20240131,235500,1,1,1,1,1,0\n"));
        assertThat(lake.series("bars/15m/B.US").chunkSize()).isEqualTo(ChunkSize.YEAR);
    }

    @Test
    void badRowsAreQuarantinedWithFileLineAndReason() throws IOException {
        Path file = lake.file(
                "mix.us.txt",
                TestLake.HEADER + TestLake.dailyRows("mix.us.txt", "20240102 10", "20240103 ten", "20240104 10")
                        + "OTHER,D,20240105,000000,1,1,1,1,1,0\n");
        ImportReport report = lake.load(file);
        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.rows()).isEqualTo(RowCounts.good(2, 0, 0, 0).withQuarantined(2));
        assertThat(notable(report, "mix.us.txt").firstRejects())
                .extracting("line")
                .containsExactly(3L, 5L);
        assertThat(notable(report, "mix.us.txt").isPartlyQuarantined()).isTrue();
        String quarantine = notable(report, "mix.us.txt").quarantine().getFirst();
        assertThat(quarantine).startsWith("quarantine/bars/timeframe=1d/symbol=MIX.US/");
        assertThat(lake.lake.folder().resolve(quarantine)).hasContent("""
            source,line,reason,raw
            "mix.us.txt",3,bad_number,"mix.us,D,20240103,000000,ten,ten,ten,ten,100,0"
            "mix.us.txt",5,foreign_symbol,"OTHER,D,20240105,000000,1,1,1,1,1,0"
            """);
        ImportReport again = lake.load(file);
        assertThat(again.commits()).isEmpty();
        assertThat(again.exitCode()).isEqualTo(5);
        try (Stream<Path> files = Files.walk(lake.lake.folder().resolve("quarantine"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void aFileOfBadRowsOnlyReplacesNothing() {
        lake.load(lake.daily("a.us.txt", days(3)));
        ImportReport report = lake.load(StooqImportOptions::allowingRemoval, lake.daily("a.us.txt", "20240102 ten"));
        assertRefused(report, "a.us.txt", "no_valid_row", 5);
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(3);
    }

    @Test
    void aPageThatIsNoDumpIsRefusedWithItsFirstLine() {
        ImportReport report = lake.load(lake.file("page.us.txt", "<!DOCTYPE html><html>\u0007" + "x".repeat(100)));
        assertRefused(report, "page.us.txt", "bad_header", 2);
        assertThat(report.problem()).contains(ErrorCode.NO_USABLE_SOURCE);
        assertThat(notable(report, "page.us.txt").outcome().toString())
                .contains("'<!DOCTYPE html><html>\\x07xxx", "…'", "<TICKER>", "Date,Open");
        assertRefused(lake.load(lake.file("late.us.txt", "\n" + TestLake.HEADER)), "late.us.txt", "bad_header", 2);
        assertThat(lake.head()).isZero();
    }

    @Test
    void aPartOfWhichIsRefusedIsPartlyDone() {
        lake.file("page.us.txt", "<html>");
        lake.file("bad.zip", Arrays.copyOf(Zips.of("a.txt", "1"), 30));
        lake.daily("good.us.txt", days(2));
        ImportReport report = lake.load(lake.in);
        assertThat(report.outcomes()).hasToString("{imported=1, refused=2}");
        assertThat(report.exitCode()).isEqualTo(5);
    }

    @Test
    void nothingToImportIsNoUsableSource() throws IOException {
        Files.createDirectories(lake.in);
        assertThat(lake.load(lake.in).exitCode()).isEqualTo(2);
    }

    @Test
    void anEntryWithADamagedChecksumIsRefusedAndItsSeriesStays() {
        lake.load(lake.daily("a.us.txt", days(3)));
        byte[] zip = Zips.of("us/a.us.txt", TestLake.HEADER + TestLake.dailyRows("a.us.txt", days(4)));
        ImportReport report = lake.load(lake.file("x.zip", Zips.withCentralInt(zip, 16, 1)));
        assertRefused(report, "x.zip!/us/a.us.txt", "damaged_entry", 2);
        assertThat(report.rows()).isEqualTo(RowCounts.refused(4, 0));
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(3);
    }

    @Test
    void namesThatAreNoSymbolsAreRefused() {
        ImportReport report = lake.load(lake.daily("a.us .txt", days(3)));
        assertRefused(report, "a.us .txt", "bad_symbol", 2);
    }

    @Test
    void aLostFileIsWrittenAgainThoughNothingChanged() throws IOException {
        Path file = lake.daily("a.us.txt", days(3));
        lake.load(file);
        Path object = lake.object("bars/1d/A.US", "all");
        Files.delete(object);
        ImportReport report = lake.load(file);
        assertThat(object).exists();
        assertThat(report.commits()).isEmpty();
        assertThat(report.rows()).isEqualTo(RowCounts.good(0, 3, 0, 0));
        assertThat(notable(report, "a.us.txt").findings()).containsExactly(new Finding(FindingCode.OBJECT_RESTORED, 1));
    }

    @Test
    void oldDataThatCannotBeReadDoNotKeepNewOnesOut() throws IOException {
        lake.load(lake.daily("a.us.txt", days(3)));
        Files.delete(lake.object("bars/1d/A.US", "all"));
        ImportReport report = lake.load(lake.daily("a.us.txt", days(4)));
        assertThat(report.rows()).isEqualTo(RowCounts.good(1, 0, 3, 0));
        assertThat(report.findings()).containsKey("old_data_unreadable");
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(4);
    }

    @Test
    void mixedTimeframesGoToTheirDatasets() {
        lake.daily("daily/a.us.txt", days(3));
        lake.file("5 min/a.us.txt", TestLake.HEADER + "A.US,5,20260309,143000,1,1,1,1,nan,0\n");
        ImportReport report = lake.load(lake.in);
        assertThat(report.count("imported")).isEqualTo(2);
        assertThat(report.commits()).hasSize(1);
        assertThat(lake.column("bars/5m/A.US", "volume")).containsExactly("2026-03-09T13:30:00Z -");
        assertThat(report.findings()).hasToString("{non_finite_value=1}");
        assertThat(lake.lake.head().datasets()).hasToString("[bars/1d, bars/5m]");
    }

    @Test
    void thousandsOfFilesInOneArchiveArriveInBatches() {
        String[] entries = new String[6000];
        for (int i = 0; i < entries.length; i += 2) {
            String name = "s%04d.us.txt".formatted(i / 2);
            entries[i] = "data/" + name;
            entries[i + 1] = TestLake.HEADER + TestLake.dailyRows(name, "20240102 1", "20240103 2");
        }
        ImportReport report = lake.load(
                o -> o.withBatch(new dev.tidemark.sources.ingest.BatchLimits(500_000, java.time.Duration.ofHours(1))),
                lake.file("many.zip", Zips.of(entries)));
        assertThat(report.rows()).isEqualTo(RowCounts.good(6000, 0, 0, 0));
        assertThat(report.commits().size()).isBetween(2, 100);
        assertThat(lake.lake.head().seriesCount()).isEqualTo(3000);
    }

    @Test
    void aSeriesOfAnotherProviderIsLeftAlone() {
        lake.load(lake.daily("a.us.txt", days(3)));
        SeriesKey key = SeriesKey.parse("bars/1d/A.US");
        Series before = lake.lake.head().series(key).orElseThrow();
        SeriesState theirs = new SeriesState(
                before.schema(),
                before.schemaVersion(),
                before.chunkSize(),
                new TreeMap<>(Map.of("source", "yahoo")),
                before.partitions());
        try (LakeWriter writer = lake.lake.writer(new Job("test", "test"))) {
            writer.commit(
                    "theirs",
                    List.of(),
                    List.of(new SeriesEdit(key, Optional.of(before.summary().manifest()), Optional.of(theirs))));
        }
        ImportReport report = lake.load(lake.daily("a.us.txt", days(4)));
        assertRefused(report, "a.us.txt", "other_provider", 5);
        assertThat(notable(report, "a.us.txt").outcome().toString()).contains("yahoo");
    }
}
