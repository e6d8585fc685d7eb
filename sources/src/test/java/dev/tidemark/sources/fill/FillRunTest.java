package dev.tidemark.sources.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.MemoryJournal;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillRunTest {
    private static final String AAPL = "bars/1d/AAPL.US";
    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private TestLake lake;
    private final MemoryJournal journal = new MemoryJournal();

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        // missing: the 4th and 8th of January, all of February, the 4th of March
        lake.load(
                o -> o.withChunk(ChunkSize.MONTH),
                lake.daily(
                        "aapl.us.txt",
                        "20240102 10",
                        "20240103 11",
                        "20240105 13",
                        "20240109 15",
                        "20240131 40",
                        "20240301 84",
                        "20240305 86"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private FillReport run(FillOptions options, String... keys) {
        return FillRun.run(
                lake.lake,
                List.of(keys).stream().map(SeriesKey::parse).toList(),
                options,
                grids(),
                journal,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Progress.NONE);
    }

    private FillReport preview(FillOptions options, String... keys) {
        return FillRun.preview(
                lake.lake,
                List.of(keys).stream().map(SeriesKey::parse).toList(),
                options,
                grids(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Progress.NONE);
    }

    private static BarGrids grids() {
        return new BarGrids(SeriesMarkets.shipped());
    }

    private static FillOptions fill(FillMethod method) {
        return FillOptions.of(new FillWork.Fill(method));
    }

    private static FillOptions remove() {
        return FillOptions.of(new FillWork.Remove());
    }

    private static long day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    private Series series(String key) {
        return lake.lake.head().series(SeriesKey.parse(key)).orElseThrow();
    }

    @Test
    void missingTradingDaysAreFilledAndNothingElse() {
        List<String> before = lake.column(AAPL, "close");
        FillReport report = run(fill(FillMethod.FORWARD), AAPL);
        assertThat(report.problem()).isEmpty();
        assertThat(report.commits()).containsExactly(2L);
        // 40 trading days from 2024-01-02 to 03-05 by the exchange's calendar (15 January and 19 February closed)
        assertThat(series(AAPL).summary().rows()).isEqualTo(44);
        assertThat(report.rows()).isEqualTo(44 - 7);
        List<String> after = lake.column(AAPL, "close");
        assertThat(after)
                .containsAll(before)
                .contains("2024-01-04T00:00:00Z 11.0", "2024-01-08T00:00:00Z 13.0", "2024-02-29T00:00:00Z 40.0")
                .noneMatch(row -> row.startsWith("2024-01-15") || row.startsWith("2024-01-06"))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(series(AAPL).partitions())
                .extracting(Partition::chunk)
                .containsExactly("2024-01", "2024-02", "2024-03");
    }

    @Test
    void aFilledRowSaysThatItIs() {
        run(fill(FillMethod.BACKWARD), AAPL);
        Table table = lake.read(AAPL);
        int row = table.firstRowFrom(day("2024-01-04"));
        assertThat(table.time(row)).isEqualTo(day("2024-01-04"));
        assertThat(table.strings("symbol").text(row)).isEqualTo("AAPL.US");
        for (String price : List.of("open", "high", "low", "close")) {
            assertThat(table.doubles(price).values()[row]).isEqualTo(13);
        }
        assertThat(table.doubles("volume").values()[row]).isZero();
        assertThat(table.doubles("volume").isNull(row)).isFalse();
        assertThat(table.doubles("dividends").values()[row]).isZero();
        assertThat(table.doubles("splits").values()[row]).isEqualTo(1);
        assertThat(table.doubles("open_interest").isNull(row)).isTrue();
        assertThat(table.doubles("adj_close").isNull(row)).isTrue();
        assertThat(table.booleans("imputed").values()[row]).isTrue();
        assertThat(table.booleans("final").values()[row]).isTrue();
        assertThat(table.booleans("imputed").values()[0]).isFalse();
    }

    @Test
    void removingGivesTheSeriesThatWas() {
        Series before = series(AAPL);
        for (FillMethod method : FillMethod.values()) {
            run(fill(method), AAPL);
            assertThat(series(AAPL).summary().contents())
                    .isNotEqualTo(before.summary().contents());
            FillReport report = run(remove(), AAPL);
            assertThat(report.rows()).isEqualTo(37);
            assertThat(series(AAPL).summary()).isEqualTo(before.summary());
            assertThat(series(AAPL).state()).isEqualTo(before.state());
        }
        assertThat(run(remove(), AAPL).commits()).isEmpty();
    }

    @Test
    void aSecondFillFindsNothing() {
        run(fill(FillMethod.FORWARD), AAPL);
        long head = lake.head();
        FillReport again = run(fill(FillMethod.INTERPOLATE), AAPL);
        assertThat(again.rows()).isZero();
        assertThat(again.commits()).isEmpty();
        assertThat(again.series().getFirst().reason()).isEmpty();
        assertThat(lake.head()).isEqualTo(head);
    }

    @Test
    void onlyARangeIsFilledAndOnlyARangeRemoved() {
        FillReport report = run(fill(FillMethod.INTERPOLATE).between(day("2024-01-04"), day("2024-01-09")), AAPL);
        assertThat(report.rows()).isEqualTo(2);
        assertThat(lake.column(AAPL, "close")).contains("2024-01-04T00:00:00Z 12.0", "2024-01-08T00:00:00Z 14.0");
        assertThat(run(remove().between(day("2024-01-08"), Long.MAX_VALUE), AAPL)
                        .rows())
                .isEqualTo(1);
        assertThat(lake.column(AAPL, "close"))
                .contains("2024-01-04T00:00:00Z 12.0")
                .hasSize(8);
    }

    @Test
    void anEndThatIsGivenIsFilledUpToAndTheFutureIsNot() {
        Series before = series(AAPL);
        FillOptions tail = fill(FillMethod.FORWARD).between(day("2024-03-05"), day("2024-03-09"));
        assertThat(run(tail, AAPL).rows()).isEqualTo(3);
        assertThat(lake.column(AAPL, "close"))
                .endsWith("2024-03-06T00:00:00Z 86.0", "2024-03-07T00:00:00Z 86.0", "2024-03-08T00:00:00Z 86.0");
        FillOptions beyond = fill(FillMethod.FORWARD).between(day("2024-05-30"), day("2025-01-01"));
        assertThat(preview(beyond, AAPL).rows()).isEqualTo(2);
        assertThat(run(beyond, AAPL).rows()).isEqualTo(2);
        assertThat(lake.column(AAPL, "close")).last().isEqualTo("2024-05-31T00:00:00Z 86.0");
        assertThat(run(beyond, AAPL).rows()).isZero();
        assertThat(run(remove(), AAPL).rows()).isEqualTo(5);
        assertThat(series(AAPL).state()).isEqualTo(before.state());
    }

    @Test
    void aPreviewCountsTheSameAndChangesNothing() {
        long head = lake.head();
        assertThat(preview(fill(FillMethod.ZERO), AAPL).rows()).isEqualTo(37);
        assertThat(preview(remove(), AAPL).rows()).isZero();
        assertThat(lake.head()).isEqualTo(head);
        run(fill(FillMethod.ZERO), AAPL);
        assertThat(preview(remove(), AAPL).rows()).isEqualTo(37);
        assertThat(preview(fill(FillMethod.ZERO), AAPL).rows()).isZero();
    }

    @Test
    void aSeriesWithoutCalendarIsRefusedByNameAndStopsNoOther() {
        lake.load(lake.daily("nobody.txt", "20240102 1", "20240110 2"));
        FillReport report = run(fill(FillMethod.FORWARD), AAPL, "bars/1d/NOBODY", "bars/1d/GONE.US");
        assertThat(report.problem()).isPresent();
        assertThat(report.rows()).isEqualTo(37);
        assertThat(report.series()).hasSize(3);
        assertThat(report.series().getLast().reason().orElseThrow().code()).isEqualTo("no_calendar");
        assertThat(report.series().getLast().reason().orElseThrow().message()).contains("bars/1d/NOBODY");
        assertThat(report.series().get(1).reason().orElseThrow().code()).isEqualTo("not_found");
        assertThat(preview(fill(FillMethod.FORWARD), "bars/1d/NOBODY")
                        .series()
                        .getFirst()
                        .reason())
                .isPresent();
    }

    @Test
    void theJournalKnows() {
        run(fill(FillMethod.FORWARD), AAPL);
        Entry entry = journal.history(SeriesKey.parse(AAPL), 10).getFirst();
        assertThat(entry.type()).isEqualTo("fill");
        assertThat(entry.rowsBefore()).isEqualTo(7);
        assertThat(entry.rowsAdded()).isEqualTo(37);
        assertThat(entry.rowsAfter()).isEqualTo(44);
        assertThat(entry.start()).contains(Instant.parse("2024-01-04T00:00:00Z"));
        assertThat(entry.end()).contains(Instant.parse("2024-03-04T00:00:00Z"));
        assertThat(entry.time()).isEqualTo(NOW);
    }

    @Test
    void aSeriesThatOthersChangeMeanwhileIsFilledAnew() {
        boolean[] isDone = new boolean[1];
        Progress meanwhile = new Progress() {
            @Override
            public void begin(String what, long total, String unit) {}

            @Override
            public void advance(long done) {
                if (done > 0 && !isDone[0]) { // decided, not committed
                    isDone[0] = true;
                    lake.load(lake.daily(
                            "later/aapl.us.txt",
                            "20240102 10",
                            "20240103 11",
                            "20240104 99",
                            "20240105 13",
                            "20240109 15",
                            "20240131 40",
                            "20240301 84",
                            "20240305 86"));
                }
            }

            @Override
            public void end() {}
        };
        FillReport report = FillRun.run(
                lake.lake,
                List.of(SeriesKey.parse(AAPL)),
                fill(FillMethod.FORWARD),
                grids(),
                journal,
                Clock.systemUTC(),
                meanwhile);
        assertThat(isDone[0]).isTrue();
        assertThat(report.rows()).isEqualTo(36);
        assertThat(lake.column(AAPL, "close"))
                .contains("2024-01-04T00:00:00Z 99.0")
                .hasSize(44);
    }

    @Test
    void manySeriesAreOneCommitThatSaysWhat() {
        lake.load(lake.daily("msft.us.txt", "20240102 1", "20240104 3"));
        FillReport report = run(fill(FillMethod.FORWARD), AAPL, "bars/1d/MSFT.US");
        assertThat(report.commits()).hasSize(1);
        assertThat(report.changed()).isEqualTo(2);
        assertThat(lake.lake.history().commit(report.commits().getFirst()).message())
                .isEqualTo("fill forward of 2 series");
        assertThat(lake.lake.history().commit(report.commits().getFirst()).kind())
                .isEqualTo("fill");
    }
}
