package dev.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarClockTest {
    private static final Market COPPER = Markets.shipped().find("SHFE", "cu").orElseThrow();
    private static final LocalDate TUESDAY = LocalDate.of(2024, 3, 12);

    private static long start(BarClock clock, String instant) {
        Instant time = Instant.parse(instant);
        return clock.startMicros(time.getEpochSecond() * 1_000_000_000L + time.getNano());
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }

    /// The night session is 21:00 to 01:00 in Shanghai, 13:00 to 17:00 UTC of the day before.
    @ParameterizedTest
    @CsvSource({
        "2024-03-11T12:59:00.500Z, 2024-03-11T13:00:00Z", // opening auction
        "2024-03-11T13:00:00Z, 2024-03-11T13:00:00Z",
        "2024-03-11T13:59:59.999Z, 2024-03-11T13:00:00Z",
        "2024-03-11T14:00:00Z, 2024-03-11T14:00:00Z",
        "2024-03-11T17:00:00Z, 2024-03-11T16:00:00Z", // the end's second belongs to the session
        "2024-03-11T22:00:00Z, 2024-03-11T16:00:00Z", // between two sessions
        "2024-03-12T01:00:00Z, 2024-03-12T01:00:00Z",
        "2024-03-12T02:14:59Z, 2024-03-12T02:00:00Z", // a bar of a quarter of an hour, up to the break
        "2024-03-12T02:20:00Z, 2024-03-12T02:00:00Z",
        "2024-03-12T02:30:00Z, 2024-03-12T02:30:00Z",
        "2024-03-12T07:00:00.500Z, 2024-03-12T06:30:00Z", // after the close
        "2024-03-12T11:00:00Z, 2024-03-12T06:30:00Z",
    })
    void hoursOfCopper(String tick, String bar) {
        assertThat(start(BarClock.of(COPPER, Timeframe.parse("1h"), TUESDAY), tick))
                .isEqualTo(micros(bar));
    }

    @Test
    void dailyAndLongerBarsTakeTheWholeTradingDay() {
        String night = "2024-03-11T13:30:00Z";
        assertThat(start(BarClock.of(COPPER, Timeframe.DAILY, TUESDAY), night))
                .isEqualTo(micros("2024-03-12T00:00:00Z"));
        assertThat(start(BarClock.of(COPPER, Timeframe.WEEKLY, TUESDAY), night))
                .isEqualTo(micros("2024-03-11T00:00:00Z"));
        assertThat(start(BarClock.of(COPPER, Timeframe.MONTHLY, TUESDAY), night))
                .isEqualTo(micros("2024-03-01T00:00:00Z"));
    }

    /// Bars begin where the calendar expects them, in whatever order instants come.
    @ParameterizedTest
    @CsvSource({"SHFE, cu, 1m", "SHFE, cu, 15m", "SHFE, au, 4h", "NASDAQ, '', 1h", "NASDAQ, '', 7m", "BINANCE, '', 4h"})
    void barsBeginOnTheExpectedGrid(String exchange, String product, String text) {
        Market market = Markets.shipped().find(exchange, product).orElseThrow();
        Timeframe timeframe = Timeframe.parse(text);
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            long day = market.calendar().atOrAfter(LocalDate.of(2023, 1, 1).toEpochDay() + random.nextInt(700));
            long[] grid = market.barMicros(timeframe, day, day);
            BarClock clock = BarClock.of(market, timeframe, LocalDate.ofEpochDay(day));
            assertThat(clock.firstMicros()).isEqualTo(grid[0]);
            assertThat(clock.lastMicros()).isEqualTo(grid[grid.length - 1]);
            long[] instants = LongStream.generate(
                            () -> grid[0] - 600_000_000L + (long) (random.nextDouble() * 86_400_000_000L))
                    .limit(50)
                    .toArray();
            for (long instant : instants) {
                int at = Arrays.binarySearch(grid, instant);
                long expected = grid[Math.max(0, at >= 0 ? at : -at - 2)];
                assertThat(clock.startMicros(1000 * instant)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aDayThatTheCalendarDoesNotKnowIsOneSession() {
        BarClock clock = BarClock.of(COPPER, Timeframe.parse("1h"), LocalDate.of(2024, 3, 16)); // a Saturday
        assertThat(clock.firstMicros()).isEqualTo(micros("2024-03-15T16:00:00Z"));
        assertThat(start(clock, "2024-03-16T02:20:00Z")).isEqualTo(micros("2024-03-16T02:00:00Z"));
    }

    @Test
    void aSymbolWithoutMarketHasUtcDays() {
        BarClock clock = BarClock.ofUtcDay(Timeframe.parse("4h"), TUESDAY);
        assertThat(clock.firstMicros()).isEqualTo(micros("2024-03-12T00:00:00Z"));
        assertThat(clock.lastMicros()).isEqualTo(micros("2024-03-12T20:00:00Z"));
        assertThat(start(clock, "2024-03-12T15:59:59.999999999Z")).isEqualTo(micros("2024-03-12T12:00:00Z"));
    }
}
