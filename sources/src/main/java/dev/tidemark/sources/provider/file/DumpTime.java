package dev.tidemark.sources.provider.file;

import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.TimestampFormat;
import dev.tidemark.sources.text.TimestampParser;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// The start of a bar as a CSV file writes it: a date for daily and longer bars, a time with an offset, a count since
/// 1970-01-01T00:00Z, or a local time where a zone is given for shorter ones. All rows of a file look like its first.
/// Not thread-safe.
final class DumpTime {
    private static final long MICROS = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int SECONDS_PER_MINUTE = 60;

    private final Timeframe timeframe;
    private final DumpColumns columns;
    private final TimestampParser parser = new TimestampParser(TimestampFormat.AUTO);
    private final Optional<LocalTimeline> timeline;

    DumpTime(Timeframe timeframe, DumpColumns columns, Optional<ZoneId> zone) {
        this.timeframe = timeframe;
        this.columns = columns;
        this.timeline = zone.map(id -> new LocalTimeline(id, timeframe.interval()));
    }

    /// Microseconds since 1970-01-01T00:00Z.
    long micros(byte[] text, FieldSplitter fields) throws ProviderException {
        int time = columns.time();
        int clock = columns.timeOfDay();
        TimestampParser.Kind kind = clock == DumpColumns.ABSENT
                ? parser.parse(text, fields.start(time), fields.end(time))
                : parser.parse(text, fields.start(time), fields.end(time), fields.start(clock), fields.end(clock));
        if (kind == TimestampParser.Kind.MALFORMED) {
            throw Answers.bad("'" + columns.text(text, fields, time) + "' is no time like those before it");
        }
        return timeframe.isIntraday() ? intraday(kind) : date(kind);
    }

    private long date(TimestampParser.Kind kind) throws ProviderException {
        boolean isMidnight = parser.secondOfDay() == 0 && parser.nano() == 0 && parser.offsetSeconds() == 0;
        if (kind != TimestampParser.Kind.DATE && !isMidnight) {
            throw Answers.bad("a bar of " + timeframe + " has a time of day; expected its date");
        }
        return timeframe.startOfBar(LocalDate.ofEpochDay(parser.day())).toEpochDay() * SECONDS_PER_DAY * MICROS;
    }

    private long intraday(TimestampParser.Kind kind) throws ProviderException {
        long second = switch (kind) {
            case INSTANT -> parser.day() * SECONDS_PER_DAY + parser.secondOfDay() - parser.offsetSeconds();
            case LOCAL -> local();
            case DATE, MALFORMED -> throw Answers.bad("a bar of " + timeframe + " has a date, but no time of day");
        };
        if (second % SECONDS_PER_MINUTE != 0 || parser.nano() != 0) {
            throw Answers.bad("a bar of " + timeframe + " does not start on a whole minute");
        }
        return second * MICROS;
    }

    private long local() throws ProviderException {
        if (timeline.isEmpty()) {
            throw Answers.bad("its times name no zone; say with the option zone which one they are in, such as UTC or"
                    + " America/New_York");
        }
        long second = timeline.get().epochSecond(parser.day(), parser.secondOfDay());
        if (second == LocalTimeline.NONEXISTENT) {
            throw Answers.bad("its time was skipped when the clock went forward");
        }
        return second;
    }
}
