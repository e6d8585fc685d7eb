package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.util.Arrays;

/// The sessions around a time, in microseconds; looked up again when the UTC date changes. Not thread-safe.
final class SessionWindows {
    private final Market market;
    private final long step;

    private long fromMicros = Long.MAX_VALUE;
    private long untilMicros = Long.MIN_VALUE;
    private long[] windows = {};
    /// Place of the window that held the last row.
    private int current;

    SessionWindows(Timeframe timeframe, Market market) {
        this.market = market;
        this.step = BarDays.micros(timeframe);
    }

    /// Whether some of a bar lies in a session, its closing second left out: a bar that only begins at the close does
    /// not.
    ///
    /// @param micros start of the bar
    boolean touches(long micros) {
        if (micros < fromMicros || micros >= untilMicros) {
            look(micros);
        }
        if (current < windows.length && overlaps(current, micros)) {
            return true;
        }
        for (int i = 0; i < windows.length; i += 2) {
            if (overlaps(i, micros)) {
                current = i;
                return true;
            }
        }
        return false;
    }

    private boolean overlaps(int window, long micros) {
        return micros < windows[window + 1] && micros + step > windows[window];
    }

    /// A session that a bar of a date can touch belongs to the trading days around it: a night session may begin days
    /// before its own.
    private void look(long micros) {
        long date = Math.floorDiv(micros, BarDays.MICROS_PER_DAY);
        long here = market.calendar().atOrAfter(date);
        long[] days = {market.calendar().previous(date), here, market.calendar().next(here)};
        windows = Arrays.stream(days)
                .flatMap(day -> Arrays.stream(market.sessionSeconds(day)))
                .map(second -> second * BarDays.MICROS_PER_SECOND)
                .toArray();
        current = 0;
        fromMicros = date * BarDays.MICROS_PER_DAY;
        untilMicros = fromMicros + BarDays.MICROS_PER_DAY;
    }
}
