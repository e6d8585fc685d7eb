package dev.tidemark.market.calendar;

import java.time.Instant;
import java.util.BitSet;

/// Finds the trading day of instants.
///
/// Under [TradingDayRule.NightShift] a session that contains the instant decides. Outside every session, by local time:
/// from 18:00 on, the first trading day strictly after the local date; before 06:00 on a day without trading, the first
/// trading day after it; else the local date if it is a trading day; else [#OUTSIDE_CALENDAR].
///
/// Answers hold for stretches of time that are remembered, so that instants near each other cost a comparison. Not
/// thread-safe.
public final class TradingDays {
    /// The answer for an instant that belongs to no trading day (reason `outside_calendar`).
    public static final long OUTSIDE_CALENDAR = Long.MIN_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int REMEMBERED_DATES = 64;

    private final Market market;
    private final LocalDay[] remembered = new LocalDay[REMEMBERED_DATES];

    private long fromNanos = Long.MAX_VALUE;
    private long untilNanos = Long.MIN_VALUE;
    private long tradingDay;
    private boolean isInSession;

    TradingDays(Market market) {
        this.market = market;
    }

    /// The trading day of an instant.
    ///
    /// @param epochNanos nanoseconds since 1970-01-01T00:00Z
    /// @return an epoch day, or [#OUTSIDE_CALENDAR]
    public long tradingDay(long epochNanos) {
        look(epochNanos);
        return tradingDay;
    }

    /// Whether an instant lies in a session of the market, the last second included. Outside one it has the finding
    /// `tick_outside_session`.
    ///
    /// @param epochNanos nanoseconds since 1970-01-01T00:00Z
    public boolean isInSession(long epochNanos) {
        look(epochNanos);
        return isInSession;
    }

    /// The trading days of many instants, in any order.
    ///
    /// @param epochNanos     instants
    /// @param tradingDays    receives the epoch day or [#OUTSIDE_CALENDAR] of each; at least as long
    /// @param outsideSession receives a bit at the index of each instant outside every session; other bits stay
    public void tradingDays(long[] epochNanos, long[] tradingDays, BitSet outsideSession) {
        for (int i = 0; i < epochNanos.length; i++) {
            look(epochNanos[i]);
            tradingDays[i] = tradingDay;
            if (!isInSession) {
                outsideSession.set(i);
            }
        }
    }

    private void look(long epochNanos) {
        if (epochNanos >= fromNanos && epochNanos < untilNanos) {
            return;
        }
        long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        LocalDay day = localDay(second);
        int stretch = day.stretchOf(second);
        fromNanos = nanos(day.start(stretch));
        untilNanos = nanos(day.end(stretch));
        tradingDay = day.tradingDay(stretch);
        isInSession = day.isInSession(stretch);
    }

    private LocalDay localDay(long second) {
        int offset = market.rule()
                .zone()
                .getRules()
                .getOffset(Instant.ofEpochSecond(second))
                .getTotalSeconds();
        long date = Math.floorDiv(second + offset, (long) SessionWindow.SECONDS_PER_DAY);
        int slot = Math.floorMod(date, REMEMBERED_DATES);
        LocalDay known = remembered[slot];
        if (known == null || known.date() != date) {
            known = LocalDay.of(market, date);
            remembered[slot] = known;
        }
        return known;
    }

    /// Instants beyond the years 1677 to 2262 have no nanoseconds; those bounds stay beyond every instant that has.
    private static long nanos(long second) {
        long most = Long.MAX_VALUE / NANOS_PER_SECOND;
        if (second > most) {
            return Long.MAX_VALUE;
        }
        return second < -most ? Long.MIN_VALUE : second * NANOS_PER_SECOND;
    }
}
