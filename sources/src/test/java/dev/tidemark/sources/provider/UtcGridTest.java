package dev.tidemark.sources.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// When bars of a market that never closes begin.
class UtcGridTest {
    /// Years 1900 to 2200.
    private static final long FIRST = -2_208_988_800_000_000L;

    private static final long LAST = 7_258_118_400_000_000L;

    @Provide
    Arbitrary<Timeframe> timeframes() {
        return Arbitraries.of("1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "1w", "1mo")
                .map(Timeframe::parse);
    }

    private static ZonedDateTime utc(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
    }

    @Property(tries = 500)
    void everyTimeLiesInOneBar(
            @ForAll("timeframes") Timeframe timeframe, @ForAll @LongRange(min = FIRST, max = LAST) long micros) {
        UtcGrid grid = new UtcGrid(timeframe);
        long start = grid.startOf(micros);
        assertThat(start).isLessThanOrEqualTo(micros);
        assertThat(grid.next(start)).isGreaterThan(micros);
        assertThat(grid.isStart(start)).isTrue();
        assertThat(grid.isStart(grid.next(start))).isTrue();
        assertThat(grid.startOf(grid.next(start) - 1)).isEqualTo(start);
    }

    @Property(tries = 500)
    void barsBeginAsTheClockSays(
            @ForAll("timeframes") Timeframe timeframe, @ForAll @LongRange(min = FIRST, max = LAST) long micros) {
        ZonedDateTime start = utc(new UtcGrid(timeframe).startOf(micros));
        switch (timeframe.unit()) {
            case MINUTE -> {
                assertThat(start.truncatedTo(ChronoUnit.MINUTES)).isEqualTo(start);
                assertThat((start.getHour() * 60 + start.getMinute()) % timeframe.count())
                        .isZero();
            }
            case DAY -> assertThat(start).isEqualTo(utc(micros).truncatedTo(ChronoUnit.DAYS));
            case WEEK -> {
                assertThat(start.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(start.truncatedTo(ChronoUnit.DAYS)).isEqualTo(start);
            }
            case MONTH ->
                assertThat(start)
                        .isEqualTo(utc(micros).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1));
        }
    }

    @Property(tries = 500)
    void firstAndLastStartOfAWindow(
            @ForAll("timeframes") Timeframe timeframe,
            @ForAll @LongRange(min = FIRST, max = LAST) long from,
            @ForAll @LongRange(min = 1, max = 400_000_000_000_000L) long length) {
        UtcGrid grid = new UtcGrid(timeframe);
        BarRequest request = new BarRequest(
                "X", timeframe, utc(from).toInstant(), utc(from + length).toInstant());
        long first = grid.firstIn(request);
        long last = grid.lastIn(request);
        assertThat(request.holds(first)).isEqualTo(first <= last);
        assertThat(grid.startOf(first - 1)).isLessThan(from);
        assertThat(grid.next(last)).isGreaterThanOrEqualTo(from + length);
        assertThat(request.holds(last)).isEqualTo(first <= last);
    }

    @Test
    void aWindowBetweenTwoStarts() {
        BarRequest request = new BarRequest(
                "X",
                Timeframe.ofMinutes(60),
                Instant.parse("2024-01-01T00:30:00Z"),
                Instant.parse("2024-01-01T01:00:00Z"));
        UtcGrid grid = new UtcGrid(Timeframe.ofMinutes(60));
        assertThat(utc(grid.firstIn(request))).isEqualTo(ZonedDateTime.parse("2024-01-01T01:00:00Z"));
        assertThat(utc(grid.lastIn(request))).isEqualTo(ZonedDateTime.parse("2024-01-01T00:00:00Z"));
    }
}
