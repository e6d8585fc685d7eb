package dev.tidemark.sources.text;

/// Dates and times of day in bytes.
public final class DateParser {
    /// The answer for text that is no date.
    public static final long NO_DATE = Long.MIN_VALUE;
    /// The answer for text that is no time of day.
    public static final int NO_TIME = -1;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private DateParser() {}

    /// Reads `yyyyMMdd`, years 1 to 9999.
    ///
    /// @return days since 1970-01-01, or [#NO_DATE]
    public static long compact(byte[] text, int from, int to) {
        if (to - from != 8) {
            return NO_DATE;
        }
        return epochDay(number(text, from, 4), number(text, from + 4, 2), number(text, from + 6, 2));
    }

    /// Reads `yyyy-MM-dd`, years 1 to 9999.
    ///
    /// @return days since 1970-01-01, or [#NO_DATE]
    public static long iso(byte[] text, int from, int to) {
        if (to - from != 10 || text[from + 4] != '-' || text[from + 7] != '-') {
            return NO_DATE;
        }
        return epochDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2));
    }

    /// Reads ten bytes as `yyyy-MM-dd`, with `-`, `/` or `.` at both places.
    static long iso(byte[] text, int from) {
        byte mark = text[from + 4];
        if ((mark != '-' && mark != '/' && mark != '.') || text[from + 7] != mark) {
            return NO_DATE;
        }
        return epochDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2));
    }

    /// Reads `HHmmss`, 000000 to 235959.
    ///
    /// @return second of the day, or [#NO_TIME]
    public static int compactTime(byte[] text, int from, int to) {
        if (to - from != 6) {
            return NO_TIME;
        }
        return secondOfDay(number(text, from, 2), number(text, from + 2, 2), number(text, from + 4, 2));
    }

    /// Reads `HH:mm:ss`, 00:00:00 to 23:59:59.
    ///
    /// @return second of the day, or [#NO_TIME]
    public static int clock(byte[] text, int from, int to) {
        if (to - from != 8 || text[from + 2] != ':' || text[from + 5] != ':') {
            return NO_TIME;
        }
        return secondOfDay(number(text, from, 2), number(text, from + 3, 2), number(text, from + 6, 2));
    }

    /// Reads `HH:mm`, 00:00 to 23:59.
    ///
    /// @return second of the day, or [#NO_TIME]
    public static int hourMinute(byte[] text, int from, int to) {
        return to - from != 5 || text[from + 2] != ':'
                ? NO_TIME
                : secondOfDay(number(text, from, 2), number(text, from + 3, 2), 0);
    }

    private static int secondOfDay(int hour, int minute, int second) {
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NO_TIME;
        }
        return hour * 3600 + minute * 60 + second;
    }

    /// A number of `length` digits, or -1.
    static int number(byte[] text, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /// Days from the civil date by counting years from March, so that the leap day comes last.
    static long epochDay(int year, int month, int day) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return NO_DATE;
        }
        long y = month <= 2 ? year - 1L : year;
        long era = y / 400;
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static int daysOf(int year, int month) {
        boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && isLeap ? 29 : DAYS[month - 1];
    }
}
