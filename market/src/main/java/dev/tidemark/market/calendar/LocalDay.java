package dev.tidemark.market.calendar;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// A local date, cut into stretches of time with one answer each.
final class LocalDay {
    private static final int MORNING = 6 * 3600;
    private static final int EVENING = 18 * 3600;

    private final Market market;
    private final long date;
    private final Session[] sessions;
    private final long[] edges;
    private final long[] tradingDays;
    private final boolean[] inSession;

    /// A session's seconds, its end second included, and its trading day.
    private record Session(long start, long end, long tradingDay) {
        boolean contains(long second) {
            return start <= second && second <= end;
        }
    }

    private LocalDay(Market market, long date) {
        this.market = market;
        this.date = date;
        this.sessions = sessionsNear(market, date);
        this.edges = edges();
        this.tradingDays = new long[edges.length - 1];
        this.inSession = new boolean[edges.length - 1];
        for (int i = 0; i < tradingDays.length; i++) {
            answer(i);
        }
    }

    static LocalDay of(Market market, long date) {
        return new LocalDay(market, date);
    }

    long date() {
        return date;
    }

    int stretchOf(long second) {
        int found = Arrays.binarySearch(edges, second);
        int stretch = found >= 0 ? found : -found - 2;
        return Math.clamp(stretch, 0, tradingDays.length - 1);
    }

    /// First second of a stretch.
    long start(int stretch) {
        return edges[stretch];
    }

    /// First second after a stretch.
    long end(int stretch) {
        return edges[stretch + 1];
    }

    long tradingDay(int stretch) {
        return tradingDays[stretch];
    }

    boolean isInSession(int stretch) {
        return inSession[stretch];
    }

    /// The sessions that can touch a date belong to the trading days around it: a night session may begin days before.
    private static Session[] sessionsNear(Market market, long date) {
        TradingCalendar calendar = market.calendar();
        long here = calendar.atOrAfter(date);
        long[] days = {calendar.previous(date), here, calendar.next(here)};
        return Arrays.stream(days)
                .boxed()
                .flatMap(day -> {
                    long[] seconds = market.sessionSeconds(day);
                    Session[] found = new Session[seconds.length / 2];
                    for (int i = 0; i < found.length; i++) {
                        found[i] = new Session(seconds[2 * i], seconds[2 * i + 1], day);
                    }
                    return Arrays.stream(found);
                })
                .toArray(Session[]::new);
    }

    private long[] edges() {
        long start = local(0);
        long end = local(SessionWindow.SECONDS_PER_DAY);
        Set<Long> inner = new TreeSet<>();
        inner.add(start);
        switch (market.rule()) {
            case TradingDayRule.NightShift rule -> {
                inner.add(local(MORNING));
                inner.add(local(EVENING));
            }
            case TradingDayRule.RollAt rule -> inner.add(local(rule.time().toSecondOfDay()));
            case TradingDayRule.LocalDateRule rule -> {}
            case TradingDayRule.UtcDate rule -> {}
        }
        for (Session session : sessions) {
            inner.add(Math.clamp(session.start(), start, end));
            inner.add(Math.clamp(session.end() + 1, start, end));
        }
        inner.add(end);
        return inner.stream().mapToLong(Long::longValue).toArray();
    }

    private void answer(int stretch) {
        long second = edges[stretch];
        long ofSession = TradingDays.OUTSIDE_CALENDAR;
        long latestStart = Long.MIN_VALUE;
        for (Session session : sessions) {
            if (session.contains(second) && session.start() >= latestStart) {
                latestStart = session.start();
                ofSession = session.tradingDay();
            }
        }
        inSession[stretch] = ofSession != TradingDays.OUTSIDE_CALENDAR;
        tradingDays[stretch] = switch (market.rule()) {
            case TradingDayRule.LocalDateRule rule -> date;
            case TradingDayRule.UtcDate rule -> date;
            case TradingDayRule.RollAt rule ->
                second < local(rule.time().toSecondOfDay())
                        ? market.calendar().atOrAfter(date)
                        : market.calendar().next(date);
            case TradingDayRule.NightShift rule -> inSession[stretch] ? ofSession : byHour(second);
        };
    }

    private long byHour(long second) {
        TradingCalendar calendar = market.calendar();
        if (second >= local(EVENING)) {
            return calendar.next(date);
        }
        if (calendar.isTradingDay(date)) {
            return date;
        }
        return second < local(MORNING) ? calendar.next(date) : TradingDays.OUTSIDE_CALENDAR;
    }

    private long local(int secondOfDay) {
        return Sessions.instant(date, secondOfDay, market.rule().zone());
    }
}
