package dev.tidemark.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.TableException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarsTest {
    private static final List<String> IDS = List.of(
            "SHFE", "INE", "DCE", "CZCE", "CFFEX", "us", "uk", "de", "nl", "be", "fr", "ch", "pl", "ca", "jp", "hk",
            "hu", "CME", "forex", "24x7");

    private static TradingCalendar calendar(String id) {
        return Calendars.shipped().require(id, "TEST");
    }

    private static int days(String id, int year) {
        return calendar(id)
                .days(
                        LocalDate.of(year, 1, 1).toEpochDay(),
                        LocalDate.of(year, 12, 31).toEpochDay())
                .length;
    }

    @Test
    void everyPromisedCalendarIsShipped() {
        assertThat(Calendars.shipped().ids()).containsExactlyInAnyOrderElementsOf(IDS);
    }

    /// Counts as the exchanges published them.
    @ParameterizedTest
    @CsvSource({
        "us, 2000, 252 248 252 252 252 252 251 251 253 252 252 252 250 252 252 252 252 251 251 252 253 252 251 250 252"
                + " 250",
        "SHFE, 2005, 242 241 242 246 244 242 244 243 238 245 244 244 244 243 244 243 243 242 242 242 243",
        "jp, 2010, 245 245 248 245 244 244 245 247 245 241 242 245 244 246 245",
        "fr, 2015, 256 257 255 255 255 257 258 257 255 256",
        "24x7, 2023, 365 366",
    })
    void yearsHaveTheirNumberOfTradingDays(String id, int firstYear, String counts) {
        int[] expected =
                Arrays.stream(counts.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        int[] found = IntStream.range(0, expected.length)
                .map(i -> days(id, firstYear + i))
                .toArray();
        assertThat(found).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // Juneteenth starts in 2022; New Year on a Saturday is not made up for; Good Friday; special closings
        "us, 2021-06-18, true",
        "us, 2022-06-20, false",
        "us, 2023-06-19, false",
        "us, 2021-12-31, true",
        "us, 2023-01-02, false",
        "us, 2024-03-29, false",
        "us, 2000-04-21, false",
        "us, 2001-09-11, false",
        "us, 2001-09-14, false",
        "us, 2001-09-17, true",
        "us, 2004-06-11, false",
        "us, 2007-01-02, false",
        "us, 2012-10-29, false",
        "us, 2012-10-30, false",
        "us, 2012-10-31, true",
        "us, 2018-12-05, false",
        "us, 2025-01-09, false",
        "us, 1997-01-20, true",
        "us, 1998-01-19, false",
        "us, 2020-07-03, false",
        "us, 2021-07-05, false",
        "us, 2021-12-24, false",
        "us, 2022-12-26, false",
        // moved bank holidays
        "uk, 2020-05-04, true",
        "uk, 2020-05-08, false",
        "uk, 2022-05-30, true",
        "uk, 2022-06-02, false",
        "uk, 2022-06-03, false",
        "uk, 2022-09-19, false",
        "uk, 2023-05-08, false",
        "uk, 2011-04-29, false",
        "uk, 2021-12-27, false",
        "uk, 2021-12-28, false",
        "uk, 2021-12-29, true",
        "uk, 2022-12-26, false",
        "uk, 2022-12-27, false",
        "uk, 2022-01-03, false",
        "uk, 2023-01-02, false",
        "uk, 2020-12-28, false",
        "de, 2021-05-24, false",
        "de, 2022-06-06, true",
        "de, 2021-10-04, true",
        "de, 2018-10-03, false",
        "de, 2022-10-03, true",
        "de, 2024-12-24, false",
        "de, 2024-12-31, false",
        "nl, 2024-05-01, false",
        "be, 2024-12-24, true",
        "fr, 2024-07-14, false",
        "fr, 2023-07-14, true",
        "ch, 2024-01-02, false",
        "ch, 2024-08-01, false",
        "ch, 2024-05-09, false",
        "ch, 2024-05-20, false",
        "pl, 2024-05-30, false",
        "pl, 2018-11-12, false",
        "pl, 2024-01-06, false",
        "pl, 2025-01-06, false",
        "ca, 2024-02-19, false",
        "ca, 2024-05-20, false",
        "ca, 2023-05-22, false",
        "ca, 2024-08-05, false",
        "ca, 2024-10-14, false",
        "ca, 2021-12-28, false",
        "ca, 2023-07-03, false",
        "jp, 2019-04-30, false",
        "jp, 2019-05-06, false",
        "jp, 2020-07-24, false",
        "jp, 2021-07-22, false",
        "jp, 2026-09-22, false",
        "jp, 2015-09-22, false",
        "jp, 2024-08-12, false",
        "jp, 2024-01-04, true",
        "hk, 2015-04-07, false",
        "hk, 2023-09-08, false",
        "hk, 2026-04-07, false",
        "hk, 2024-02-12, false",
        "hu, 2024-08-19, false",
        "hu, 2018-03-16, false",
        "hu, 2024-12-27, false",
        "hu, 2019-12-27, false",
        "SHFE, 2024-02-09, false",
        "SHFE, 2015-09-03, false",
        "SHFE, 2018-12-31, false",
        "SHFE, 2020-01-31, false",
        "SHFE, 2013-01-03, false",
        "SHFE, 2013-01-04, true",
        "SHFE, 2024-02-18, false",
        "CFFEX, 2025-10-08, false",
        "CME, 2024-01-15, false",
        "CME, 2024-03-29, false",
        "CME, 2012-10-29, true",
        "forex, 2024-12-25, true",
        "forex, 2024-12-28, false",
        "24x7, 2024-12-28, true",
    })
    void knownDays(String id, LocalDate day, boolean isTradingDay) {
        assertThat(calendar(id).isTradingDay(day)).isEqualTo(isTradingDay);
    }

    @ParameterizedTest
    @CsvSource({
        "us, 2024-11-29, 13:00", "us, 2023-11-24, 13:00", "us, 2024-07-03, 13:00", "us, 2013-07-03, 13:00",
        "us, 2012-07-03, 13:00", "us, 2002-07-05, 13:00", "us, 2002-07-03, none", "us, 2015-07-02, none",
        "us, 2024-12-24, 13:00", "us, 2021-12-24, none", "us, 2022-12-23, none", "us, 2003-12-26, 13:00",
        "us, 2021-07-02, none", "us, 2024-11-28, none", "us, 1992-11-27, none", "us, 2013-11-29, 13:00",
        "uk, 2022-12-23, 12:30", "uk, 2022-12-30, 12:30", "uk, 2024-12-24, 12:30", "uk, 2024-12-31, 12:30",
        "de, 2024-12-30, 14:00", "de, 2023-12-29, 14:00", "fr, 2024-12-24, 14:05", "ca, 2024-12-24, 13:00",
        "hk, 2024-02-09, 12:00", "hk, 2025-01-28, 12:00", "hk, 2023-12-24, none", "CME, 2024-11-29, 12:15",
    })
    void halfDaysEndEarly(String id, LocalDate day, String close) {
        int second = calendar(id).earlyClose(day.toEpochDay());
        assertThat(
                        second == TradingCalendar.NO_EARLY_CLOSE
                                ? "none"
                                : LocalTime.ofSecondOfDay(second).toString())
                .isEqualTo(close);
    }

    /// Dates of Easter from the tables of the United States Naval Observatory.
    @ParameterizedTest
    @CsvSource({
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2024-03-31",
        "2038-04-25",
        "1954-04-18"
    })
    void easter(LocalDate sunday) {
        assertThat(DayPick.easterSunday(sunday.getYear())).isEqualTo(sunday);
    }

    @Property(tries = 2000)
    void nextAndPreviousUndoEachOther(@ForAll @IntRange(min = -40_000, max = 60_000) int day) {
        for (String id : IDS) {
            TradingCalendar calendar = calendar(id);
            long next = calendar.next(day);
            long previous = calendar.previous(day);
            assertThat(next).isGreaterThan(day);
            assertThat(previous).isLessThan(day);
            assertThat(calendar.isTradingDay(next) && calendar.isTradingDay(previous))
                    .isTrue();
            assertThat(calendar.days(previous + 1, next - 1))
                    .containsExactly(calendar.isTradingDay(day) ? new long[] {day} : new long[0]);
            assertThat(calendar.previous(next)).isEqualTo(calendar.isTradingDay(day) ? day : previous);
            assertThat(calendar.next(calendar.previous(next))).isEqualTo(next);
            assertThat(calendar.atOrAfter(day)).isEqualTo(calendar.isTradingDay(day) ? day : next);
        }
    }

    @Test
    void daysBeyondTheKnownYearsFollowWeekdaysAndSaySo() {
        TradingCalendar us = calendar("us");
        assertThat(us.isExtrapolated(LocalDate.of(us.lastKnownYear(), 12, 31))).isFalse();
        LocalDate beyond = LocalDate.of(us.lastKnownYear() + 1, 12, 25);
        assertThat(us.isExtrapolated(beyond)).isTrue();
        assertThat(us.isTradingDay(beyond)).isTrue();
        assertThat(us.isTradingDay(LocalDate.of(2100, 1, 2))).isFalse();
        assertThat(us.isExtrapolated(LocalDate.of(us.firstKnownYear() - 1, 12, 31)))
                .isTrue();
        assertThat(us.toString()).contains("us", "America/New_York");
    }

    @Property(tries = 200)
    void extrapolatedDaysAreThoseOfARangeThatAreNotKnown(
            @ForAll @IntRange(min = -100, max = 100) int from, @ForAll @IntRange(min = -100, max = 100) int to) {
        LocalDate border = LocalDate.of(2000, 1, 1);
        TradingCalendar two = TradingCalendar.ofHolidays("two", ZoneOffset.UTC, 2000, 2000, List.of(), Map.of());
        for (LocalDate base : List.of(border, border.plusYears(1), border.plusDays(50))) {
            LocalDate first = base.plusDays(4L * from);
            LocalDate last = base.plusDays(4L * to);
            List<LocalDate> days = first.isAfter(last)
                    ? List.of()
                    : first.datesUntil(last.plusDays(1))
                            .filter(two::isExtrapolated)
                            .toList();
            assertThat(two.extrapolated(first, last))
                    .isEqualTo(
                            days.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new ExtrapolatedDays("two", days.getFirst(), days.getLast(), 2000, 2000)));
        }
    }

    @Test
    void aSliceChangesExactlyWhereTheCalendarDoes() {
        TradingCalendar us = calendar("us");
        LocalDate from = LocalDate.parse("2024-11-25");
        LocalDate to = LocalDate.parse("2024-11-30");
        assertThat(us.slice(from, to))
                .isEqualTo("America/New_York 2024-11-25 2024-11-30 mon-fri -2024-11-28 half 2024-11-29T13:00");
        assertThat(us.slice(to, from)).isEqualTo("America/New_York 2024-11-30 2024-11-25 mon-fri");
        TradingCalendar shorter = TradingCalendar.ofHolidays("a", ZoneOffset.UTC, 2023, 2023, List.of(), Map.of());
        TradingCalendar longer = TradingCalendar.ofHolidays(
                "b", ZoneOffset.UTC, 2023, 2024, List.of(LocalDate.parse("2024-05-01")), Map.of());
        LocalDate april = LocalDate.parse("2024-04-30");
        assertThat(shorter.slice(LocalDate.parse("2023-01-01"), april))
                .isEqualTo(longer.slice(LocalDate.parse("2023-01-01"), april));
        assertThat(shorter.slice(april, LocalDate.parse("2024-05-02")))
                .isNotEqualTo(longer.slice(april, LocalDate.parse("2024-05-02")));
    }

    @Test
    void anUnknownIdNamesTheSymbol() {
        assertThatThrownBy(() -> Calendars.shipped().require("mars", "SHFE.cu2602"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("mars")
                .hasMessageContaining("SHFE.cu2602");
        assertThat(Calendars.shipped().find("mars")).isEmpty();
    }

    @Test
    void onlyWeekdaysOffAreHolidays() {
        TradingCalendar shanghai = calendar("SHFE");
        long friday = LocalDate.parse("2024-03-08").toEpochDay();
        assertThat(shanghai.hasHolidayBetween(friday, friday + 3)).isFalse();
        long beforeQingming = LocalDate.parse("2024-04-03").toEpochDay();
        assertThat(shanghai.hasHolidayBetween(beforeQingming, shanghai.next(beforeQingming)))
                .isTrue();
    }

    @Test
    void aCalendarNeedsAYearAndADay() {
        assertThatThrownBy(() -> TradingCalendar.ofHolidays("x", ZoneOffset.UTC, 2024, 2023, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TradingCalendar.ofTradingDays("x", ZoneOffset.UTC, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
