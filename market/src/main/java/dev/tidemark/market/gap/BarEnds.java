package dev.tidemark.market.gap;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.time.LocalDate;

/// When bars end.
final class BarEnds {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    private BarEnds() {}

    static long of(Market market, Timeframe timeframe, long start) {
        long day = Math.floorDiv(start, SECONDS_PER_DAY * MICROS_PER_SECOND);
        if (timeframe.isIntraday()) {
            return ofIntraday(market, timeframe, start, day);
        }
        LocalDate first = LocalDate.ofEpochDay(day);
        long last = switch (timeframe.unit()) {
            case MINUTE, DAY -> day;
            case WEEK -> day + 6;
            case MONTH -> first.withDayOfMonth(first.lengthOfMonth()).toEpochDay();
        };
        long lastTrading = market.calendar().previous(last + 1);
        long[] sessions = lastTrading < day ? new long[0] : market.sessionSeconds(lastTrading);
        return sessions.length == 0
                ? (last + 1) * SECONDS_PER_DAY * MICROS_PER_SECOND
                : sessions[sessions.length - 1] * MICROS_PER_SECOND;
    }

    /// The session of an instant belongs to the trading day of its date, or to the one before or after.
    private static long ofIntraday(Market market, Timeframe timeframe, long start, long date) {
        long end = start + timeframe.interval().toSeconds() * MICROS_PER_SECOND;
        long here = market.calendar().atOrAfter(date);
        long[] days = {market.calendar().previous(date), here, market.calendar().next(here)};
        for (long day : days) {
            long[] seconds = market.sessionSeconds(day);
            for (int i = 0; i < seconds.length; i += 2) {
                long close = seconds[i + 1] * MICROS_PER_SECOND;
                if (seconds[i] * MICROS_PER_SECOND <= start && start < close) {
                    return Math.min(end, close);
                }
            }
        }
        return end;
    }
}
