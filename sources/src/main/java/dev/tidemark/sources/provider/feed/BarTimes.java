package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.ProviderException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/// Times as providers write them, as microseconds since 1970-01-01T00:00Z. What is no time of years 0 to 9999 is a bad
/// answer.
final class BarTimes {
    private static final long MICROS = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    private BarTimes() {}

    /// `2024-03-08`.
    static LocalDate date(String text) throws ProviderException {
        if (!DATE.matcher(text).matches()) {
            throw unreadable("date", text);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unreadable("date", text);
        }
    }

    /// `2024-03-08T14:30:00.000Z`.
    static long utc(String text) throws ProviderException {
        if (!UTC.matcher(text).matches()) {
            throw unreadable("UTC time", text);
        }
        try {
            return micros(Instant.parse(text));
        } catch (DateTimeException e) {
            throw unreadable("UTC time", text);
        }
    }

    /// `2024-03-08 09:30:00` on the clocks of a zone; the first of two times that a clock shows in autumn.
    static long local(String text, ZoneId zone) throws ProviderException {
        if (!LOCAL.matcher(text).matches()) {
            throw unreadable("time", text);
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            List<?> offsets = zone.getRules().getValidOffsets(time);
            if (offsets.isEmpty()) {
                throw Answers.bad("clocks in " + zone + " never showed " + text);
            }
            return micros(time.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw unreadable("time", text);
        }
    }

    /// Seconds since 1970.
    static Instant ofSeconds(long seconds) throws ProviderException {
        if (seconds > LAST_SECOND || seconds < -LAST_SECOND) {
            throw Answers.bad("a time of " + seconds + " seconds");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /// A zone by its name, such as `America/New_York`.
    static ZoneId zone(String name) throws ProviderException {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw unreadable("zone", name);
        }
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// The date in UTC.
    static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, SECONDS_PER_DAY * MICROS));
    }

    static Instant midnight(LocalDate date) {
        return instant(micros(date));
    }

    /// 00:00 UTC of a date.
    static long micros(LocalDate date) {
        return date.toEpochDay() * SECONDS_PER_DAY * MICROS;
    }

    /// The start of the daily or longer bar that holds a trading date.
    static long startOfBar(Timeframe timeframe, LocalDate date) {
        return micros(timeframe.startOfBar(date));
    }

    private static ProviderException unreadable(String what, String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return Answers.bad("no " + what + ": '" + (line.length() > 40 ? line.substring(0, 40) + "…" : line) + "'");
    }
}
