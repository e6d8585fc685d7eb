package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;

/// Intraday bars are expected from each session's open in steps of their length up to its close.
final class SessionGaps implements BarGaps {
    /// How far behind a date the session of the next trading day can begin.
    private static final long LONGEST_CLOSURE_DAYS = 30;

    private final Market market;
    private final long step;

    /// The session that the last counted bars ended in: most holes lie within one.
    private long knownOpen;

    private long knownClose;

    SessionGaps(Timeframe timeframe, Market market) {
        this.market = market;
        this.step = BarDays.micros(timeframe);
    }

    @Override
    public long missing(long earlier, long later, long limit) {
        if (later - earlier <= step) {
            return 0;
        }
        if (earlier >= knownOpen && later < knownClose) {
            return startsBetween(knownOpen, knownClose, earlier, later);
        }
        return missingOnDays(earlier, later, limit);
    }

    private long missingOnDays(long earlier, long later, long limit) {
        long missing = 0;
        long lastDay = Math.floorDiv(later, BarDays.MICROS_PER_DAY) + LONGEST_CLOSURE_DAYS;
        long day = market.calendar().previous(Math.floorDiv(earlier, BarDays.MICROS_PER_DAY));
        boolean isBehind = false;
        while (!isBehind && day <= lastDay && missing <= limit) {
            long[] seconds = market.sessionSeconds(day);
            for (int i = 0; i < seconds.length; i += 2) {
                missing += startsBetween(micros(seconds[i]), micros(seconds[i + 1]), earlier, later);
                remember(micros(seconds[i]), micros(seconds[i + 1]), later);
            }
            isBehind = seconds.length > 0 && micros(seconds[0]) >= later;
            day = market.calendar().next(day);
        }
        return missing;
    }

    private void remember(long open, long close, long time) {
        if (time >= open && time < close) {
            knownOpen = open;
            knownClose = close;
        }
    }

    /// The bars of a session that start strictly between two times.
    private long startsBetween(long open, long close, long earlier, long later) {
        long first = earlier < open ? 0 : (earlier - open) / step + 1;
        long end = later <= open ? 0 : Math.ceilDiv(Math.min(later, close) - open, step);
        return Math.max(0, end - first);
    }

    private static long micros(long seconds) {
        return seconds * BarDays.MICROS_PER_SECOND;
    }
}
