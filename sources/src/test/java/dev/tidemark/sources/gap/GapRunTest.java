package dev.tidemark.sources.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.calendar.ExtrapolatedDays;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.gap.CoverageRow.Cell;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.Ledger.State;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapRunTest {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final DatasetName DAILY = DatasetName.parse("bars/1d");

    @TempDir
    private Path folder;

    private TestLake test;

    @BeforeEach
    void open() {
        test = new TestLake(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private List<GapEvent> scan(GapOptions options, BarGrids grids) {
        List<GapEvent> events = new ArrayList<>();
        GapRun.run(
                test.lake,
                test.lake.head(),
                test.lake.head().series(DAILY),
                grids,
                options,
                events::add,
                Progress.NONE);
        return events;
    }

    private List<GapEvent> scan(GapOptions options) {
        return scan(options, new BarGrids(SeriesMarkets.shipped()));
    }

    private static GapOptions options() {
        return GapOptions.of(NOW, 2);
    }

    private static List<Gap> gaps(List<GapEvent> events) {
        return events.stream()
                .filter(GapEvent.Found.class::isInstance)
                .map(event -> ((GapEvent.Found) event).gap().gap())
                .toList();
    }

    private static GapSummary summary(List<GapEvent> events, int place) {
        return events.stream()
                .filter(GapEvent.Done.class::isInstance)
                .map(event -> ((GapEvent.Done) event).summary())
                .toList()
                .get(place);
    }

    static long day(String date) {
        return LocalDate.parse(date).toEpochDay() * 86_400_000_000L;
    }

    @Test
    void weekEndsAndHolidaysAreNoGapsAndOtherDaysAre() {
        // 2024-07-04 is a holiday, the 6th a Saturday; the 8th and the 9th are missing
        test.load(test.daily("aapl.us.txt", "20240702 1", "20240703 2", "20240705 3", "20240706 4", "20240710 5"));
        List<GapEvent> events = scan(options());
        assertThat(gaps(events)).containsExactly(new Gap(day("2024-07-08"), day("2024-07-10"), 2));
        GapSummary summary = summary(events, 0);
        assertThat(summary.expected()).isEqualTo(6);
        assertThat(summary.present()).isEqualTo(4);
        assertThat(summary.missing()).isEqualTo(2).isEqualTo(summary.absent());
        assertThat(summary.offGrid()).isEqualTo(1);
        assertThat(summary.firstOffGrid()).containsExactly(day("2024-07-06"));
        assertThat(summary.extrapolated()).isEmpty();
        assertThat(summary.longest()).isEqualTo(2);
        assertThat(summary.calendar()).isEqualTo("us");
        assertThat(summary.coverage()).isEmpty();
    }

    @Test
    void daysThatTheCalendarDoesNotKnowAreTold() {
        test.load(test.daily("aapl.us.txt", "19791224 1", "19791226 2", "19800102 3"));
        GapSummary summary = summary(scan(options()), 0);
        assertThat(summary.missing()).as("Christmas is a weekday there").isEqualTo(4);
        assertThat(summary.extrapolated())
                .contains(
                        new ExtrapolatedDays("us", LocalDate.of(1979, 12, 24), LocalDate.of(1979, 12, 31), 1980, 2028));
        Optional<Instant> from = Optional.of(Instant.parse("1979-12-31T00:00:00Z"));
        Optional<Instant> until = Optional.of(Instant.parse("1980-01-01T00:00:00Z"));
        assertThat(summary(scan(options().within(from, until)), 0).extrapolated())
                .contains(
                        new ExtrapolatedDays("us", LocalDate.of(1979, 12, 31), LocalDate.of(1979, 12, 31), 1980, 2028));
    }

    @Test
    void onlyTheFirstBarsOutsideTheGridAreNamed() {
        String[] rows = new String[40];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = LocalDate.of(2024, 7, 6).plusWeeks(i).toString().replace("-", "") + " 1";
        }
        test.load(test.daily("aapl.us.txt", rows));
        GapSummary summary = summary(scan(options()), 0);
        assertThat(summary.offGrid()).isEqualTo(40);
        assertThat(summary.firstOffGrid()).hasSize(10).startsWith(day("2024-07-06"), day("2024-07-13"));
    }

    @Test
    void aRangeReachesBeyondTheBarsAndNotBeyondNow() {
        test.load(test.daily("aapl.us.txt", "20240702 1", "20240703 2"));
        Optional<Instant> from = Optional.of(Instant.parse("2024-07-01T00:00:00Z"));
        Optional<Instant> until = Optional.of(Instant.parse("2024-07-10T00:00:00Z"));
        assertThat(gaps(scan(options().within(from, until))))
                .containsExactly(
                        new Gap(day("2024-07-01"), day("2024-07-02"), 1),
                        new Gap(day("2024-07-05"), day("2024-07-10"), 3));
        GapOptions early = new GapOptions(
                from,
                until,
                Instant.parse("2024-07-08T19:00:00Z"),
                0.1,
                Optional.empty(),
                false,
                1); // an hour to the close
        assertThat(gaps(scan(early)).getLast()).isEqualTo(new Gap(day("2024-07-05"), day("2024-07-06"), 1));
        GapOptions inside = options().within(Optional.of(Instant.parse("2024-07-03T00:00:00Z")), Optional.empty());
        assertThat(summary(scan(inside), 0).present()).isEqualTo(1);
    }

    @Test
    void withoutCalendarStepsDecide() {
        test.load(test.daily("foo.xx.txt", "20240702 1", "20240703 2", "20240706 3"));
        List<GapEvent> events = scan(options());
        assertThat(gaps(events)).containsExactly(new Gap(day("2024-07-04"), day("2024-07-06"), 2));
        assertThat(summary(events, 0).calendar()).isEmpty();
        assertThat(gaps(scan(options().withTolerance(2)))).isEmpty();
        BarGrids us = new BarGrids(SeriesMarkets.shipped().allFollowing("us"));
        assertThat(gaps(scan(options(), us))).containsExactly(new Gap(day("2024-07-05"), day("2024-07-06"), 1));
        BarGrids none = new BarGrids(SeriesMarkets.shipped().allFollowing("none"));
        assertThat(summary(scan(options(), none), 0).calendar()).isEmpty();
    }

    @Test
    void manySeriesComeInTheirOrderWhateverTheThreads() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<String> rows = new ArrayList<>();
            for (int j = 0; j < (i % 7 == 0 ? 2000 : 2); j++) {
                rows.add(LocalDate.of(2000, 1, 3).plusWeeks(j).toString().replace("-", "") + " " + (j + 1));
            }
            files.add(test.daily("s%03d.us.txt".formatted(i), rows.toArray(new String[0])));
        }
        test.load(files.toArray(new Path[0]));
        List<GapEvent> one = scan(GapOptions.of(Instant.parse("2099-01-01T00:00:00Z"), 1));
        List<GapEvent> many = scan(GapOptions.of(Instant.parse("2099-01-01T00:00:00Z"), 7));
        assertThat(many).isEqualTo(one);
        assertThat(one.stream().map(GapEvent::key).distinct()).isSorted().hasSize(120);
        assertThat(gaps(one)).hasSizeGreaterThan(30_000);
    }

    @Test
    void aSeriesThatCannotBeReadIsToldAndStopsNoOther() throws Exception {
        test.load(test.daily("a.us.txt", "20240702 1"), test.daily("b.us.txt", "20240702 1"));
        Files.delete(test.object("bars/1d/A.US", "all"));
        List<GapEvent> events = scan(options());
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        GapEvent.Failed.class,
                        failed -> assertThat(failed.key()).isEqualTo(SeriesKey.parse("bars/1d/A.US")));
        assertThat(summary(events, 0).present()).isEqualTo(1);
    }

    @Test
    void aScanCanBeCancelled() {
        test.load(test.daily("a.us.txt", "20240702 1"), test.daily("b.us.txt", "20240702 1"));
        Progress impatient = new Progress() {
            @Override
            public void begin(String what, long total, String unit) {}

            @Override
            public void advance(long done) {
                throw new TidemarkException(ErrorCode.CANCELLED, "enough");
            }

            @Override
            public void end() {}
        };
        assertThatThrownBy(() -> GapRun.run(
                        test.lake,
                        test.lake.head(),
                        test.lake.head().series(DAILY),
                        new BarGrids(SeriesMarkets.shipped()),
                        options(),
                        _ -> {},
                        impatient))
                .hasMessage("enough");
    }

    @Test
    void periodsShowTheWorstOfTheirBars() {
        test.load(test.daily("aapl.us.txt", "20240702 1", "20240703 2", "20240705 3", "20240709 5"));
        List<SeriesKey> keys = test.lake.head().series(DAILY);
        CoverageAxis axis = CoverageAxis.of(test.lake.head(), keys, options()).orElseThrow();
        assertThat(axis).isEqualTo(new CoverageAxis(CoverageAxis.Unit.DAY, LocalDate.parse("2024-07-02"), 8));
        CoverageRow row = summary(scan(options().counting(axis)), 0).coverage().orElseThrow();
        assertThat(states(row))
                .containsExactly(
                        CellState.COVERED,
                        CellState.COVERED,
                        CellState.CLOSED,
                        CellState.COVERED,
                        CellState.CLOSED,
                        CellState.CLOSED,
                        CellState.MISSING,
                        CellState.COVERED);
        assertThat(row.cell(0, 8)).isEqualTo(new Cell(CellState.MISSING, 0.2));
        assertThat(row.cell(6, 99)).isEqualTo(new Cell(CellState.MISSING, 0.5));
    }

    @Test
    void aDrawingIsWellFormedAndNamesWhatIsMissing() throws Exception {
        test.load(test.daily("aapl.us.txt", "20240702 1", "20240709 5"));
        CoverageAxis axis = CoverageAxis.of(test.lake.head(), test.lake.head().series(DAILY), options())
                .orElseThrow();
        StringWriter out = new StringWriter();
        CoverageDrawing drawing = CoverageDrawing.begin(out, "A & <B>", axis, 2);
        drawing.row(
                "AAPL.US", summary(scan(options().counting(axis)), 0).coverage().orElseThrow());
        drawing.failed("B.US", "its \"file\" is gone");
        drawing.end();
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(out.toString())));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("A & <B>", "2024-07-02: 1 covered", "2024-07-03: 1 missing", "2024-07-04: closed")
                .contains("its \"file\" is gone");
        assertThat(out.toString()).doesNotContain("script", "href", "url(");
    }

    private static List<CellState> states(CoverageRow row) {
        List<CellState> states = new ArrayList<>();
        for (int period = 0; period < row.axis().periods(); period++) {
            states.add(row.cell(period, period + 1).state());
        }
        return states;
    }

    @Test
    void spansAreShownByDayOrByMonth() {
        CoverageAxis days = CoverageAxis.of(day("2024-01-31"), day("2024-05-01"));
        assertThat(days.unit()).isEqualTo(CoverageAxis.Unit.DAY);
        assertThat(days.periods()).isEqualTo(92);
        assertThat(days.label(1)).isEqualTo("2024-02-01");
        CoverageAxis months = CoverageAxis.of(day("2024-01-31"), day("2024-05-02"));
        assertThat(months.unit()).isEqualTo(CoverageAxis.Unit.MONTH);
        assertThat(months.periods()).isEqualTo(5);
        assertThat(months.label(1)).isEqualTo("2024-02");
        assertThat(months.periodOf(day("2024-03-01") - 1)).isEqualTo(1);
        assertThat(months.periodOf(day("2023-12-31"))).isEqualTo(-1);
    }

    @Test
    void theConsensusOfDailyBarsFindsWhatTheTableDoesNotKnow() {
        String[] rows = {"20240702 1", "20240703 2", "20240704 2", "20240705 3"};
        String[] fewer = {"20240702 1", "20240703 2", "20240705 3"};
        test.load(
                test.daily("a.us.txt", rows),
                test.daily("b.us.txt", rows),
                test.daily("c.us.txt", fewer),
                test.daily("d.xx.txt", rows));
        var groups = ConsensusRun.run(test.lake, test.lake.head(), DAILY, SeriesMarkets.shipped(), 2, Progress.NONE);
        assertThat(groups.keySet()).containsExactly("none", "us");
        ConsensusRun.Group us = groups.get("us");
        assertThat(us.consensus().against(us.table().orElseThrow()))
                .singleElement()
                .satisfies(votes -> {
                    assertThat(votes.date()).isEqualTo("2024-07-04");
                    assertThat(votes.trading()).isEqualTo(2);
                    assertThat(votes.alive()).isEqualTo(3);
                });
        assertThat(groups.get("none").table()).isEmpty();
        assertThatThrownBy(() -> ConsensusRun.run(
                        test.lake,
                        test.lake.head(),
                        DatasetName.parse("bars/1h"),
                        SeriesMarkets.shipped(),
                        2,
                        Progress.NONE))
                .hasMessageContaining("no daily bars");
    }

    @Test
    void statesHaveTheirCells() {
        for (State state : State.values()) {
            assertThat(CellState.of(state).text()).isEqualTo(state.text());
        }
    }
}
