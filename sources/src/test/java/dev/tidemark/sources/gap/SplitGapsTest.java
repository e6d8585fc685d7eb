package dev.tidemark.sources.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.update.IntervalSet;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.Ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplitGapsTest {
    private static final Optional<ExpectedBars> US =
            Optional.of(new ExpectedBars(Markets.shipped().find("us", "").orElseThrow(), Timeframe.DAILY));
    private static final Gap TEN_DAYS = new Gap(day("2024-07-01"), day("2024-07-13"), 9);

    private final List<SeriesGap> found = new ArrayList<>();

    private static long day(String date) {
        return GapRunTest.day(date);
    }

    private static IntervalSet times(String from, String until) {
        return IntervalSet.of(day(from), day(until));
    }

    private static Ledger ledger() {
        Ledger known = new Ledger(
                IntervalSet.EMPTY,
                times("2024-07-05", "2024-07-09"),
                new TreeMap<>(),
                times("2024-07-12", "2024-07-13"));
        return known.failed(times("2024-07-09", "2024-07-10"), Fault.TIMEOUT);
    }

    @Test
    void aGapIsCutWhereTheLedgerSaysSomethingElse() {
        SplitGaps gaps = new SplitGaps(US, Timeframe.DAILY, ledger(), null, found::add);
        gaps.gap(TEN_DAYS);
        assertThat(found)
                .containsExactly(
                        new SeriesGap(new Gap(day("2024-07-01"), day("2024-07-04"), 3), State.MISSING),
                        new SeriesGap(new Gap(day("2024-07-05"), day("2024-07-09"), 2), State.KNOWN_EMPTY),
                        new SeriesGap(new Gap(day("2024-07-09"), day("2024-07-10"), 1), State.FAILED),
                        new SeriesGap(new Gap(day("2024-07-10"), day("2024-07-12"), 2), State.MISSING),
                        new SeriesGap(new Gap(day("2024-07-12"), day("2024-07-13"), 1), State.QUARANTINED));
        assertThat(gaps.longest()).isEqualTo(9);
        assertThat(gaps.count(State.MISSING)).isEqualTo(5);
    }

    @Test
    void aPieceEndsWithItsSession() {
        Timeframe hourly = Timeframe.parse("1h");
        Optional<ExpectedBars> bars =
                Optional.of(new ExpectedBars(Markets.shipped().find("us", "").orElseThrow(), hourly));
        long hour = 3_600_000_000L;
        long close = day("2024-07-02") + 20 * hour;
        Ledger known = new Ledger(
                IntervalSet.EMPTY,
                IntervalSet.of(day("2024-07-03"), day("2024-07-04")),
                new TreeMap<>(),
                IntervalSet.EMPTY);
        new SplitGaps(bars, hourly, known, null, found::add)
                .gap(new Gap(close - hour / 2, close + 18 * hour + hour / 2, 2));
        assertThat(found)
                .containsExactly(
                        new SeriesGap(new Gap(close - hour / 2, close, 1), State.MISSING),
                        new SeriesGap(
                                new Gap(close + 17 * hour + hour / 2, close + 18 * hour + hour / 2, 1),
                                State.KNOWN_EMPTY));
    }

    @Test
    void whatNobodyKnowsOfIsOnePiece() {
        new SplitGaps(US, Timeframe.DAILY, Ledger.EMPTY, null, found::add).gap(TEN_DAYS);
        assertThat(found).containsExactly(new SeriesGap(TEN_DAYS, State.MISSING));
        CoverageRow row = new CoverageRow(CoverageAxis.of(day("2024-07-01"), day("2024-07-12")));
        new SplitGaps(US, Timeframe.DAILY, Ledger.EMPTY, row, found::add).gap(TEN_DAYS);
        assertThat(found.getLast()).isEqualTo(found.getFirst());
        assertThat(row.count(3, CellState.MISSING)).isZero(); // the 4th is a holiday
        assertThat(row.count(4, CellState.MISSING)).isEqualTo(1);
    }

    @Test
    void withoutCalendarBarsAreEvenlySpaced() {
        Gap gap = new Gap(day("2024-07-05"), day("2024-07-09"), 4);
        new SplitGaps(Optional.empty(), Timeframe.DAILY, ledger(), null, found::add).gap(gap);
        assertThat(found).containsExactly(new SeriesGap(gap, State.KNOWN_EMPTY));
    }
}
