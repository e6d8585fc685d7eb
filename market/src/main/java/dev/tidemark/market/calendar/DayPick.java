package dev.tidemark.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;

/// How a holiday is found in a year.
sealed interface DayPick {
    LocalDate in(int year);

    /// The same date every year.
    record Fixed(MonthDay day) implements DayPick {
        @Override
        public LocalDate in(int year) {
            return day.atYear(year);
        }
    }

    /// A counted weekday of a month; -1 is the last.
    record Nth(int count, DayOfWeek weekday, int month) implements DayPick {
        @Override
        public LocalDate in(int year) {
            return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(count, weekday));
        }
    }

    /// The last such weekday strictly before a date.
    record Before(DayOfWeek weekday, MonthDay day) implements DayPick {
        @Override
        public LocalDate in(int year) {
            return day.atYear(year).with(TemporalAdjusters.previous(weekday));
        }
    }

    /// A number of days from Easter Sunday.
    record FromEaster(int days) implements DayPick {
        @Override
        public LocalDate in(int year) {
            return easterSunday(year).plusDays(days);
        }
    }

    /// Easter Sunday of the Gregorian calendar, by the anonymous algorithm of Meeus, Astronomical Algorithms, chapter
    /// 8.
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int dayOfMarch = h + l - 7 * m + 22;
        return LocalDate.of(year, 3, 1).plusDays(dayOfMarch - 1L);
    }
}
