package dev.tidemark.app.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// Weekdays without the better-known American holidays: a simple rule for simulated data, no exchange's calendar.
public final class TradingDays {
    private TradingDays() {}

    /// The trading days from one date to another, both included.
    public static List<LocalDate> between(LocalDate first, LocalDate last) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (isTradingDay(day)) {
                days.add(day);
            }
        }
        return days;
    }

    /// The last `count` trading days that end with `last` or before it, in order.
    public static List<LocalDate> upTo(LocalDate last, int count) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = last; days.size() < count; day = day.minusDays(1)) {
            if (isTradingDay(day)) {
                days.addFirst(day);
            }
        }
        return days;
    }

    public static boolean isTradingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(day);
    }

    private static boolean isHoliday(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> isObserved(day, Month.JANUARY, 1) || isNth(day, 3, DayOfWeek.MONDAY);
            case FEBRUARY -> isNth(day, 3, DayOfWeek.MONDAY);
            case MAY -> day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
            case JUNE -> day.getYear() >= 2022 && isObserved(day, Month.JUNE, 19);
            case JULY -> isObserved(day, Month.JULY, 4);
            case SEPTEMBER -> isNth(day, 1, DayOfWeek.MONDAY);
            case NOVEMBER -> isNth(day, 4, DayOfWeek.THURSDAY);
            case DECEMBER -> isObserved(day, Month.DECEMBER, 25);
            case MARCH, APRIL, AUGUST, OCTOBER -> false;
        };
    }

    private static boolean isNth(LocalDate day, int number, DayOfWeek weekday) {
        return day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(number, weekday)));
    }

    /// A Saturday's holiday is kept on Friday, a Sunday's on Monday.
    private static boolean isObserved(LocalDate day, Month month, int dayOfMonth) {
        LocalDate holiday = LocalDate.of(day.getYear(), month, dayOfMonth);
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> day.equals(holiday.minusDays(1));
            case SUNDAY -> day.equals(holiday.plusDays(1));
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day.equals(holiday);
        };
    }
}
