package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.market.calendar.Calendars;
import dev.tidemark.market.calendar.ConsensusCalendar.DayVotes;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.TradingCalendar;
import dev.tidemark.sources.gap.ConsensusRun.Group;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/// Prints calendars.
final class CalendarPrinter {
    /// What is expected where no calendar is known: Monday to Friday.
    static final TradingCalendar WEEKDAYS =
            TradingCalendar.ofHolidays("weekdays", ZoneOffset.UTC, 1970, 1970, List.of(), Map.of());

    private final Console console;

    CalendarPrinter(Console console) {
        this.console = console;
    }

    /// The calendars there are.
    void list(Calendars calendars) {
        TextTable table = new TextTable().text("CALENDAR").text("ZONE").text("KNOWN YEARS");
        for (String id : new TreeSet<>(calendars.ids())) {
            TradingCalendar calendar = calendars.find(id).orElseThrow();
            if (console.isJson()) {
                console.print(new JsonObject()
                        .put("calendar", id)
                        .put("zone", calendar.zone().getId())
                        .put("first_year", calendar.firstKnownYear())
                        .put("last_year", calendar.lastKnownYear()));
            } else {
                String years = calendar.firstKnownYear() + " to " + calendar.lastKnownYear();
                table.row(id, calendar.zone().getId(), years);
            }
        }
        if (!console.isJson()) {
            table.print(console);
        }
    }

    /// The trading days of a range, and, for people, the weekdays between them without trading.
    void days(Market market, LocalDate first, LocalDate last) {
        TextTable table = new TextTable().text("DAY").text("").text("SESSIONS").text("NOTE");
        long open = 0;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            boolean isOpen = market.calendar().isTradingDay(day);
            open += isOpen ? 1 : 0;
            if (console.isJson()) {
                if (isOpen) {
                    console.print(json(market, day));
                }
            } else if (isOpen || WEEKDAYS.isTradingDay(day)) {
                table.row(
                        day.toString(),
                        day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT),
                        String.join(", ", sessions(market, day)),
                        note(market.calendar(), day, isOpen));
            }
        }
        if (!console.isJson()) {
            table.print(console);
            console.print(market.calendar().id() + ": " + HumanText.count(open, "trading days") + ", hours of "
                    + market.calendar().zone());
        }
    }

    private static String note(TradingCalendar calendar, LocalDate day, boolean isOpen) {
        String what = !isOpen
                ? "closed"
                : calendar.earlyClose(day.toEpochDay()) == TradingCalendar.NO_EARLY_CLOSE ? "" : "half day";
        String guess = calendar.isExtrapolated(day) ? "not in the table" : "";
        return what.isEmpty() || guess.isEmpty() ? what + guess : what + ", " + guess;
    }

    private static JsonObject json(Market market, LocalDate day) {
        TradingCalendar calendar = market.calendar();
        return new JsonObject()
                .put("calendar", calendar.id())
                .put("day", day.toString())
                .put("sessions", sessions(market, day))
                .put("half_day", calendar.earlyClose(day.toEpochDay()) != TradingCalendar.NO_EARLY_CLOSE)
                .put("extrapolated", calendar.isExtrapolated(day));
    }

    /// `09:30-16:00`, in the calendar's zone.
    private static List<String> sessions(Market market, LocalDate day) {
        long[] seconds = market.sessionSeconds(day.toEpochDay());
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < seconds.length; i += 2) {
            ZoneId zone = market.calendar().zone();
            sessions.add(local(seconds[i], zone) + "-" + local(seconds[i + 1], zone));
        }
        return sessions;
    }

    private static LocalTime local(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalTime();
    }

    /// Where data and tables disagree.
    void consensus(SortedMap<String, Group> groups) {
        TextTable table = new TextTable()
                .text("CALENDAR")
                .text("DAY")
                .text("TABLE SAYS")
                .number("TRADE")
                .number("OF");
        List<String> totals = new ArrayList<>();
        groups.forEach((id, group) -> {
            TradingCalendar said = group.table().orElse(WEEKDAYS);
            List<DayVotes> votes = group.consensus().against(said);
            votes.forEach(day -> row(table, id, group, day));
            totals.add(total(id, group, votes.size()));
        });
        if (!console.isJson()) {
            if (!table.isEmpty()) {
                table.print(console);
            }
            totals.forEach(console::print);
        }
    }

    private static String total(String id, Group group, long disagreements) {
        long judged =
                group.consensus().votes().stream().filter(DayVotes::isJudged).count();
        return id + ": " + HumanText.count(group.consensus().symbols(), "symbols") + ", "
                + HumanText.count(judged, "days") + " judged, " + HumanText.count(disagreements) + " disagree with "
                + group.table().map(calendar -> "the table").orElse("Monday to Friday, as no calendar is known");
    }

    private void row(TextTable table, String id, Group group, DayVotes day) {
        String says = day.isOpen() ? "closed" : "open";
        if (console.isJson()) {
            console.print(new JsonObject()
                    .put("calendar", id)
                    .put("day", day.date().toString())
                    .put("table", group.table().isPresent() ? says : "none")
                    .put("consensus", day.isOpen() ? "open" : "closed")
                    .put("trading", day.trading())
                    .put("alive", day.alive()));
        } else {
            table.row(id, day.date().toString(), says, HumanText.count(day.trading()), HumanText.count(day.alive()));
        }
    }
}
