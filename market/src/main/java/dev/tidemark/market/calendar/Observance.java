package dev.tidemark.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/// What becomes of a holiday that falls on an awkward weekday.
enum Observance {
    /// Nothing.
    SAME_DAY("same-day"),
    /// On a Sunday it moves to Monday; on a Saturday it is lost.
    SUNDAY_TO_MONDAY("sunday-to-monday"),
    /// On a Saturday it moves to Friday, on a Sunday to Monday.
    NEAREST_WEEKDAY("nearest-weekday"),
    /// On a week-end it moves to the last weekday before.
    PREVIOUS_WEEKDAY("previous-weekday"),
    /// On a Tuesday the Monday before, on a Thursday the Friday after is closed too.
    BRIDGE("bridge"),
    /// On a week-end it moves to the first weekday after that is no holiday yet.
    NEXT_FREE_WEEKDAY("next-free-weekday");

    private final String text;

    Observance(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    void add(LocalDate day, Set<LocalDate> holidays) {
        holidays.add(
                switch (this) {
                    case SAME_DAY, BRIDGE -> day;
                    case SUNDAY_TO_MONDAY -> day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
                    case NEAREST_WEEKDAY -> nearest(day);
                    case PREVIOUS_WEEKDAY -> previous(day);
                    case NEXT_FREE_WEEKDAY -> nextFree(day, holidays);
                });
        if (this == BRIDGE && day.getDayOfWeek() == DayOfWeek.TUESDAY) {
            holidays.add(day.minusDays(1));
        } else if (this == BRIDGE && day.getDayOfWeek() == DayOfWeek.THURSDAY) {
            holidays.add(day.plusDays(1));
        }
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    private static LocalDate nearest(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : previous(day);
    }

    private static LocalDate previous(LocalDate day) {
        LocalDate weekday = day;
        while (isWeekend(weekday)) {
            weekday = weekday.minusDays(1);
        }
        return weekday;
    }

    private static LocalDate nextFree(LocalDate day, Set<LocalDate> holidays) {
        if (!isWeekend(day)) {
            return day;
        }
        LocalDate free = day;
        while (isWeekend(free) || holidays.contains(free)) {
            free = free.plusDays(1);
        }
        return free;
    }
}
