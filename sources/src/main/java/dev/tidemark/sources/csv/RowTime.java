package dev.tidemark.sources.csv;

import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.TimestampParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Turns the times of one source's rows into the values of the time column. Not thread-safe.
abstract sealed class RowTime {
    static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final CsvLayout layout;
    private final TimestampParser parser;
    private long day;
    private long value;

    private RowTime(CsvLayout layout) {
        this.layout = layout;
        this.parser = new TimestampParser(layout.timeFormat());
    }

    /// Bars: the start in microseconds. A daily or longer bar starts at 00:00 UTC of its date, as written or in the
    /// layout's zone.
    static RowTime ofBars(CsvLayout layout, Timeframe timeframe) {
        return timeframe.isIntraday() ? new Intraday(layout, timeframe) : new Dated(layout, timeframe);
    }

    /// Ticks: nanoseconds.
    static RowTime ofTicks(CsvLayout layout, TradingDays days) {
        return new Ticks(layout, days);
    }

    /// Rows of a day: days since 1970-01-01.
    static RowTime ofDays(CsvLayout layout) {
        return new Days(layout);
    }

    /// The day whose chunk the row belongs to, of the last row read.
    final long day() {
        return day;
    }

    /// The value of the time column, of the last row read.
    final long value() {
        return value;
    }

    /// Whether the time column is a date.
    boolean isDate() {
        return false;
    }

    /// The length of a bar in the unit of the time column, or 0.
    long interval() {
        return 0;
    }

    /// A timeline of a series, if its local times need one that remembers the row before.
    ///
    /// @return null without a zone
    final @Nullable LocalTimeline timeline() {
        ZoneId zone = layout.zone();
        return zone == null ? null : new LocalTimeline(zone, step());
    }

    /// The distance of two rows below which equal local times are no second pass through an hour.
    Duration step() {
        return Duration.ZERO;
    }

    /// Reads the time of a line.
    ///
    /// @return why it cannot be read, or null
    /// @throws SourceRefusedException `ZONE_REQUIRED`
    final @Nullable RejectReason read(
            byte[] text, FieldSplitter fields, ColumnPlan plan, @Nullable LocalTimeline timeline)
            throws SourceRefusedException {
        int time = plan.time();
        int clock = plan.timeOfDay();
        TimestampParser.Kind kind = clock == ColumnPlan.ABSENT
                ? parser.parse(text, fields.start(time), fields.end(time))
                : parser.parse(text, fields.start(time), fields.end(time), fields.start(clock), fields.end(clock));
        return kind == TimestampParser.Kind.MALFORMED ? RejectReason.BAD_TIME : take(kind, timeline);
    }

    abstract @Nullable RejectReason take(TimestampParser.Kind kind, @Nullable LocalTimeline timeline)
            throws SourceRefusedException;

    final void set(long newDay, long newValue) {
        day = newDay;
        value = newValue;
    }

    final CsvLayout layout() {
        return layout;
    }

    final TimestampParser parser() {
        return parser;
    }

    /// The second of the instant that was read, or [LocalTimeline#NONEXISTENT].
    final long epochSecond(TimestampParser.Kind kind, @Nullable LocalTimeline timeline) throws SourceRefusedException {
        if (kind == TimestampParser.Kind.INSTANT) {
            return parser.day() * SECONDS_PER_DAY + parser.secondOfDay() - parser.offsetSeconds();
        }
        if (timeline == null) {
            throw new SourceRefusedException(
                    RefusalReason.ZONE_REQUIRED,
                    "its times name no zone; give the one they are in with --zone, such as --zone UTC or --zone"
                            + " America/New_York");
        }
        return timeline.epochSecond(parser.day(), parser.secondOfDay());
    }

    /// The date of what was read, as written; an instant's in the layout's zone where there is one.
    ///
    /// @param isEnd whether midnight belongs to the day before
    final long date(TimestampParser.Kind kind, boolean isEnd) {
        long second = parser.day() * SECONDS_PER_DAY + parser.secondOfDay();
        ZoneId zone = layout.zone();
        if (kind == TimestampParser.Kind.INSTANT && zone != null) {
            second -= parser.offsetSeconds();
            second += zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        }
        boolean isBefore = isEnd && kind != TimestampParser.Kind.DATE && parser.nano() == 0;
        return Math.floorDiv(isBefore ? second - 1 : second, SECONDS_PER_DAY);
    }

    private static final class Intraday extends RowTime {
        private final Timeframe timeframe;
        private final long intervalMicros;
        private final long shift;

        Intraday(CsvLayout layout, Timeframe timeframe) {
            super(layout);
            this.timeframe = timeframe;
            this.intervalMicros = timeframe.interval().toNanos() / 1_000;
            this.shift = layout.label() == BarLabel.END ? intervalMicros : 0;
        }

        @Override
        long interval() {
            return intervalMicros;
        }

        @Override
        Duration step() {
            return timeframe.interval();
        }

        @Override
        @Nullable
        RejectReason take(TimestampParser.Kind kind, @Nullable LocalTimeline timeline) throws SourceRefusedException {
            long second = epochSecond(kind, timeline);
            if (second == LocalTimeline.NONEXISTENT) {
                return RejectReason.NONEXISTENT_LOCAL_TIME;
            }
            long micros = second * 1_000_000 + parser().nano() / 1_000 - shift;
            set(Math.floorDiv(micros, MICROS_PER_DAY), micros);
            return null;
        }
    }

    private static final class Dated extends RowTime {
        private final Timeframe timeframe;

        Dated(CsvLayout layout, Timeframe timeframe) {
            super(layout);
            this.timeframe = timeframe;
        }

        @Override
        @Nullable
        RejectReason take(TimestampParser.Kind kind, @Nullable LocalTimeline timeline) {
            long date = date(kind, layout().label() == BarLabel.END);
            long start = timeframe.equals(Timeframe.DAILY)
                    ? date
                    : timeframe.startOfBar(LocalDate.ofEpochDay(date)).toEpochDay();
            set(start, start * MICROS_PER_DAY);
            return null;
        }
    }

    private static final class Days extends RowTime {
        Days(CsvLayout layout) {
            super(layout);
        }

        @Override
        boolean isDate() {
            return true;
        }

        @Override
        @Nullable
        RejectReason take(TimestampParser.Kind kind, @Nullable LocalTimeline timeline) {
            long date = date(kind, false);
            set(date, date);
            return null;
        }
    }

    private static final class Ticks extends RowTime {
        private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

        private final TradingDays days;

        Ticks(CsvLayout layout, TradingDays days) {
            super(layout);
            this.days = days;
        }

        @Override
        @Nullable
        RejectReason take(TimestampParser.Kind kind, @Nullable LocalTimeline timeline) throws SourceRefusedException {
            long second = epochSecond(kind, timeline);
            if (second == LocalTimeline.NONEXISTENT) {
                return RejectReason.NONEXISTENT_LOCAL_TIME;
            }
            if (second > MOST_SECONDS || second < -MOST_SECONDS) {
                return RejectReason.BAD_TIME;
            }
            long nanos = second * NANOS_PER_SECOND + parser().nano();
            long tradingDay = days.tradingDay(nanos);
            set(tradingDay, nanos);
            return tradingDay == TradingDays.OUTSIDE_CALENDAR ? RejectReason.OUTSIDE_CALENDAR : null;
        }
    }
}
