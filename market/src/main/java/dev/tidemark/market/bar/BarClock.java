package dev.tidemark.market.bar;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.time.LocalDate;

/// Says in which bar of a trading day an instant lies.
///
/// Intraday bars begin at each session's open and follow each other in steps of the timeframe up to its close, where
/// the
/// last one may be shorter: the grid that gaps are looked for on. So no bar spans a break. What is stamped outside
/// every
/// session is not lost: before the first session (an opening auction) it belongs to the day's first bar, else to the
/// last bar of the session before. Daily and longer bars take all of a trading day.
public final class BarClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    private final long[] sessions;
    private final long step;
    private final long fixedMicros;
    private int session;

    private BarClock(long[] sessions, long step, long fixedMicros) {
        this.sessions = sessions;
        this.step = step;
        this.fixedMicros = fixedMicros;
    }

    /// The clock of a trading day. A day without sessions, such as one that the calendar does not know, is one session
    /// from local midnight to midnight.
    public static BarClock of(Market market, Timeframe timeframe, LocalDate tradingDay) {
        return of(sessions(market, tradingDay), timeframe, tradingDay);
    }

    /// The clock of a day that is one session of 24 hours in UTC, for symbols without a market.
    public static BarClock ofUtcDay(Timeframe timeframe, LocalDate day) {
        long start = day.toEpochDay() * SECONDS_PER_DAY;
        return of(new long[] {start, start + SECONDS_PER_DAY}, timeframe, day);
    }

    private static BarClock of(long[] sessions, Timeframe timeframe, LocalDate tradingDay) {
        long micros = timeframe.startOfBar(tradingDay).toEpochDay() * SECONDS_PER_DAY * MICROS_PER_SECOND;
        return new BarClock(
                sessions, timeframe.isIntraday() ? timeframe.interval().toSeconds() : 0, micros);
    }

    private static long[] sessions(Market market, LocalDate tradingDay) {
        long[] seconds = market.sessionSeconds(tradingDay.toEpochDay());
        if (seconds.length > 0) {
            return seconds;
        }
        var zone = market.calendar().zone();
        return new long[] {
            tradingDay.atStartOfDay(zone).toEpochSecond(),
            tradingDay.plusDays(1).atStartOfDay(zone).toEpochSecond()
        };
    }

    /// Start of the day's first bar, in microseconds.
    public long firstMicros() {
        return step == 0 ? fixedMicros : sessions[0] * MICROS_PER_SECOND;
    }

    /// Start of the day's last bar, in microseconds.
    public long lastMicros() {
        return step == 0 ? fixedMicros : start(sessions.length - 2, sessions[sessions.length - 1] - 1);
    }

    /// Start of the bar that an instant belongs to. Quickest when instants ascend; not thread-safe.
    ///
    /// @param epochNanos nanoseconds since 1970-01-01T00:00Z
    /// @return microseconds since then
    public long startMicros(long epochNanos) {
        if (step == 0) {
            return fixedMicros;
        }
        long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        if (second < sessions[session]) {
            session = 0;
        }
        while (session + 2 < sessions.length && second >= sessions[session + 2]) {
            session += 2;
        }
        return start(session, Math.clamp(second, sessions[session], sessions[session + 1] - 1));
    }

    private long start(int number, long second) {
        return (second - (second - sessions[number]) % step) * MICROS_PER_SECOND;
    }
}
