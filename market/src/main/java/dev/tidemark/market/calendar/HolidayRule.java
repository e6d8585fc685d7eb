package dev.tidemark.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/// A day that recurs every year.
///
/// @param weekdays only in years in which it falls on one of these
/// @param from     first year
/// @param until    last year
/// @param except   years without it
record HolidayRule(
        DayPick pick, Observance observance, Set<DayOfWeek> weekdays, int from, int until, Set<Integer> except) {
    /// Adds the day of a year, if the year has it.
    void add(int year, Set<LocalDate> days) {
        if (year < from || year > until || except.contains(year)) {
            return;
        }
        LocalDate day = pick.in(year);
        if (weekdays.contains(day.getDayOfWeek())) {
            observance.add(day, days);
        }
    }

    /// Whether where it moves depends on the other holidays.
    boolean looksAtOthers() {
        return observance == Observance.NEXT_FREE_WEEKDAY;
    }
}
