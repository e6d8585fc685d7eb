package dev.tidemark.market.calendar;

import dev.tidemark.market.Timeframe;
import java.util.List;

/// When a product trades: its calendar, the rule that assigns instants to trading days, and its sessions.
public record Market(TradingCalendar calendar, TradingDayRule rule, Sessions sessions) {
    /// This market with other sessions, such as extended hours.
    public Market withSessions(Sessions others) {
        return new Market(calendar, rule, others);
    }

    /// This market with another calendar.
    public Market withCalendar(TradingCalendar other) {
        return new Market(other, rule, sessions);
    }

    /// The sessions of a trading day in epoch seconds, see [Sessions#of(TradingCalendar, long)].
    ///
    /// @param tradingDay epoch day
    public long[] sessionSeconds(long tradingDay) {
        return sessions.of(calendar, tradingDay);
    }

    /// Which kind each session of a trading day is, in the order of [#sessionSeconds].
    ///
    /// @param tradingDay epoch day
    public List<SessionWindow.Kind> sessionKinds(long tradingDay) {
        return sessions.kinds(calendar, tradingDay);
    }

    /// The start times of all bars expected for the trading days of a range, in epoch microseconds UTC, ascending.
    ///
    /// - Daily: each trading day at 00:00. Weekly: the Monday, monthly: the first, of each week or month that has a
    ///   trading day in the range; that first bar may start before the range.
    /// - Intraday: from each session's open in steps of the timeframe up to, not including, its close; the last bar of
    /// a
    ///   session may be shorter.
    ///
    /// @param from first trading day, as an epoch day
    /// @param to   last trading day, as an epoch day
    public long[] barMicros(Timeframe timeframe, long from, long to) {
        return BarGrid.micros(this, timeframe, from, to);
    }

    /// What decides when it trades, as a text: calendar, trading-day rule, sessions and their events. Markets with the
    /// same calendar and another text may have other bars; what the calendar's days are is not in it.
    public String text() {
        return calendar.id() + " " + rule.text() + " " + sessions.text();
    }

    /// A finder of the trading day of instants. Each thread needs its own.
    public TradingDays tradingDays() {
        return new TradingDays(this);
    }
}
