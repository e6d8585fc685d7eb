package dev.tidemark.sources.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.market.compare.ComparedColumn;
import dev.tidemark.market.compare.KeyRun;
import dev.tidemark.market.compare.SeriesDifference;
import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillRun;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.reconcile.CopyOptions.Scope;
import dev.tidemark.sources.reconcile.SymbolDifference.Status;
import dev.tidemark.sources.stooq.StooqImportOptions;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.MemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileRunTest {
    private static final DatasetName A = DatasetName.parse("bars/1d");
    private static final DatasetName B = DatasetName.parse("bars/1d-b");
    private static final String IN_B = "bars/1d-b/AAPL.US";

    @TempDir
    Path folder;

    private TestLake lake;

    /// A has a chunk a month, B one for all: 2024-01-02 and 03 in A, 2024-03-04 in B only.
    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        lake.load(
                o -> o.withChunk(ChunkSize.MONTH),
                lake.daily("a/aapl.us.txt", "20240102 10", "20240103 11", "20240201 12", "20240301 13"),
                lake.daily("a/msft.us.txt", "20240102 1"));
        lake.load(
                o -> o.withDataset(B),
                lake.daily("b/aapl.us.txt", "20240201 12.5", "20240301 13", "20240304 14"),
                lake.daily("b/ibm.us.txt", "20240102 1"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Side side(DatasetName dataset) {
        return Side.ofDataset(dataset.toString(), lake.lake.head(), dataset);
    }

    private ReconcileReport compare() {
        return ReconcileRun.compare(lake.lake, side(A), side(B), _ -> true, ReconcileOptions.DEFAULT, Progress.NONE);
    }

    private CopyReport copy(Side from, Side into, CopyOptions options) {
        return CopyRun.run(lake.lake, from, into, _ -> true, options, Progress.NONE);
    }

    private static CopyOptions missing() {
        return CopyOptions.of(Scope.MISSING, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    @Test
    void symbolsAreComparedByNameAcrossCuts() {
        ReconcileReport report = compare();
        assertThat(report.onlyA()).containsExactly("MSFT.US");
        assertThat(report.onlyB()).containsExactly("IBM.US");
        SeriesDifference difference = report.symbols().getFirst().difference().orElseThrow();
        assertThat(difference.both()).isEqualTo(2);
        assertThat(difference.onlyA().first()).containsExactly(new KeyRun(day("2024-01-02"), day("2024-01-03"), 2));
        assertThat(difference.onlyB().first()).containsExactly(new KeyRun(day("2024-03-04"), day("2024-03-04"), 1));
        assertThat(difference.column(ComparedColumn.CLOSE).beyond()).isEqualTo(1);
        assertThat(report.problem()).isEmpty();
    }

    @Test
    void aRangeLimitsTheComparison() {
        ReconcileOptions options =
                new ReconcileOptions(ReconcileOptions.DEFAULT.tolerances(), day("2024-03-01"), day("2024-03-02"));
        ReconcileReport report =
                ReconcileRun.compare(lake.lake, side(A), side(B), "AAPL.US"::equals, options, Progress.NONE);
        assertThat(report.symbols()).extracting(SymbolDifference::status).containsExactly(Status.EQUAL);
        assertThat(report.onlyA()).isEmpty();
    }

    @Test
    void aDamagedSeriesIsNamedAndStopsNoOther() throws IOException {
        Files.writeString(lake.object(IN_B, "all"), "no parquet");
        ReconcileReport report = compare();
        assertThat(report.symbols().getFirst().status()).isEqualTo(Status.FAILED);
        assertThat(report.symbols().getFirst().reason().orElseThrow().code()).isEqualTo("damaged_series");
        assertThat(report.problem()).isPresent();
    }

    @Test
    void missingBarsAreCopiedAndNothingElseChanges() {
        List<String> before = lake.column(IN_B, "close");
        CopyReport report = copy(side(A), side(B), missing());
        assertThat(report.added()).isEqualTo(2);
        assertThat(report.replaced()).isZero();
        assertThat(report.commits()).hasSize(1);
        assertThat(lake.column(IN_B, "close"))
                .containsAll(before)
                .hasSize(5)
                .startsWith("2024-01-02T00:00:00Z 10.0", "2024-01-03T00:00:00Z 11.0");
        assertThat(lake.lake.head().series(SeriesKey.parse(IN_B)).orElseThrow().attributes())
                .containsEntry("reconciled_from", "bars/1d at commit 2");
        assertThat(copy(side(A), side(B), missing()).commits()).isEmpty();
    }

    @Test
    void copyingIntoFineChunksMakesOnlyThose() {
        var before = lake.lake.head().series(SeriesKey.parse("bars/1d/AAPL.US")).orElseThrow();
        CopyReport report = copy(side(B), side(A), missing());
        assertThat(report.added()).isEqualTo(1);
        var after = lake.lake.head().series(SeriesKey.parse("bars/1d/AAPL.US")).orElseThrow();
        assertThat(after.partition("2024-01")).isEqualTo(before.partition("2024-01"));
        assertThat(after.partition("2024-02")).isEqualTo(before.partition("2024-02"));
        assertThat(after.partition("2024-03").orElseThrow().rows()).isEqualTo(2);
        assertThat(lake.column("bars/1d/AAPL.US", "close")).contains("2024-02-01T00:00:00Z 12.0");
    }

    @Test
    void chosenTimesReplaceWhatIsThere() {
        CopyReport report = copy(side(A), side(B), CopyOptions.of(Scope.CHOSEN, day("2024-01-03"), day("2024-02-02")));
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.replaced()).isEqualTo(1);
        assertThat(lake.column(IN_B, "close"))
                .containsExactly(
                        "2024-01-03T00:00:00Z 11.0",
                        "2024-02-01T00:00:00Z 12.0",
                        "2024-03-01T00:00:00Z 13.0",
                        "2024-03-04T00:00:00Z 14.0");
    }

    @Test
    void imputedBarsGiveWayAndAreNeverCopied() {
        fill("bars/1d/AAPL.US");
        assertThat(compare().symbols().getFirst().difference().orElseThrow().rowsA())
                .isEqualTo(4);
        assertThat(copy(side(A), side(B), missing()).added()).isEqualTo(2);
        fill(IN_B);
        lake.load(
                StooqImportOptions::allowingRemoval,
                lake.daily("c/aapl.us.txt", "20240102 10", "20240104 77", "20240301 13"));
        CopyReport report = copy(side(A), side(B), missing());
        assertThat(report.added()).isZero();
        assertThat(report.replaced()).isEqualTo(1);
        assertThat(lake.column(IN_B, "close")).contains("2024-01-04T00:00:00Z 77.0");
    }

    private void fill(String key) {
        FillRun.run(
                lake.lake,
                List.of(SeriesKey.parse(key)),
                FillOptions.of(new FillWork.Fill(FillMethod.FORWARD)),
                new BarGrids(SeriesMarkets.shipped()),
                new MemoryJournal(),
                Clock.systemUTC(),
                Progress.NONE);
    }

    @Test
    void pricesOfAnotherKindAreNotMixed() {
        DatasetName raw = DatasetName.parse("bars/1d-raw");
        lake.load(
                o -> o.withDataset(raw).withAdjustment(Adjustment.NONE), lake.daily("raw/aapl.us.txt", "20240102 10"));
        long head = lake.head();
        assertThatThrownBy(() -> copy(side(raw), side(A), missing()))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("adjusted is splits_dividends in bars/1d and none in bars/1d-raw");
        assertThat(lake.head()).isEqualTo(head);
    }
}
