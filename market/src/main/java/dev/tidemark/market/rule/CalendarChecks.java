package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.time.LocalDate;
import java.util.Optional;

/// Bars where the market does not trade: `off_calendar`, `weekend_trading` and `outside_hours`; and those of years that
/// its calendar does not know, by their UTC day: `calendar_extrapolated`.
///
/// - Daily: the bar's date is no trading day. Weekly and monthly: the period of the bar has none.
/// - Intraday: no session touches the bar; then its local date decides between a day without trading and a time
///   outside the hours.
final class CalendarChecks {
    private final Timeframe timeframe;
    private final BarDays days;
    private final SessionWindows sessions;
    private final Tally offCalendar;
    private final Tally weekend;
    private final Tally outside;
    private final ExtrapolatedBars extrapolated;

    CalendarChecks(FindingLog log, Timeframe timeframe, Market market) {
        this.timeframe = timeframe;
        this.days = new BarDays(timeframe, Optional.of(market));
        this.sessions = new SessionWindows(timeframe, market);
        this.offCalendar = log.tally(RuleCode.OFF_CALENDAR);
        this.weekend = log.tally(RuleCode.WEEKEND_TRADING);
        this.outside = log.tally(RuleCode.OUTSIDE_HOURS);
        this.extrapolated = new ExtrapolatedBars(log, market.calendar());
    }

    /// @param from first row that findings are about
    void accept(long[] times, int from) {
        for (int i = from; i < times.length; i++) {
            extrapolated.check(times[i]);
            if (timeframe.isIntraday()) {
                checkTime(times[i]);
            } else {
                checkPeriod(times[i]);
            }
        }
    }

    private void checkTime(long ts) {
        if (sessions.touches(ts)) {
            return;
        }
        long date = days.date(ts);
        if (days.isTradingDay(date)) {
            keep(outside, ts, date);
        } else {
            keep(BarDays.isWeekend(date) ? weekend : offCalendar, ts, date);
        }
    }

    private void checkPeriod(long ts) {
        long date = days.date(ts);
        if (days.isTradingDay(date)) {
            return;
        }
        long start = timeframe.startOfBar(LocalDate.ofEpochDay(date)).toEpochDay();
        if (!days.hasTradingDay(start, days.afterBar(date))) {
            boolean isWeekend = timeframe.equals(Timeframe.DAILY) && BarDays.isWeekend(date);
            keep(isWeekend ? weekend : offCalendar, ts, date);
        }
    }

    private static void keep(Tally tally, long ts, long date) {
        if (tally.hit(ts)) {
            LocalDate local = LocalDate.ofEpochDay(date);
            tally.keep(ts, "date " + local + " " + local.getDayOfWeek());
        }
    }
}
