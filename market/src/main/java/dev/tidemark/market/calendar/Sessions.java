package dev.tidemark.market.calendar;

import dev.tidemark.market.calendar.SessionEvent.Change;
import dev.tidemark.market.calendar.SessionWindow.Kind;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The sessions of one product over time. Immutable.
///
/// A night session belongs to the trading day whose morning follows it. It does not take place when a holiday lies
/// between
/// the two trading days. Half days of the calendar cut day sessions.
public final class Sessions {
    /// The whole local day, for markets without a session table.
    public static final Sessions WHOLE_DAY = new Sessions(
            List.of(new Dated(
                    SessionWindow.of(Kind.DAY, 0, SessionWindow.SECONDS_PER_DAY), Long.MIN_VALUE, Long.MAX_VALUE)),
            List.of());

    /// A window and the trading days it holds for.
    ///
    /// @param from  first trading day, as an epoch day
    /// @param until last trading day, as an epoch day
    record Dated(SessionWindow window, long from, long until) {}

    private final List<Dated> windows;
    private final List<SessionEvent> events;

    Sessions(List<Dated> windows, List<SessionEvent> events) {
        this.windows = windows.stream()
                .sorted(Comparator.comparing((Dated dated) -> dated.window().kind() == Kind.DAY)
                        .thenComparingInt(dated -> dated.window().startSecond()))
                .toList();
        this.events = List.copyOf(events);
    }

    /// Sessions that are the same on every trading day.
    public static Sessions of(List<SessionWindow> windows) {
        return new Sessions(
                windows.stream()
                        .map(window -> new Dated(window, Long.MIN_VALUE, Long.MAX_VALUE))
                        .toList(),
                List.of());
    }

    /// These windows with other events.
    Sessions with(List<SessionEvent> others) {
        return new Sessions(windows, others);
    }

    /// The sessions of a trading day as instants: start and end in turn, in epoch seconds, ascending. Trading from the
    /// start up to the end; ticks stamped within the second of the end still belong to the session.
    ///
    /// @param tradingDay epoch day
    /// @return an even number of seconds; empty if nothing trades or the day is no trading day
    public long[] of(TradingCalendar calendar, long tradingDay) {
        List<SessionWindow> today = windows(calendar, tradingDay);
        long[] seconds = new long[2 * today.size()];
        for (int i = 0; i < today.size(); i++) {
            SessionWindow window = today.get(i);
            long base = window.kind() == Kind.DAY ? tradingDay : calendar.previous(tradingDay);
            seconds[2 * i] = instant(base, window.startSecond(), calendar.zone());
            seconds[2 * i + 1] = instant(base, window.endSecond(), calendar.zone());
        }
        return seconds;
    }

    /// Which kind each session of a trading day is, in the order of [#of].
    List<SessionWindow.Kind> kinds(TradingCalendar calendar, long tradingDay) {
        return windows(calendar, tradingDay).stream().map(SessionWindow::kind).toList();
    }

    private List<SessionWindow> windows(TradingCalendar calendar, long tradingDay) {
        return calendar.isTradingDay(tradingDay)
                ? cut(changed(valid(calendar, tradingDay), tradingDay), calendar.earlyClose(tradingDay))
                : List.of();
    }

    private List<SessionWindow> valid(TradingCalendar calendar, long tradingDay) {
        boolean hasNight = !calendar.hasHolidayBetween(calendar.previous(tradingDay), tradingDay);
        List<SessionWindow> valid = new ArrayList<>(windows.size());
        for (Dated dated : windows) {
            boolean holds = dated.from() <= tradingDay && tradingDay <= dated.until();
            if (holds && (hasNight || dated.window().kind() == Kind.DAY)) {
                valid.add(dated.window());
            }
        }
        return valid;
    }

    private List<SessionWindow> changed(List<SessionWindow> regular, long tradingDay) {
        List<SessionWindow> today = regular;
        for (SessionEvent event : events) {
            if (event.holdsOn(tradingDay)) {
                today = apply(event, today);
            }
        }
        return today;
    }

    private static List<SessionWindow> apply(SessionEvent event, List<SessionWindow> windows) {
        List<SessionWindow> concerned = windows.stream()
                .filter(window -> window.kind() == event.session())
                .toList();
        if (concerned.isEmpty()) {
            return windows;
        }
        return switch (event.change()) {
            case Change.Skip skip ->
                windows.stream()
                        .filter(window -> window.kind() != event.session())
                        .toList();
            case Change.ShiftStart shift -> replaced(windows, concerned.getFirst(), shift.second(), true);
            case Change.ShiftEnd shift -> replaced(windows, concerned.getLast(), shift.second(), false);
        };
    }

    private static List<SessionWindow> replaced(
            List<SessionWindow> windows, SessionWindow old, int second, boolean isStart) {
        int start = isStart ? second : old.startSecond();
        int end = isStart ? old.endSecond() : second;
        List<SessionWindow> result = new ArrayList<>(windows);
        result.remove(old);
        if (start < end) {
            result.add(windows.indexOf(old), new SessionWindow(old.kind(), start, end, old.afterClose()));
        }
        return result;
    }

    private static List<SessionWindow> cut(List<SessionWindow> windows, int earlyClose) {
        if (earlyClose == TradingCalendar.NO_EARLY_CLOSE) {
            return windows;
        }
        List<SessionWindow> result = new ArrayList<>(windows.size());
        for (SessionWindow window : windows) {
            int end = window.kind() == Kind.NIGHT
                    ? window.endSecond()
                    : Math.min(window.endSecond(), earlyClose + window.afterClose());
            if (window.startSecond() < end) {
                result.add(new SessionWindow(window.kind(), window.startSecond(), end, window.afterClose()));
            }
        }
        return result;
    }

    /// All that [#of(TradingCalendar, long)] depends on beside the calendar, as a text: equal sessions have equal ones.
    String text() {
        StringBuilder text = new StringBuilder();
        for (Dated dated : windows) {
            SessionWindow window = dated.window();
            text.append(window.kind()).append(' ').append(window.startSecond()).append(' ');
            text.append(window.endSecond())
                    .append(' ')
                    .append(window.afterClose())
                    .append(' ');
            text.append(dated.from()).append(' ').append(dated.until()).append(';');
        }
        for (SessionEvent event : events) {
            text.append(event.session())
                    .append(' ')
                    .append(event.change().text())
                    .append(' ');
            text.append(event.firstDay()).append(' ').append(event.lastDay()).append(';');
        }
        return text.toString();
    }

    /// Whether the same windows hold on every trading day.
    @Override
    public boolean equals(Object other) {
        return other instanceof Sessions that && windows.equals(that.windows) && events.equals(that.events);
    }

    @Override
    public int hashCode() {
        return Objects.hash(windows, events);
    }

    /// A local time skipped by a clock change counts as the instant of the change's length later, a repeated one as its
    /// first pass.
    static long instant(long epochDay, int second, ZoneId zone) {
        return LocalDateTime.ofEpochSecond(epochDay * SessionWindow.SECONDS_PER_DAY + second, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toEpochSecond();
    }
}
