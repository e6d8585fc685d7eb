package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarRulesTest {
    private static final Market US = Findings.market("NYSE", "");

    private static long[] micros(String... times) {
        return Arrays.stream(times)
                .mapToLong(time -> Instant.parse(time).toEpochMilli() * 1000)
                .toArray();
    }

    private static long[] dates(String... dates) {
        return Arrays.stream(dates).mapToLong(SomeBars::micros).toArray();
    }

    /// Codes about the calendar, without severities.
    private static List<String> codes(Market market, String timeframe, long... times) {
        return Findings.of(SomeBars.at(times), Timeframe.parse(timeframe), market).stream()
                .map(RuleFinding::code)
                .filter(code -> List.of("off_calendar", "weekend_trading", "outside_hours", "large_gap")
                        .contains(code))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-12,",
        "2024-01-13, weekend_trading",
        "2024-01-14, weekend_trading",
        "2024-01-15, off_calendar",
        "2016-06-19, weekend_trading"
    })
    void aDailyBarIsOfATradingDay(String date, String code) {
        assertThat(codes(US, "1d", dates(date))).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(codes(Findings.market("BINANCE", ""), "1d", dates(date))).isEmpty();
    }

    @Test
    void daysThatTheCalendarDoesNotKnowAreSaidOnceWithTheirSpan() {
        SomeBars bars = SomeBars.at(dates("1979-12-25", "1979-12-31", "1980-01-02", "2029-07-04"));
        BarRules rules = new BarRules(Findings.EQUITY, Timeframe.DAILY, Optional.of(US), true);
        rules.accept(bars.block(0, 1, 0));
        rules.accept(bars.block(1, 4, 0));
        RuleFinding found = Findings.only(rules.findings(), "calendar_extrapolated");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.samples())
                .containsExactly(new Sample(
                        SomeBars.micros("1979-12-25"), "calendar us knows 1980 to 2028 days 1979-12-25 to 2029-07-04"));
        assertThat(Findings.of(SomeBars.at(dates("2024-01-16")), Timeframe.DAILY, US))
                .isEmpty();
    }

    @Test
    void weekEndsOfCryptoAreNotChecked() {
        BarRules rules = new BarRules(RuleSettings.preset("crypto"), Timeframe.DAILY, Optional.of(US), true);
        rules.accept(SomeBars.at(dates("2024-01-13", "2024-01-15")).block());
        assertThat(Findings.counts(rules.findings())).containsOnlyKeys("off_calendar");
    }

    @Test
    void withoutAMarketNothingIsOffCalendar() {
        assertThat(Findings.of(SomeBars.at(dates("2024-01-13", "2024-01-15")))).isEmpty();
    }

    @Test
    void samplesSayTheDay() {
        assertThat(Findings.only(Findings.of(SomeBars.at(dates("2024-01-15")), Timeframe.DAILY, US), "off_calendar")
                        .samples())
                .containsExactly(new Sample(SomeBars.micros("2024-01-15"), "date 2024-01-15 MONDAY"));
    }

    @Test
    void weeksAndMonthsWithATradingDayAreOnCalendar() {
        assertThat(codes(US, "1w", dates("2024-01-01", "2024-01-15"))).isEmpty();
        assertThat(codes(US, "1mo", dates("2024-01-01", "2024-06-01"))).isEmpty();
        Market china = Findings.market("SHFE", "cu");
        assertThat(codes(china, "1w", dates("2023-10-02")))
                .as("closed from 2023-09-29 to 2023-10-06")
                .containsExactly("off_calendar");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-16T14:30:00Z,",
        "2024-01-16T20:59:00Z,",
        "2024-01-16T21:00:00Z, outside_hours",
        "2024-01-16T14:29:00Z, outside_hours",
        "2024-07-16T13:30:00Z,",
        "2024-07-16T13:29:00Z, outside_hours",
        "2024-07-16T20:00:00Z, outside_hours",
        "2024-11-29T17:59:00Z,",
        "2024-11-29T18:00:00Z, outside_hours",
        "2024-01-13T15:00:00Z, weekend_trading",
        "2024-01-15T15:00:00Z, off_calendar",
        "2024-01-13T02:00:00Z, outside_hours"
    })
    void aMinuteBarLiesInASession(String time, String code) {
        assertThat(codes(US, "1m", micros(time))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void anHourThatASessionOpensInIsInside() {
        assertThat(codes(US, "1h", micros("2024-01-16T14:00:00Z"))).isEmpty();
        assertThat(codes(US, "1h", micros("2024-01-16T13:00:00Z"))).containsExactly("outside_hours");
    }

    @ParameterizedTest
    @CsvSource({
        "SHFE, cu, 2024-01-05T16:30:00Z,",
        "SHFE, cu, 2024-01-05T17:00:00Z, weekend_trading",
        "SHFE, cu, 2024-01-08T04:00:00Z, outside_hours",
        "SHFE, cu, 2024-01-08T02:20:00Z, outside_hours",
        "CME, ES, 2024-01-07T23:00:00Z,",
        "CME, ES, 2024-01-07T22:00:00Z, weekend_trading",
        "FOREX, EURUSD, 2024-01-06T12:00:00Z, weekend_trading",
        "BINANCE, BTCUSDT, 2024-01-06T12:00:00Z,"
    })
    void nightsAndEveningsBelongToTheirSessions(String exchange, String product, String time, String code) {
        assertThat(codes(Findings.market(exchange, product), "1m", micros(time)))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void holesCountTradingDays() {
        assertThat(codes(US, "1d", dates("2024-01-02", "2024-01-18")))
                .as("ten days between, a holiday and two week-ends left out")
                .isEmpty();
        assertThat(codes(US, "1d", dates("2024-01-02", "2024-01-19"))).containsExactly("large_gap");
        assertThat(Findings.only(
                                Findings.of(SomeBars.at(dates("2024-01-02", "2024-01-19")), Timeframe.DAILY, US),
                                "large_gap")
                        .samples())
                .containsExactly(new Sample(
                        SomeBars.micros("2024-01-19"), "previous_time 2024-01-02T00:00:00Z missing_bars 11"));
    }

    @Test
    void longHolesAreNotCountedOut() {
        SomeBars bars = SomeBars.at(dates("1990-01-02", "2024-01-19"));
        assertThat(Findings.only(Findings.of(bars, Timeframe.DAILY, US), "large_gap")
                        .samples())
                .extracting(Sample::values)
                .containsExactly("previous_time 1990-01-02T00:00:00Z missing_bars over_1000");
    }

    @Test
    void holesCountWeeksAndMonths() {
        assertThat(codes(US, "1w", dates("2024-01-01", "2024-03-18"))).isEmpty();
        assertThat(codes(US, "1w", dates("2024-01-01", "2024-03-25"))).containsExactly("large_gap");
        assertThat(codes(US, "1mo", dates("2024-01-01", "2024-12-01"))).isEmpty();
        assertThat(codes(US, "1mo", dates("2024-01-01", "2025-01-01"))).containsExactly("large_gap");
    }

    @Test
    void holesCountBarsOfSessions() {
        assertThat(codes(US, "30m", micros("2024-01-16T19:00:00Z", "2024-01-17T18:00:00Z")))
                .as("3 bars of one day and 7 of the next")
                .isEmpty();
        assertThat(codes(US, "30m", micros("2024-01-16T19:00:00Z", "2024-01-17T18:30:00Z")))
                .containsExactly("large_gap");
        assertThat(codes(US, "30m", micros("2024-01-12T20:30:00Z", "2024-01-16T14:30:00Z")))
                .as("a week-end and a holiday")
                .isEmpty();
    }

    @Test
    void holesWithinASessionCountItsBars() {
        long[] times = micros("2024-01-16T15:00:00Z", "2024-01-16T15:11:00Z", "2024-01-16T15:23:00Z");
        assertThat(Findings.only(Findings.of(SomeBars.at(times), Timeframe.parse("1m"), US), "large_gap")
                        .samples())
                .containsExactly(new Sample(times[2], "previous_time 2024-01-16T15:11:00Z missing_bars 11"));
    }

    @Test
    void expectedBarsAreThoseOfTheGrid() {
        Market china = Findings.market("SHFE", "ag");
        Timeframe timeframe = Timeframe.parse("1h");
        long[] grid = china.barMicros(
                timeframe, SomeBars.micros("2024-04-01") / SomeBars.DAY, SomeBars.micros("2024-05-10") / SomeBars.DAY);
        BarGaps gaps = BarGaps.of(timeframe, Optional.of(china));
        for (int i = 0; i < grid.length; i++) {
            for (int j = i + 1; j < grid.length; j += 7) {
                assertThat(gaps.missing(grid[i], grid[j], 1000)).isEqualTo(j - i - 1);
            }
        }
    }

    @Test
    void timesThatMakeNoSenseAreSurvived() {
        long[] times = {Long.MIN_VALUE / 2, -1, 0, Long.MAX_VALUE / 2};
        for (String timeframe : List.of("1m", "1d", "1w", "1mo")) {
            assertThat(Findings.of(SomeBars.at(times), Timeframe.parse(timeframe), US))
                    .isNotEmpty();
        }
    }
}
