package dev.tidemark.market.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times of day that may exceed 24:00.
final class SessionTime {
    private static final Pattern TIME = Pattern.compile("(-?)(\\d{1,2}):([0-5]\\d)(?::([0-5]\\d))?");

    private SessionTime() {}

    /// Seconds from midnight of `09:00`, `26:30`, `22:30:15` or `-07:00`.
    ///
    /// @throws IllegalArgumentException naming the text
    static int parse(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time of day; expected HH:MM, such as 09:00 or 26:30");
        }
        String seconds = matcher.group(4);
        int total = Integer.parseInt(matcher.group(2)) * 3600
                + Integer.parseInt(matcher.group(3)) * 60
                + (seconds == null ? 0 : Integer.parseInt(seconds));
        return matcher.group(1).isEmpty() ? total : -total;
    }
}
