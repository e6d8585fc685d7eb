package dev.tidemark.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingDaysTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long NANOS = 1_000_000_000;

    private static final TradingCalendar SPEC_2024 = TradingCalendar.ofHolidays(
            "spec",
            SHANGHAI,
            2024,
            2024,
            Stream.concat(
                            LocalDate.parse("2024-02-09").datesUntil(LocalDate.parse("2024-02-18")),
                            Stream.of(
                                            "2024-01-01",
                                            "2024-04-04",
                                            "2024-04-05",
                                            "2024-05-01",
                                            "2024-05-02",
                                            "2024-05-03")
                                    .map(LocalDate::parse))
                    .toList(),
            Map.of());

    private static TradingDays days(TradingCalendar calendar, String rule) {
        Sessions none = Sessions.of(List.of());
        return new Market(calendar, TradingDayRule.parse(rule, calendar.zone()), none).tradingDays();
    }

    private static String text(long day) {
        return day == TradingDays.OUTSIDE_CALENDAR
                ? "outside_calendar"
                : LocalDate.ofEpochDay(day).toString();
    }

    private static Market market(String exchange, String product) {
        return Markets.shipped().find(exchange, product).orElseThrow();
    }

    private static long nanos(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toEpochSecond() * NANOS;
    }

    @ParameterizedTest
    @CsvSource({
        "1704159000000000000, 2024-01-02",
        "1704200400000000000, 2024-01-03",
        "1704213000000000000, 2024-01-03",
        "1704461400000000000, 2024-01-08",
        "1704474900000000000, 2024-01-08",
        "1704506400000000000, outside_calendar",
        "1712149500000000000, 2024-04-08",
        "1704675540000000000, 2024-01-08",
    })
    void theNightBelongsToTheNextTradingDay(long nanos, String expected) {
        assertThat(text(days(SPEC_2024, "night_shift").tradingDay(nanos))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1704495599000000000, 2024-01-05",
        "1704495599999999999, 2024-01-05",
        "1704495600000000000, 2024-01-08",
        "1704668400000000000, 2024-01-08",
    })
    void aRollingMarketMovesOnAtItsHour(long nanos, String expected) {
        assertThat(text(market("CME", "ES").tradingDays().tradingDay(nanos))).isEqualTo(expected);
    }

    @Test
    void preAndAfterMarketStayInTheirLocalDate() {
        TradingDays us = market("NASDAQ", "").tradingDays();
        assertThat(text(us.tradingDay(1704501000000000000L))).isEqualTo("2024-01-05");
        assertThat(us.isInSession(1704501000000000000L)).isFalse();
        assertThat(us.isInSession(nanos("2024-01-05T16:00:00", NEW_YORK) + 999_999_999))
                .isTrue();
        assertThat(us.isInSession(nanos("2024-01-05T16:00:01", NEW_YORK))).isFalse();
        assertThat(us.isInSession(nanos("2024-01-05T09:29:59", NEW_YORK))).isFalse();
        assertThat(us.isInSession(nanos("2024-01-05T09:30:00", NEW_YORK))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1h, 2024-03-08, 7, 2024-03-08T14:30:00Z, 2024-03-08T20:30:00Z",
        "1h, 2024-03-11, 7, 2024-03-11T13:30:00Z, 2024-03-11T19:30:00Z",
        "4h, 2024-03-11, 2, 2024-03-11T13:30:00Z, 2024-03-11T17:30:00Z",
        "15m, 2024-11-29, 14, 2024-11-29T14:30:00Z, 2024-11-29T17:45:00Z",
        "1m, 2024-07-03, 210, 2024-07-03T13:30:00Z, 2024-07-03T16:59:00Z",
        "1h, 2024-07-04, 0, -, -",
        "1d, 2024-07-03, 1, 2024-07-03T00:00:00Z, 2024-07-03T00:00:00Z",
        "1w, 2024-07-03, 1, 2024-07-01T00:00:00Z, 2024-07-01T00:00:00Z",
        "1mo, 2024-07-03, 1, 2024-07-01T00:00:00Z, 2024-07-01T00:00:00Z",
    })
    void theBarGridFollowsSessionsHalfDaysAndClockChanges(
            String timeframe, String date, int count, String first, String last) {
        long day = LocalDate.parse(date).toEpochDay();
        long[] bars = market("US", "").barMicros(Timeframe.parse(timeframe), day, day);
        assertThat(bars).hasSize(count);
        if (count > 0) {
            assertThat(instant(bars[0])).isEqualTo(first);
            assertThat(instant(bars[count - 1])).isEqualTo(last);
        }
    }

    private static String instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000).toString();
    }

    @Test
    void weeksAndMonthsWithATradingDayHaveOneBar() {
        long from = LocalDate.parse("2024-01-02").toEpochDay();
        long to = LocalDate.parse("2024-01-31").toEpochDay();
        Market us = market("US", "");
        assertThat(us.barMicros(Timeframe.DAILY, from, to)).hasSize(21);
        assertThat(us.barMicros(Timeframe.WEEKLY, from, to)).hasSize(5);
        assertThat(us.barMicros(Timeframe.MONTHLY, from, to)).hasSize(1);
        assertThat(us.barMicros(Timeframe.DAILY, to, from)).isEmpty();
    }

    @Test
    void aWholeDayHasAsManyHoursAsTheClockChangeLeaves() {
        TradingCalendar berlin = TradingCalendar.ofEveryDay("always", ZoneId.of("Europe/Berlin"));
        Market always = new Market(berlin, TradingDayRule.parse("local_date", berlin.zone()), Sessions.WHOLE_DAY);
        assertThat(bars(always, "2024-03-31")).isEqualTo(23);
        assertThat(bars(always, "2024-10-27")).isEqualTo(25);
        assertThat(bars(market("BINANCE", "BTC"), "2024-03-31")).isEqualTo(24);
    }

    private static int bars(Market market, String date) {
        long day = LocalDate.parse(date).toEpochDay();
        return market.barMicros(Timeframe.parse("1h"), day, day).length;
    }

    @ParameterizedTest
    @CsvSource({
        // Friday evening, Saturday after midnight, the last second, then outside; the 26:30 of gold
        "au, 2024-03-08T21:00:00, 2024-03-11, true",
        "au, 2024-03-09T02:30:00, 2024-03-11, true",
        "au, 2024-03-09T02:30:01, 2024-03-11, false",
        "au, 2024-03-09T01:15:00, 2024-03-11, true",
        "ru, 2024-03-09T01:15:00, 2024-03-11, false",
        "ru, 2024-03-08T20:55:00, 2024-03-11, false",
        "ru, 2024-03-11T08:59:00, 2024-03-11, false",
        "ru, 2024-03-11T09:00:00, 2024-03-11, true",
        "ru, 2024-03-11T10:20:00, 2024-03-11, false",
        "ru, 2024-03-11T15:00:00, 2024-03-11, true",
        "ru, 2024-03-11T17:59:59, 2024-03-11, false",
        "ru, 2024-03-11T18:00:00, 2024-03-12, false",
        "ru, 2024-03-11T21:00:00, 2024-03-12, true",
        "cu, 2024-03-12T00:59:59, 2024-03-12, true",
        "cu, 2024-03-12T01:00:00, 2024-03-12, true",
        "cu, 2024-03-12T01:00:01, 2024-03-12, false",
        // no night before a holiday, but its ticks still find the day after it
        "au, 2024-04-03T21:05:00, 2024-04-08, false",
        "au, 2024-04-04T01:00:00, 2024-04-08, false",
        "au, 2024-04-04T12:00:00, outside_calendar, false",
        "AP, 2024-03-11T21:05:00, 2024-03-12, true",
    })
    void chineseFuturesFollowTheirSessions(String product, String local, String expected, boolean isInSession) {
        TradingDays days = market("SHFE", product).tradingDays();
        long nanos = nanos(local, SHANGHAI);
        boolean hasNight = !product.equals("AP");
        assertThat(text(days.tradingDay(nanos))).isEqualTo(expected);
        assertThat(days.isInSession(nanos)).isEqualTo(isInSession && hasNight);
    }

    @Test
    void builtInEventsOfShanghaiTakeNightsAway() {
        Market gold = market("SHFE", "au");
        assertThat(local(gold, "2020-02-04")).startsWith("2020-02-04T09:00");
        assertThat(local(gold, "2020-05-06")).startsWith("2020-05-06T09:00");
        assertThat(local(gold, "2020-05-07")).startsWith("2020-05-06T21:00", "2020-05-07T02:30", "2020-05-07T09:00");
        assertThat(local(gold, "2019-12-26")).startsWith("2019-12-25T22:30", "2019-12-26T02:30");
        assertThat(local(gold, "2019-12-27")).startsWith("2019-12-26T21:00");
        assertThat(local(gold, "2013-07-05")).startsWith("2013-07-05T09:00");
        assertThat(local(gold, "2013-07-08")).startsWith("2013-07-05T21:00");
        assertThat(local(gold, "2024-02-12")).isEmpty();
        assertThat(local(market("CZCE", "AP"), "2024-03-12"))
                .containsExactly(
                        "2024-03-12T09:00",
                        "2024-03-12T10:15",
                        "2024-03-12T10:30",
                        "2024-03-12T11:30",
                        "2024-03-12T13:30",
                        "2024-03-12T15:00");
        assertThat(local(market("CFFEX", "IF"), "2015-12-31"))
                .startsWith("2015-12-31T09:15")
                .endsWith("2015-12-31T15:15");
        assertThat(local(market("CFFEX", "IF"), "2016-01-04"))
                .startsWith("2016-01-04T09:30")
                .endsWith("2016-01-04T15:00");
    }

    private static List<String> local(Market market, String date) {
        long[] seconds = market.sessionSeconds(LocalDate.parse(date).toEpochDay());
        return Arrays.stream(seconds)
                .mapToObj(second -> Instant.ofEpochSecond(second)
                        .atZone(market.calendar().zone())
                        .toLocalDateTime()
                        .toString())
                .toList();
    }

    @Test
    void currenciesTradeFromSundayToFridayThroughClockChanges() {
        Market forex = market("FOREX", "EURUSD");
        assertThat(local(forex, "2024-03-11")).containsExactly("2024-03-10T17:00", "2024-03-11T17:00");
        assertThat(local(forex, "2024-03-10")).isEmpty();
        assertThat(bars(forex, "2024-03-11")).isEqualTo(24);
        TradingDays days = forex.tradingDays();
        // New York changes on 2024-03-10 and 2024-11-03, Europe on 2024-03-31 and 2024-10-27.
        assertThat(text(days.tradingDay(utc("2024-03-08T21:59:59Z")))).isEqualTo("2024-03-08");
        assertThat(text(days.tradingDay(utc("2024-03-08T22:00:00Z")))).isEqualTo("2024-03-11");
        assertThat(days.isInSession(utc("2024-03-09T12:00:00Z"))).isFalse();
        assertThat(days.isInSession(utc("2024-03-10T20:59:59Z"))).isFalse();
        assertThat(days.isInSession(utc("2024-03-10T21:00:00Z"))).isTrue();
        assertThat(text(days.tradingDay(utc("2024-03-11T20:59:59Z")))).isEqualTo("2024-03-11");
        assertThat(text(days.tradingDay(utc("2024-03-11T21:00:00Z")))).isEqualTo("2024-03-12");
        assertThat(text(days.tradingDay(utc("2024-11-04T21:59:59Z")))).isEqualTo("2024-11-04");
        assertThat(text(days.tradingDay(utc("2024-11-04T22:00:00Z")))).isEqualTo("2024-11-05");
    }

    private static long utc(String instant) {
        return Instant.parse(instant).getEpochSecond() * NANOS;
    }

    @Test
    void aHolidaysTradingOnGlobexCountsToTheNextTradingDate() {
        TradingDays es = market("CME", "ES").tradingDays();
        ZoneId chicago = ZoneId.of("America/Chicago");
        assertThat(text(es.tradingDay(nanos("2024-01-15T10:00:00", chicago)))).isEqualTo("2024-01-16");
        assertThat(text(es.tradingDay(nanos("2024-01-12T17:00:00", chicago)))).isEqualTo("2024-01-16");
    }

    @Test
    void extendedHoursGoOnFourHoursAfterAnEarlyClose() {
        Markets markets = Markets.shipped();
        Market us = market("US", "").withSessions(markets.sessions(Markets.US_EXTENDED, ""));
        assertThat(local(us, "2024-11-27")).containsExactly("2024-11-27T04:00", "2024-11-27T20:00");
        assertThat(local(us, "2024-11-29")).containsExactly("2024-11-29T04:00", "2024-11-29T17:00");
    }

    @Test
    void europesSessionsMoveInUtcWithItsOwnClockChange() {
        Market london = market("LSE", "");
        long[] winter = london.barMicros(Timeframe.parse("1h"), day("2024-03-28"), day("2024-03-28"));
        long[] summer = london.barMicros(Timeframe.parse("1h"), day("2024-04-02"), day("2024-04-02"));
        assertThat(instant(winter[0])).isEqualTo("2024-03-28T08:00:00Z");
        assertThat(instant(summer[0])).isEqualTo("2024-04-02T07:00:00Z");
        assertThat(winter).hasSize(9).hasSameSizeAs(summer);
    }

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHFE au",
                "SHFE ru",
                "DCE m",
                "CZCE AP",
                "CFFEX IF",
                "INE sc",
                "FOREX x",
                "CME ES",
                "US x",
                "HK x",
                "24x7 x"
            })
    void everyInstantOfASessionMapsToItsTradingDay(String name) {
        String[] words = name.split(" ", -1);
        Market market = market(words[0], words[1]);
        TradingDays days = market.tradingDays();
        Random random = new Random(7);
        long start = day("2017-01-02");
        for (long day : market.calendar().days(start, start + 2000)) {
            long[] seconds = market.sessionSeconds(day);
            for (int i = 0; i < seconds.length; i += 2) {
                assertThat(seconds[i]).isLessThan(seconds[i + 1]);
                long inside = random.nextLong(seconds[i], seconds[i + 1]);
                // A market without a break passes its closing second on to the next session.
                for (long second : new long[] {seconds[i], inside, seconds[i + 1] - 1}) {
                    assertThat(days.tradingDay(second * NANOS + random.nextLong(NANOS)))
                            .as("%s on %s at %s", name, text(day), Instant.ofEpochSecond(second))
                            .isEqualTo(day);
                    assertThat(days.isInSession(second * NANOS)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHFE au", "FOREX x", "CME ES", "US x", "24x7 x"})
    void manyAtOnceGiveWhatOneByOneGives(String name) {
        String[] words = name.split(" ", -1);
        Market market = market(words[0], words[1]);
        long[] instants = new Random(3)
                .longs(20_000, utc("2018-01-01T00:00:00Z"), utc("2025-01-01T00:00:00Z"))
                .toArray();
        instants[0] = Long.MIN_VALUE;
        instants[1] = Long.MAX_VALUE;
        long[] found = new long[instants.length];
        BitSet outside = new BitSet();
        market.tradingDays().tradingDays(instants, found, outside);
        for (int i = 0; i < instants.length; i++) {
            TradingDays fresh = market.tradingDays();
            assertThat(found[i]).isEqualTo(fresh.tradingDay(instants[i]));
            assertThat(outside.get(i)).isEqualTo(!fresh.isInSession(instants[i]));
        }
    }

    /// The rule, written down once more without stretches and memory.
    @Property(tries = 3000)
    void withoutSessionsTheHourDecides(@ForAll @LongRange(min = 1704038400L, max = 1735574400L) long second) {
        LocalDateTime local = Instant.ofEpochSecond(second).atZone(SHANGHAI).toLocalDateTime();
        LocalDate date = local.toLocalDate();
        LocalDate next = date.plusDays(1);
        while (!SPEC_2024.isTradingDay(next)) {
            next = next.plusDays(1);
        }
        String expected;
        if (local.getHour() >= 18) {
            expected = next.toString();
        } else if (SPEC_2024.isTradingDay(date)) {
            expected = date.toString();
        } else {
            expected = local.toLocalTime().isBefore(LocalTime.of(6, 0)) ? next.toString() : "outside_calendar";
        }
        assertThat(text(days(SPEC_2024, "night_shift").tradingDay(second * NANOS)))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void barTimesRiseAndLieInTheirSessions(
            @ForAll @IntRange(min = 1, max = 1439) int minutes, @ForAll @IntRange(min = 15_000, max = 20_400) int day) {
        for (Market market : List.of(market("SHFE", "au"), market("US", ""), market("FOREX", ""))) {
            TradingDays days = market.tradingDays();
            List<Long> bars = new ArrayList<>();
            for (long micros : market.barMicros(Timeframe.ofMinutes(minutes), day, day)) {
                assertThat(days.tradingDay(micros * 1000)).isEqualTo(day);
                bars.add(micros);
            }
            assertThat(bars).isSorted().doesNotHaveDuplicates();
            assertThat(bars.isEmpty()).isEqualTo(!market.calendar().isTradingDay(day));
        }
    }

    @Test
    void rulesHaveATextForm() {
        for (String text : List.of("local_date", "night_shift", "utc_date", "roll_at 17:00 America/Chicago")) {
            assertThat(TradingDayRule.parse(text, NEW_YORK).text()).isEqualTo(text);
        }
    }
}
