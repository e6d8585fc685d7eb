package dev.tidemark.market.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GapScanTest {
    private static final Market US = Markets.shipped().find("US", "").orElseThrow();
    private static final Market CRYPTO = Markets.shipped().find("CRYPTO", "").orElseThrow();
    private static final Market RUBBER = Markets.shipped().find("SHFE", "ru").orElseThrow();

    private final List<Gap> gaps = new ArrayList<>();

    private GapScan scan(Market market, String timeframe) {
        Timeframe length = Timeframe.parse(timeframe);
        return GapScan.of(Optional.of(new ExpectedBars(market, length)), length, GapScan.DEFAULT_TOLERANCE, gaps::add);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }

    private static long day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    private static void feed(GapScan scan, long... times) {
        scan.accept(times, 0, times.length);
    }

    @Test
    void barsThatTheGridDoesNotHaveAreTold() {
        List<Long> offGrid = new ArrayList<>();
        GapScan.Sink sink = new GapScan.Sink() {
            @Override
            public void gap(Gap gap) {
                gaps.add(gap);
            }

            @Override
            public void offGrid(long micros) {
                offGrid.add(micros);
            }
        };
        ExpectedBars grid = new ExpectedBars(US, Timeframe.DAILY);
        GapScan scan = GapScan.of(Optional.of(grid), Timeframe.DAILY, GapScan.DEFAULT_TOLERANCE, sink);
        feed(scan, day("2024-07-03"), day("2024-07-04"), day("2024-07-05"), day("2024-07-06"), day("2024-07-06"));
        scan.end(Long.MIN_VALUE);
        assertThat(offGrid).containsExactly(day("2024-07-04"), day("2024-07-06"));
        assertThat(scan.offGrid()).isEqualTo(2);
        assertThat(gaps).isEmpty();
    }

    @Test
    void weekEndsAndHolidaysAreNoGaps() {
        GapScan scan = scan(US, "1d");
        feed(scan, day("2024-07-03"), day("2024-07-05"), day("2024-07-08"));
        scan.end(Long.MIN_VALUE);
        assertThat(gaps).isEmpty();
        assertThat(scan.present()).isEqualTo(3);
        assertThat(scan.expected()).isEqualTo(3);
    }

    @Test
    void aRunGoesOnOverTheWeekEnd() {
        GapScan scan = scan(US, "1d");
        feed(scan, day("2024-07-03"), day("2024-07-06"), day("2024-07-10")); // the 6th is a Saturday
        scan.end(Long.MIN_VALUE);
        assertThat(gaps).containsExactly(new Gap(day("2024-07-05"), day("2024-07-10"), 3));
        assertThat(scan.offGrid()).isEqualTo(1);
        assertThat(scan.missing()).isEqualTo(3);
    }

    @Test
    void whatIsAskedForCountsBeforeTheFirstAndAfterTheLastBar() {
        GapScan scan = scan(US, "1d").begin(day("2024-07-01"));
        feed(scan, day("2024-07-03"), day("2024-07-03"));
        scan.end(day("2024-07-09"));
        assertThat(gaps)
                .containsExactly(
                        new Gap(day("2024-07-01"), day("2024-07-03"), 2),
                        new Gap(day("2024-07-05"), day("2024-07-09"), 2));
    }

    @Test
    void weeksAndMonthsFollowTheirTradingDays() {
        GapScan weekly = scan(US, "1w");
        feed(weekly, day("2024-01-01"), day("2024-01-08"), day("2024-01-22"));
        weekly.end(Long.MIN_VALUE);
        GapScan monthly = scan(US, "1mo");
        feed(monthly, day("2024-01-01"), day("2024-04-01"));
        monthly.end(Long.MIN_VALUE);
        assertThat(gaps)
                .containsExactly(
                        new Gap(day("2024-01-15"), day("2024-01-22"), 1),
                        new Gap(day("2024-02-01"), day("2024-04-01"), 2));
    }

    @Test
    void hoursFollowTheClockChangeAndHalfDays() {
        GapScan scan = scan(US, "1h");
        for (String date : List.of("2024-03-08", "2024-03-11")) {
            long open = micros(date + (date.equals("2024-03-08") ? "T14:30:00Z" : "T13:30:00Z"));
            for (int hour = 0; hour < 7; hour++) {
                feed(scan, open + hour * 3_600_000_000L);
            }
        }
        scan.end(Long.MIN_VALUE);
        assertThat(gaps).isEmpty();
        assertThat(scan.offGrid()).isZero();
        GapScan half = scan(US, "15m").begin(micros("2024-11-29T00:00:00Z"));
        half.end(micros("2024-11-30T00:00:00Z"));
        assertThat(half.expected()).isEqualTo(14);
    }

    @Test
    void nightSessionsBelongToTheNextDayAndBreaksAreNoGaps() {
        GapScan scan = scan(RUBBER, "1h").begin(micros("2024-01-03T13:00:00Z")); // 21:00 in Shanghai
        scan.end(micros("2024-01-04T07:00:00Z"));
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst().start()).isEqualTo(micros("2024-01-03T13:00:00Z"));
        assertThat(scan.expected()).isEqualTo(7); // two of the night; 09:00 10:00; 10:30; 13:30 14:30
    }

    @Test
    void aGapEndsWithTheShortLastBarOfItsSession() {
        GapScan scan = scan(US, "1h");
        feed(scan, micros("2024-01-03T19:30:00Z"), micros("2024-01-04T14:30:00Z"));
        scan.end(Long.MIN_VALUE);
        assertThat(gaps).containsExactly(new Gap(micros("2024-01-03T20:30:00Z"), micros("2024-01-03T21:00:00Z"), 1));
    }

    @Test
    void cryptoHasEveryMinute() {
        GapScan scan = scan(CRYPTO, "1m");
        long start = micros("2024-03-09T23:58:00Z");
        feed(scan, start, start + 60_000_000L, start + 5 * 60_000_000L);
        scan.end(Long.MIN_VALUE);
        assertThat(gaps).containsExactly(new Gap(start + 120_000_000L, start + 300_000_000L, 3));
    }

    @Test
    void withoutCalendarStepsAreCompared() {
        Timeframe minute = Timeframe.parse("1m");
        GapScan scan = GapScan.of(Optional.empty(), minute, 0.10, gaps::add);
        long second = 1_000_000;
        feed(scan, 0, 60 * second, 126 * second, 193 * second, 400 * second);
        scan.end(Long.MIN_VALUE);
        assertThat(gaps)
                .containsExactly(new Gap(186 * second, 193 * second, 1), new Gap(253 * second, 400 * second, 2));
    }

    @Test
    void barsEndWithTheirSession() {
        ExpectedBars fourHours = new ExpectedBars(US, Timeframe.parse("4h"));
        assertThat(fourHours.endOf(micros("2024-03-11T17:30:00Z"))).isEqualTo(micros("2024-03-11T20:00:00Z"));
        assertThat(fourHours.endOf(micros("2024-03-11T13:30:00Z"))).isEqualTo(micros("2024-03-11T17:30:00Z"));
        ExpectedBars daily = new ExpectedBars(US, Timeframe.DAILY);
        assertThat(daily.endOf(day("2024-11-29"))).isEqualTo(micros("2024-11-29T18:00:00Z"));
        ExpectedBars weekly = new ExpectedBars(US, Timeframe.WEEKLY);
        assertThat(weekly.endOf(day("2024-03-25"))).isEqualTo(micros("2024-03-28T20:00:00Z")); // Good Friday
        ExpectedBars monthly = new ExpectedBars(US, Timeframe.MONTHLY);
        assertThat(monthly.endOf(day("2024-02-01"))).isEqualTo(micros("2024-02-29T21:00:00Z"));
        assertThat(new ExpectedBars(CRYPTO, Timeframe.DAILY).endOf(day("2024-02-03")))
                .isEqualTo(day("2024-02-04"));
    }

    /// Against sets: whatever subset of the grid is stored, expected − stored is missing, run by run.
    @Property(tries = 300)
    void missingIsExpectedWithoutStored(
            @ForAll @Size(max = 60) List<@IntRange(max = 199) Integer> kept,
            @ForAll @IntRange(min = 1, max = 7) int cut) {
        long[] grid = new ExpectedBars(US, Timeframe.parse("4h")).between(day("2024-02-01"), day("2024-07-01"));
        TreeSet<Integer> stored = new TreeSet<>(kept);
        long[] times = stored.stream().mapToLong(i -> grid[i]).toArray();
        gaps.clear();
        GapScan scan = scan(US, "4h").begin(grid[0]);
        for (int i = 0; i < times.length; i += cut) {
            scan.accept(times, i, Math.min(times.length, i + cut));
        }
        scan.end(grid[200]);
        assertThat(scan.missing()).isEqualTo(200 - stored.size());
        assertThat(gaps.stream().mapToLong(Gap::missing).sum()).isEqualTo(scan.missing());
        long[] inGaps = gaps.stream()
                .flatMapToLong(g -> Arrays.stream(grid, 0, 200).filter(t -> t >= g.start() && t < g.end()))
                .toArray();
        assertThat(inGaps).hasSize((int) scan.missing());
        for (int i = 1; i < gaps.size(); i++) {
            long before = gaps.get(i - 1).end();
            long after = gaps.get(i).start();
            assertThat(Arrays.stream(times).anyMatch(t -> t >= before && t < after))
                    .isTrue();
        }
    }
}
