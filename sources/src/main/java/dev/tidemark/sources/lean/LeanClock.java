package dev.tidemark.sources.lean;

import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.DecimalParser;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The time of a row. Files of one date say it in milliseconds, which count what the clock on the wall shows: 34200000
/// is 09:30 on every day, also when the clocks changed at night. Others say `yyyyMMdd HH:mm`, or the date alone.
/// Not thread-safe: local times that happen twice depend on the rows before.
final class LeanClock {
    private static final int DATE_LENGTH = 8;
    private static final int CLOCK_LENGTH = 14;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private final LeanPath path;
    private final boolean isDaily;
    private final LocalTimeline timeline;
    private final @Nullable TradingDays tradingDays;
    private final DecimalParser decimal = new DecimalParser();
    private long time;
    private long day;

    /// @param tradingDays finds the trading day of ticks; empty where it is the file's date
    LeanClock(LeanPath path, Optional<TradingDays> tradingDays) {
        this.path = path;
        this.isDaily = path.timeframe().filter(length -> !length.isIntraday()).isPresent();
        this.timeline = new LocalTimeline(
                LeanZones.of(path.assetClass(), path.market(), path.ticker()),
                path.timeframe().map(Timeframe::interval).orElse(Duration.ofSeconds(1)));
        this.tradingDays = tradingDays.orElse(null);
    }

    /// The row's value of the time column: nanoseconds of ticks, microseconds of bars, since 1970-01-01T00:00Z.
    long time() {
        return time;
    }

    /// The day whose chunk the row belongs to, in days since 1970-01-01: the trading day of ticks, the UTC date of
    /// bars.
    long day() {
        return day;
    }

    /// Reads a field.
    ///
    /// @return what is wrong with it, or null
    @Nullable
    RejectReason read(byte[] text, int from, int to) {
        return path.day() == DateParser.NO_DATE ? date(text, from, to) : millis(text, from, to);
    }

    private @Nullable RejectReason date(byte[] text, int from, int to) {
        int length = to - from;
        long date = length < DATE_LENGTH ? DateParser.NO_DATE : DateParser.compact(text, from, from + DATE_LENGTH);
        if (date == DateParser.NO_DATE) {
            return RejectReason.BAD_DATE;
        }
        boolean isDateAlone = length == DATE_LENGTH && isDaily;
        int second = isDateAlone ? 0 : clock(text, from, to);
        return second == DateParser.NO_TIME ? RejectReason.BAD_TIME : take(date, second, 0);
    }

    private static int clock(byte[] text, int from, int to) {
        return to - from == CLOCK_LENGTH && text[from + DATE_LENGTH] == ' '
                ? DateParser.hourMinute(text, from + DATE_LENGTH + 1, to)
                : DateParser.NO_TIME;
    }

    private @Nullable RejectReason millis(byte[] text, int from, int to) {
        if (decimal.parse(text, from, to) != DecimalParser.Kind.NUMBER) {
            return RejectReason.BAD_TIME;
        }
        double millis = decimal.value();
        if (millis < 0 || millis >= SECONDS_PER_DAY * MILLIS_PER_SECOND) {
            return RejectReason.BAD_TIME;
        }
        int second = (int) (millis / MILLIS_PER_SECOND);
        return take(path.day(), second, Math.round((millis - second * MILLIS_PER_SECOND) * NANOS_PER_MILLI));
    }

    private @Nullable RejectReason take(long date, int second, long nanos) {
        if (isDaily) {
            day = date;
            time = date * SECONDS_PER_DAY * MICROS_PER_SECOND;
            return null;
        }
        long instant = timeline.epochSecond(date, second);
        if (instant == LocalTimeline.NONEXISTENT) {
            return RejectReason.NONEXISTENT_LOCAL_TIME;
        }
        if (path.isTicks()) {
            return takeTick(date, instant, nanos);
        }
        time = instant * MICROS_PER_SECOND + nanos / NANOS_PER_MICRO;
        day = Math.floorDiv(instant, SECONDS_PER_DAY);
        return null;
    }

    private @Nullable RejectReason takeTick(long date, long instant, long nanos) {
        if (Math.abs(instant) > MOST_SECONDS) {
            return RejectReason.BAD_DATE;
        }
        time = instant * NANOS_PER_SECOND + nanos;
        day = tradingDays == null ? date : tradingDays.tradingDay(time);
        return day == TradingDays.OUTSIDE_CALENDAR ? RejectReason.OUTSIDE_CALENDAR : null;
    }
}
