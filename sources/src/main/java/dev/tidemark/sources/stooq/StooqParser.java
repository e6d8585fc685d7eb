package dev.tidemark.sources.stooq;

import dev.tidemark.market.LocalTimeline;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.LineScanner;
import dev.tidemark.sources.text.OddBytes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file. Every line either becomes a bar or is rejected with a reason; nothing is changed on the
/// way but
/// the time, which becomes UTC.
///
/// The file's timeframe is that of its first row with the right symbol and a known period. Daily bars lie at 00:00 UTC
/// of their date,
/// weekly ones of its Monday, monthly ones of the first of its month, whatever their time field says.
final class StooqParser {
    private static final int TICKER = 0;
    private static final int PERIOD = 1;
    private static final int DATE = 2;
    private static final int TIME = 3;
    private static final int ARCHIVE_DATE = 0;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MOST_PERIOD_DIGITS = 4;

    private final StooqFormat format;
    private final String symbol;
    private final byte[] symbolBytes;
    private final ZoneId zone;
    private final Rows rows;
    private final FieldSplitter fields;
    private final DecimalParser decimal = new DecimalParser();
    private final StooqBar bar = new StooqBar();
    private @Nullable Timeframe timeframe;
    private @Nullable LocalTimeline timeline;

    /// What takes the rows.
    interface Rows {
        /// The timeframe of the file, before its first row.
        ///
        /// @throws SourceRefusedException when it is not wanted
        void timeframe(Timeframe timeframe) throws SourceRefusedException;

        /// A row; the bar is valid during the call.
        void bar(StooqBar bar) throws SourceRefusedException;

        /// A line, in `text[from, to)`, that is no row.
        void rejected(long line, RejectReason reason, byte[] text, int from, int to);
    }

    /// Starts after the header.
    ///
    /// @param symbol upper case
    /// @param zone   zone of intraday times
    StooqParser(StooqFormat format, String symbol, ZoneId zone, Rows rows) {
        this.format = format;
        this.symbol = symbol;
        this.symbolBytes = symbol.getBytes(StandardCharsets.UTF_8);
        this.zone = zone;
        this.rows = rows;
        this.fields = new FieldSplitter(format.fields());
    }

    /// Takes the scanner's current line, which is not blank.
    void line(LineScanner line) throws SourceRefusedException {
        byte[] text = line.buffer();
        RejectReason fault = line.isTooLong() ? RejectReason.LINE_TOO_LONG : row(text, line.from(), line.to());
        if (fault == null) {
            rows.bar(bar);
        } else {
            rows.rejected(line.number(), fault, text, line.from(), line.to());
        }
    }

    private @Nullable RejectReason row(byte[] text, int from, int to) throws SourceRefusedException {
        int count = fields.split(text, from, to);
        if (count != format.fields() || fields.hasOddBytes()) {
            RejectReason fault = lineFault(text, from, to, count);
            if (fault != null) {
                return fault;
            }
        }
        bar.clear();
        return switch (format) {
            case BULK -> bulkRow(text, from, to);
            case ARCHIVE -> archiveRow(text, from, to);
        };
    }

    private @Nullable RejectReason lineFault(byte[] text, int from, int to, int count) {
        if (OddBytes.hasControl(text, from, to)) {
            return RejectReason.CONTROL_BYTE;
        }
        if (!OddBytes.isUtf8(text, from, to)) {
            return RejectReason.INVALID_UTF8;
        }
        if (count == FieldSplitter.BAD_QUOTE) {
            return RejectReason.BAD_QUOTE;
        }
        return count == format.fields() ? null : RejectReason.WRONG_FIELD_COUNT;
    }

    private @Nullable RejectReason bulkRow(byte[] text, int from, int to) throws SourceRefusedException {
        if (!isSymbol(text)) {
            return isHeader(text, from, to) ? RejectReason.REPEATED_HEADER : RejectReason.FOREIGN_SYMBOL;
        }
        Timeframe period = period(text);
        if (period == null) {
            return RejectReason.BAD_PERIOD;
        }
        if (timeframe == null) {
            use(period);
        } else if (!timeframe.equals(period)) {
            return RejectReason.OTHER_PERIOD;
        }
        long day = DateParser.compact(text, fields.start(DATE), fields.end(DATE));
        if (day == DateParser.NO_DATE) {
            return RejectReason.BAD_DATE;
        }
        int second = DateParser.compactTime(text, fields.start(TIME), fields.end(TIME));
        if (second == DateParser.NO_TIME) {
            return RejectReason.BAD_TIME;
        }
        RejectReason fault = numbers(text);
        return fault != null ? fault : time(period, day, second);
    }

    private @Nullable RejectReason archiveRow(byte[] text, int from, int to) throws SourceRefusedException {
        if (timeframe == null) {
            use(Timeframe.DAILY);
        }
        long day = DateParser.iso(text, fields.start(ARCHIVE_DATE), fields.end(ARCHIVE_DATE));
        if (day == DateParser.NO_DATE) {
            return isHeader(text, from, to) ? RejectReason.REPEATED_HEADER : RejectReason.BAD_DATE;
        }
        RejectReason fault = numbers(text);
        return fault != null ? fault : time(Timeframe.DAILY, day, 0);
    }

    private static boolean isHeader(byte[] text, int from, int to) {
        return StooqFormat.ofHeader(text, from, to).isPresent();
    }

    private void use(Timeframe period) throws SourceRefusedException {
        rows.timeframe(period);
        timeframe = period;
        timeline = period.isIntraday() ? new LocalTimeline(zone, period.interval()) : null;
    }

    private @Nullable RejectReason time(Timeframe period, long day, int second) {
        if (timeline != null) {
            long instant = timeline.epochSecond(day, second);
            bar.setEpochSecond(instant);
            return instant == LocalTimeline.NONEXISTENT ? RejectReason.NONEXISTENT_LOCAL_TIME : null;
        }
        long start = period.equals(Timeframe.DAILY)
                ? day
                : period.startOfBar(LocalDate.ofEpochDay(day)).toEpochDay();
        bar.setEpochSecond(start * SECONDS_PER_DAY);
        return null;
    }

    /// Compares the ticker in any case; upper-casing beyond ASCII may change lengths, so that is left to strings.
    private boolean isSymbol(byte[] text) {
        int from = fields.start(TICKER);
        int length = fields.length(TICKER);
        for (int i = 0; i < Math.min(length, symbolBytes.length); i++) {
            byte b = text[from + i];
            if (b < 0) {
                return symbol.equals(textOf(text, TICKER).toUpperCase(Locale.ROOT));
            }
            if ((b >= 'a' && b <= 'z' ? b - 32 : b) != symbolBytes[i]) {
                return false;
            }
        }
        return length == symbolBytes.length;
    }

    private String textOf(byte[] text, int field) {
        return new String(text, fields.start(field), fields.length(field), StandardCharsets.UTF_8);
    }

    private @Nullable Timeframe period(byte[] text) {
        int from = fields.start(PERIOD);
        int length = fields.length(PERIOD);
        if (length == 1 && text[from] > '9') {
            return switch (text[from]) {
                case 'D', 'd' -> Timeframe.DAILY;
                case 'W', 'w' -> Timeframe.WEEKLY;
                case 'M', 'm' -> Timeframe.MONTHLY;
                default -> null;
            };
        }
        if (length < 1 || length > MOST_PERIOD_DIGITS) {
            return null;
        }
        int minutes = 0;
        for (int i = from; i < from + length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return null;
            }
            minutes = minutes * 10 + text[i] - '0';
        }
        return Timeframe.isMinutes(minutes) ? Timeframe.ofMinutes(minutes) : null;
    }

    private @Nullable RejectReason numbers(byte[] text) {
        for (int i = 0; i < StooqBar.NUMBERS; i++) {
            int field = format.firstNumber() + i;
            int from = fields.start(field);
            int to = fields.end(field);
            DecimalParser.Kind kind =
                    fields.isQuoted(field) ? decimal.parseGrouped(text, from, to) : decimal.parse(text, from, to);
            switch (kind) {
                case NUMBER -> bar.setNumber(i, decimal.value());
                case EMPTY -> bar.setNull(i);
                case NON_FINITE -> bar.setNonFinite(i);
                case MALFORMED -> {
                    return RejectReason.BAD_NUMBER;
                }
                case OUT_OF_RANGE -> {
                    return RejectReason.NUMBER_OUT_OF_RANGE;
                }
            }
        }
        return null;
    }
}
