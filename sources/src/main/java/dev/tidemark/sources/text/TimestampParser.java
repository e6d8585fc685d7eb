package dev.tidemark.sources.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Dates, local times and instants in bytes, years 1 to 9999, to the nanosecond; later digits are dropped. Not
/// thread-safe.
public final class TimestampParser {
    /// What a text holds.
    public enum Kind {
        /// A date alone.
        DATE,
        /// A date and a time of day without zone.
        LOCAL,
        /// A date and a time of day with an offset, or a count of units since 1970-01-01T00:00Z.
        INSTANT,
        MALFORMED
    }

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int FRACTION_DIGITS = 9;
    private static final int MOST_DIGITS = 19;
    private static final int MOST_OFFSET = 18 * 3600;
    private static final long FIRST_DAY = DateParser.epochDay(1, 1, 1);
    private static final long LAST_DAY = DateParser.epochDay(9999, 12, 31);

    private TimestampFormat format;
    private boolean isGuessed;
    private int knownDigits;
    private int at;
    private long day;
    private int secondOfDay;
    private int nano;
    private int offsetSeconds;

    public TimestampParser(TimestampFormat format) {
        this.format = format;
    }

    /// The date as written, in days since 1970-01-01; of a count of units: the UTC date.
    public long day() {
        return day;
    }

    /// The time of day as written; 0 for a date.
    public int secondOfDay() {
        return secondOfDay;
    }

    /// Nanoseconds of the second.
    public int nano() {
        return nano;
    }

    /// East of Greenwich, of an [Kind#INSTANT].
    public int offsetSeconds() {
        return offsetSeconds;
    }

    /// Reads `text[from, to)`. Times found are those of the accessors.
    public Kind parse(byte[] text, int from, int to) {
        secondOfDay = 0;
        nano = 0;
        offsetSeconds = 0;
        if (format != TimestampFormat.AUTO) {
            return parse(format, text, from, to);
        }
        TimestampFormat guess = guess(text, from, to);
        Kind kind = guess == TimestampFormat.AUTO ? Kind.MALFORMED : parse(guess, text, from, to);
        if (kind != Kind.MALFORMED) {
            format = guess;
            isGuessed = true;
        }
        return kind;
    }

    /// Reads a date and a time of day that stand in two fields; the second one may carry an offset.
    public Kind parse(byte[] text, int from, int to, int clockFrom, int clockTo) {
        Kind date = parse(text, from, to);
        if (date != Kind.DATE || clockFrom == clockTo) {
            return date == Kind.DATE ? Kind.DATE : Kind.MALFORMED;
        }
        at = clockFrom;
        return clock(text, clockTo) ? zone(text, clockTo) : Kind.MALFORMED;
    }

    private Kind parse(TimestampFormat wanted, byte[] text, int from, int to) {
        return switch (wanted) {
            case AUTO -> Kind.MALFORMED;
            case ISO ->
                to - from >= 10 ? calendar(text, from, from + 10, to, DateParser.iso(text, from)) : Kind.MALFORMED;
            case COMPACT ->
                to - from >= 8
                        ? calendar(text, from, from + 8, to, DateParser.compact(text, from, from + 8))
                        : Kind.MALFORMED;
            case SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS -> epoch(wanted, text, from, to);
        };
    }

    private static TimestampFormat guess(byte[] text, int from, int to) {
        int digits = 0;
        while (from + digits < to && text[from + digits] >= '0' && text[from + digits] <= '9') {
            digits++;
        }
        boolean isEnd = from + digits == to;
        return switch (digits) {
            case 4 -> isEnd ? TimestampFormat.AUTO : TimestampFormat.ISO;
            case 8, 12, 14 -> compactOrMillis(text, from, digits, isEnd);
            case 9, 10 -> TimestampFormat.SECONDS;
            case 13 -> TimestampFormat.MILLISECONDS;
            case 15, 16 -> TimestampFormat.MICROSECONDS;
            case 18, 19 -> TimestampFormat.NANOSECONDS;
            default -> TimestampFormat.AUTO;
        };
    }

    /// Twelve digits are milliseconds before September 2001, unless they begin like a date of today.
    private static TimestampFormat compactOrMillis(byte[] text, int from, int digits, boolean isEnd) {
        boolean isDate = DateParser.compact(text, from, from + 8) != DateParser.NO_DATE
                && (text[from] == '1' || text[from] == '2');
        if (isDate) {
            return TimestampFormat.COMPACT;
        }
        return digits == 12 && isEnd ? TimestampFormat.MILLISECONDS : TimestampFormat.AUTO;
    }

    private Kind calendar(byte[] text, int from, int dateEnd, int to, long date) {
        if (date == DateParser.NO_DATE) {
            return Kind.MALFORMED;
        }
        day = date;
        if (dateEnd == to) {
            return Kind.DATE;
        }
        at = dateEnd;
        if (text[at] == ' ' || text[at] == 'T' || text[at] == 't') {
            at++;
        } else if (dateEnd - from != 8) {
            return Kind.MALFORMED;
        }
        return clock(text, to) ? zone(text, to) : Kind.MALFORMED;
    }

    /// Takes `HH:mm`, `HH:mm:ss`, `HHmm` or `HHmmss`, with an optional fraction of a second.
    private boolean clock(byte[] text, int to) {
        if (to - at < 4) {
            return false;
        }
        int colon = text[at + 2] == ':' ? 1 : 0;
        int hour = DateParser.number(text, at, 2);
        if (to - at < 4 + colon) {
            return false;
        }
        int minute = DateParser.number(text, at + 2 + colon, 2);
        at += 4 + colon;
        int second = 0;
        boolean hasSecond = at < to && (colon == 1 ? text[at] == ':' : text[at] >= '0' && text[at] <= '9');
        if (hasSecond) {
            if (to - at < 2 + colon) {
                return false;
            }
            second = DateParser.number(text, at + colon, 2);
            at += 2 + colon;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return false;
        }
        secondOfDay = hour * 3600 + minute * 60 + second;
        return !hasSecond || at == to || (text[at] != '.' && text[at] != ',') || fraction(text, to, NANOS_PER_SECOND);
    }

    /// Takes a point and digits, as so many of `whole` nanoseconds.
    private boolean fraction(byte[] text, int to, int whole) {
        int start = ++at;
        long value = 0;
        int digits = 0;
        for (; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
            if (digits < FRACTION_DIGITS) {
                value = value * 10 + text[at] - '0';
                digits++;
            }
        }
        for (; digits < FRACTION_DIGITS; digits++) {
            value *= 10;
        }
        nano += (int) (value * whole / NANOS_PER_SECOND);
        return at > start;
    }

    private Kind zone(byte[] text, int to) {
        while (at < to && text[at] == ' ') {
            at++;
        }
        if (at == to) {
            return Kind.LOCAL;
        }
        if (text[at] == '+' || text[at] == '-') {
            return offset(text, to) ? Kind.INSTANT : Kind.MALFORMED;
        }
        if (to - at > 3) {
            return Kind.MALFORMED;
        }
        return switch (new String(text, at, to - at, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT)) {
            case "Z", "UTC", "GMT" -> Kind.INSTANT;
            default -> Kind.MALFORMED;
        };
    }

    private boolean offset(byte[] text, int to) {
        boolean isWest = text[at] == '-';
        int length = to - at - 1;
        int colon = length == 5 && text[at + 3] == ':' ? 1 : 0;
        if (length != 2 && length != 4 + colon) {
            return false;
        }
        int hours = DateParser.number(text, at + 1, 2);
        int minutes = length == 2 ? 0 : DateParser.number(text, at + 3 + colon, 2);
        int seconds = hours * 3600 + minutes * 60;
        offsetSeconds = isWest ? -seconds : seconds;
        return hours >= 0 && minutes >= 0 && minutes < 60 && seconds <= MOST_OFFSET;
    }

    /// Whether a count of so many digits, which end before [#at], would be guessed to be of a unit.
    private boolean hasDigitsOf(TimestampFormat unit, byte[] text, int from) {
        if (at - from != knownDigits) {
            if (guess(text, from, at) != unit) {
                return false;
            }
            knownDigits = at - from;
        }
        return true;
    }

    private Kind epoch(TimestampFormat unit, byte[] text, int from, int to) {
        at = from;
        boolean isNegative = at < to && text[at] == '-';
        at += isNegative ? 1 : 0;
        int start = at;
        long count = 0;
        while (at < to && text[at] >= '0' && text[at] <= '9' && at - start < MOST_DIGITS) {
            count = count * 10 + text[at++] - '0';
        }
        if (at == start || count < 0 || (isGuessed && !hasDigitsOf(unit, text, from))) {
            return Kind.MALFORMED;
        }
        long perDay = SECONDS_PER_DAY * unit.perSecond();
        int nanosPerUnit = (int) (NANOS_PER_SECOND / unit.perSecond());
        long signed = isNegative ? -count : count;
        day = Math.floorDiv(signed, perDay);
        long inDay = Math.floorMod(signed, perDay);
        secondOfDay = (int) (inDay / unit.perSecond());
        nano = (int) (inDay % unit.perSecond()) * nanosPerUnit;
        boolean isWhole = at == to || (!isNegative && text[at] == '.' && fraction(text, to, nanosPerUnit) && at == to);
        return isWhole && day >= FIRST_DAY && day <= LAST_DAY ? Kind.INSTANT : Kind.MALFORMED;
    }
}
