package dev.tidemark.market.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The trading days of a market, and its half days.
///
/// A calendar knows whole years, from [#firstKnownYear] to [#lastKnownYear]. Days of other years are extrapolated:
/// there
/// every regular weekday is a trading day, and [#isExtrapolated] says so. Immutable.
public final class TradingCalendar {
    /// The answer of [#earlyClose] for a full day.
    public static final int NO_EARLY_CLOSE = -1;

    private static final int DAYS_PER_WEEK = 7;
    /// Days of the week count from Monday = 0; 1970-01-01 was a Thursday.
    private static final int WEEKDAY_OF_EPOCH = 3;

    private static final int SATURDAY = 5;

    private final String id;
    private final ZoneId zone;
    private final int regularWeekdays;
    private final int firstKnownYear;
    private final int lastKnownYear;
    private final long firstKnownDay;
    private final long lastKnownDay;
    private final BitSet open;
    private final NavigableMap<Long, Integer> earlyCloses;

    private TradingCalendar(
            String id, ZoneId zone, int regularWeekdays, int firstYear, int lastYear, Map<Long, Integer> earlyCloses) {
        if (firstYear > lastYear) {
            throw new IllegalArgumentException("calendar " + id + " knows no year: " + firstYear + " to " + lastYear);
        }
        this.id = id;
        this.zone = zone;
        this.regularWeekdays = regularWeekdays;
        this.firstKnownYear = firstYear;
        this.lastKnownYear = lastYear;
        this.firstKnownDay = LocalDate.of(firstYear, 1, 1).toEpochDay();
        this.lastKnownDay = LocalDate.of(lastYear, 12, 31).toEpochDay();
        this.open = new BitSet();
        this.earlyCloses = new TreeMap<>(earlyCloses);
    }

    /// A calendar whose trading days are Monday to Friday without holidays.
    ///
    /// @param holidays    closed days; week-ends among them and days outside the known years change nothing
    /// @param earlyCloses local second of the day (1 to 86,399) at which a half day ends, by epoch day; entries on days
    ///                    that are no trading days are dropped
    public static TradingCalendar ofHolidays(
            String id,
            ZoneId zone,
            int firstYear,
            int lastYear,
            Collection<LocalDate> holidays,
            Map<Long, Integer> earlyCloses) {
        var calendar = new TradingCalendar(id, zone, SATURDAY, firstYear, lastYear, earlyCloses);
        for (long day = calendar.firstKnownDay; day <= calendar.lastKnownDay; day++) {
            calendar.open.set(calendar.index(day), calendar.isRegularWeekday(day));
        }
        for (LocalDate holiday : holidays) {
            if (calendar.isKnown(holiday.toEpochDay())) {
                calendar.open.clear(calendar.index(holiday.toEpochDay()));
            }
        }
        calendar.earlyCloses.keySet().removeIf(day -> !calendar.isTradingDay(day));
        return calendar;
    }

    /// A calendar of exactly these days, which may include week-ends. It knows the years from the first to the last.
    ///
    /// @throws IllegalArgumentException without a day
    public static TradingCalendar ofTradingDays(String id, ZoneId zone, Collection<LocalDate> days) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("calendar " + id + " has no trading day");
        }
        NavigableSet<LocalDate> sorted = new TreeSet<>(days);
        var calendar = new TradingCalendar(
                id, zone, SATURDAY, sorted.first().getYear(), sorted.last().getYear(), Map.of());
        sorted.forEach(day -> calendar.open.set(calendar.index(day.toEpochDay())));
        return calendar;
    }

    /// A calendar without a closed day. It knows the years 1 to 9999.
    public static TradingCalendar ofEveryDay(String id, ZoneId zone) {
        var calendar = new TradingCalendar(id, zone, DAYS_PER_WEEK, 1, 9999, Map.of());
        calendar.open.set(0, calendar.index(calendar.lastKnownDay) + 1);
        return calendar;
    }

    /// The name it is looked up by, such as `us` or `SHFE`.
    public String id() {
        return id;
    }

    /// The zone of its dates and times.
    public ZoneId zone() {
        return zone;
    }

    public int firstKnownYear() {
        return firstKnownYear;
    }

    public int lastKnownYear() {
        return lastKnownYear;
    }

    /// Whether a date lies outside the known years, so that answers about it follow weekdays only (finding
    /// `calendar_extrapolated`).
    public boolean isExtrapolated(LocalDate date) {
        return !isKnown(date.toEpochDay());
    }

    /// Whether a day, as an epoch day, lies outside the known years.
    public boolean isExtrapolated(long epochDay) {
        return !isKnown(epochDay);
    }

    /// The days of a range that lie outside the known years; empty when all are known.
    ///
    /// @param from first day of the range
    /// @param to   last day of the range; before `from` there are none
    public Optional<ExtrapolatedDays> extrapolated(LocalDate from, LocalDate to) {
        LocalDate before = LocalDate.ofEpochDay(firstKnownDay - 1);
        LocalDate after = LocalDate.ofEpochDay(lastKnownDay + 1);
        LocalDate first = isExtrapolated(from) ? from : after;
        LocalDate last = isExtrapolated(to) ? to : before;
        return to.isBefore(from) || first.isAfter(to) || last.isBefore(from)
                ? Optional.empty()
                : Optional.of(new ExtrapolatedDays(id, first, last, firstKnownYear, lastKnownYear));
    }

    public boolean isTradingDay(LocalDate date) {
        return isTradingDay(date.toEpochDay());
    }

    public boolean isTradingDay(long epochDay) {
        return isKnown(epochDay) ? open.get(index(epochDay)) : isRegularWeekday(epochDay);
    }

    /// The first trading day strictly after a date.
    public LocalDate next(LocalDate date) {
        return LocalDate.ofEpochDay(next(date.toEpochDay()));
    }

    /// The first trading day strictly after a day, as an epoch day.
    public long next(long epochDay) {
        return atOrAfter(epochDay + 1);
    }

    /// The day itself if it is a trading day, else the first one after it, as an epoch day.
    public long atOrAfter(long epochDay) {
        long day = epochDay;
        if (isKnown(day)) {
            int found = open.nextSetBit(index(day));
            if (found >= 0) {
                return firstKnownDay + found;
            }
            day = lastKnownDay + 1;
        }
        while (!isTradingDay(day)) {
            day++;
        }
        return day;
    }

    /// The last trading day strictly before a date.
    public LocalDate previous(LocalDate date) {
        return LocalDate.ofEpochDay(previous(date.toEpochDay()));
    }

    /// The last trading day strictly before a day, as an epoch day.
    public long previous(long epochDay) {
        long day = epochDay - 1;
        if (isKnown(day)) {
            int found = open.previousSetBit(index(day));
            if (found >= 0) {
                return firstKnownDay + found;
            }
            day = firstKnownDay - 1;
        }
        while (!isTradingDay(day)) {
            day--;
        }
        return day;
    }

    /// The trading days of a range as epoch days, ascending.
    ///
    /// @param from first day of the range
    /// @param to   last day of the range; before `from` there are none
    public long[] days(long from, long to) {
        long[] days = new long[64];
        int count = 0;
        for (long day = atOrAfter(from); day <= to; day = next(day)) {
            if (count == days.length) {
                days = Arrays.copyOf(days, 2 * count);
            }
            days[count++] = day;
        }
        return Arrays.copyOf(days, count);
    }

    /// When a half day ends.
    ///
    /// @return local second of the day, or [#NO_EARLY_CLOSE]
    public int earlyClose(long epochDay) {
        return earlyCloses.getOrDefault(epochDay, NO_EARLY_CLOSE);
    }

    /// Whether a holiday, a regular weekday without trading, lies strictly between two days. Plain week-ends are none.
    public boolean hasHolidayBetween(long earlier, long later) {
        for (long day = earlier + 1; day < later; day++) {
            if (isRegularWeekday(day) && !isTradingDay(day)) {
                return true;
            }
        }
        return false;
    }

    /// What this calendar says about a range of days, as text for a digest: equal exactly when zone, trading days and
    /// half days of the range are equal. Days only extrapolated count by what they say, so that learning a year changes
    /// nothing where the extrapolation was right.
    ///
    /// @param from first day of the range
    /// @param to   last day of the range
    public String slice(LocalDate from, LocalDate to) {
        StringBuilder text = new StringBuilder(zone.getId())
                .append(' ')
                .append(from)
                .append(' ')
                .append(to)
                .append(regularWeekdays == DAYS_PER_WEEK ? " all" : " mon-fri");
        for (long day = from.toEpochDay(); day <= to.toEpochDay(); day++) {
            boolean isOpen = isTradingDay(day);
            if (isOpen != isRegularWeekday(day)) {
                text.append(isOpen ? " +" : " -").append(LocalDate.ofEpochDay(day));
            }
        }
        earlyCloses
                .subMap(from.toEpochDay(), true, Math.max(from.toEpochDay(), to.toEpochDay()), true)
                .forEach((day, second) -> text.append(" half ")
                        .append(LocalDate.ofEpochDay(day))
                        .append('T')
                        .append(LocalTime.ofSecondOfDay(second)));
        return text.toString();
    }

    private boolean isKnown(long epochDay) {
        return epochDay >= firstKnownDay && epochDay <= lastKnownDay;
    }

    private int index(long epochDay) {
        return (int) (epochDay - firstKnownDay);
    }

    private boolean isRegularWeekday(long epochDay) {
        return Math.floorMod(epochDay + WEEKDAY_OF_EPOCH, DAYS_PER_WEEK) < regularWeekdays;
    }

    @Override
    public String toString() {
        return id + " (" + zone + ", " + firstKnownYear + " to " + lastKnownYear + ")";
    }
}
