package dev.tidemark.market.calendar;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A shipped calendar table. One record a line:
///
/// ```
/// calendar ID ZONE                        one or more calendars with the same days
/// known FIRST_YEAR LAST_YEAR
/// closed DATE...                          days without trading
/// half HH:MM on DATE...                   days that end early, local time
/// holiday PICK [OPTION...]                a closed day of every year
/// half HH:MM PICK [OPTION...]             a day of every year that ends early, where it is a trading day
/// PICK:   fixed MM-DD | nth COUNT WEEKDAY MONTH | last WEEKDAY MONTH | before WEEKDAY MM-DD | easter DAYS
/// OPTION: from YEAR | until YEAR | except YEAR,... | weekdays mon,... | observed OBSERVANCE
/// ```
final class CalendarScript {
    private record HalfDay(HolidayRule rule, int closeSecond) {}

    private final Map<String, ZoneId> calendars = new LinkedHashMap<>();
    private final List<HolidayRule> holidays = new ArrayList<>();
    private final List<HalfDay> halfDays = new ArrayList<>();
    private final Set<LocalDate> closed = new HashSet<>();
    private final Map<Long, Integer> earlyCloses = new HashMap<>();
    private int firstYear;
    private int lastYear;

    private CalendarScript() {}

    /// Reads a table.
    ///
    /// @throws dev.tidemark.market.TableException naming the line that cannot be understood
    static List<TradingCalendar> read(List<Line> lines) {
        CalendarScript script = new CalendarScript();
        for (Line line : lines) {
            try {
                script.take(new Words(line.text()));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw line.error("'" + line.text() + "': " + e.getMessage());
            }
        }
        return script.build();
    }

    static List<TradingCalendar> shipped(String resource) {
        return read(TableLines.resource(CalendarScript.class, resource));
    }

    private void take(Words words) {
        String keyword = words.next();
        switch (keyword) {
            case "calendar" -> calendars.put(words.next(), ZoneId.of(words.next()));
            case "known" -> {
                firstYear = words.number();
                lastYear = words.number();
            }
            case "closed" -> {
                while (words.hasNext()) {
                    closed.add(LocalDate.parse(words.next()));
                }
            }
            case "holiday" -> holidays.add(rule(words.next(), words));
            case "half" -> takeHalfDay(words);
            default -> throw new IllegalArgumentException("unknown record '" + keyword + "'");
        }
        words.requireEnd();
    }

    private void takeHalfDay(Words words) {
        int closeSecond = LocalTime.parse(words.next()).toSecondOfDay();
        String kind = words.next();
        if (!kind.equals("on")) {
            halfDays.add(new HalfDay(rule(kind, words), closeSecond));
            return;
        }
        while (words.hasNext()) {
            earlyCloses.put(LocalDate.parse(words.next()).toEpochDay(), closeSecond);
        }
    }

    private static HolidayRule rule(String kind, Words words) {
        DayPick pick = switch (kind) {
            case "fixed" -> new DayPick.Fixed(words.monthDay());
            case "nth" -> new DayPick.Nth(words.number(), words.weekday(), words.number());
            case "last" -> new DayPick.Nth(-1, words.weekday(), words.number());
            case "before" -> new DayPick.Before(words.weekday(), words.monthDay());
            case "easter" -> new DayPick.FromEaster(words.number());
            default -> throw new IllegalArgumentException("unknown day '" + kind + "'");
        };
        return options(pick, words);
    }

    private static HolidayRule options(DayPick pick, Words words) {
        int from = Integer.MIN_VALUE;
        int until = Integer.MAX_VALUE;
        Set<Integer> except = new HashSet<>();
        Set<DayOfWeek> weekdays = EnumSet.allOf(DayOfWeek.class);
        Observance observance = Observance.SAME_DAY;
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "from" -> from = words.number();
                case "until" -> until = words.number();
                case "except" -> words.list().forEach(year -> except.add(Integer.parseInt(year)));
                case "weekdays" -> {
                    weekdays.clear();
                    words.list().forEach(day -> weekdays.add(Words.weekday(day)));
                }
                case "observed" -> observance = Words.observance(words.next());
                default -> throw new IllegalArgumentException("unknown option '" + option + "'");
            }
        }
        return new HolidayRule(pick, observance, weekdays, from, until, except);
    }

    private List<TradingCalendar> build() {
        for (int year = firstYear; year <= lastYear; year++) {
            closed.addAll(holidaysOf(year));
        }
        for (int year = firstYear; year <= lastYear; year++) {
            for (HalfDay half : halfDays) {
                Set<LocalDate> days = new HashSet<>();
                half.rule().add(year, days);
                days.forEach(day -> earlyCloses.put(day.toEpochDay(), half.closeSecond()));
            }
        }
        List<TradingCalendar> built = new ArrayList<>();
        calendars.forEach((id, zone) ->
                built.add(TradingCalendar.ofHolidays(id, zone, firstYear, lastYear, closed, earlyCloses)));
        return built;
    }

    private Set<LocalDate> holidaysOf(int year) {
        Set<LocalDate> days = new TreeSet<>();
        holidays.stream().filter(rule -> !rule.looksAtOthers()).forEach(rule -> rule.add(year, days));
        // Those on weekdays take their place first; the others then move, in the order of the table.
        List<HolidayRule> movable =
                holidays.stream().filter(HolidayRule::looksAtOthers).toList();
        for (HolidayRule rule : movable) {
            Set<LocalDate> own = new HashSet<>();
            rule.add(year, own);
            own.stream().filter(rule.pick().in(year)::equals).forEach(days::add);
        }
        movable.forEach(rule -> rule.add(year, days));
        return days;
    }

    /// The words of a record, taken one by one.
    private static final class Words {
        private final String[] words;
        private int taken;

        Words(String text) {
            words = text.split("\\s+", -1);
        }

        boolean hasNext() {
            return taken < words.length;
        }

        String next() {
            if (!hasNext()) {
                throw new IllegalArgumentException("the record ends too early");
            }
            return words[taken++];
        }

        void requireEnd() {
            if (hasNext()) {
                throw new IllegalArgumentException("unexpected '" + next() + "'");
            }
        }

        int number() {
            return Integer.parseInt(next());
        }

        List<String> list() {
            return Arrays.asList(next().split(",", -1));
        }

        MonthDay monthDay() {
            return MonthDay.parse("--" + next());
        }

        DayOfWeek weekday() {
            return weekday(next());
        }

        static DayOfWeek weekday(String text) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().substring(0, 3).equalsIgnoreCase(text)) {
                    return day;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is no weekday; expected mon to sun");
        }

        static Observance observance(String text) {
            for (Observance observance : Observance.values()) {
                if (observance.text().equals(text)) {
                    return observance;
                }
            }
            throw new IllegalArgumentException("'" + text + "' is no observance");
        }
    }
}
