package dev.tidemark.app.console;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Numbers, sizes and times as people read them.
public final class HumanText {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DATE_CHARS = 10;

    private HumanText() {}

    /// `1,234,567`.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `1 file`, `2 files`, `3 series`.
    public static String count(long number, String plural) {
        boolean cut = number == 1 && plural.endsWith("s") && !plural.equals("series");
        String one = plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.substring(0, plural.length() - 1);
        return count(number) + " " + (cut ? one : plural);
    }

    /// `512 B`, `1.5 MB`; powers of 1,000.
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", value, "kMGTPE".charAt(unit));
    }

    /// `0.3 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
    public static String duration(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return time.toMinutes() < 120
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /// `2024-01-02 03:04:05`, UTC.
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", "");
    }

    /// A stored value of a schema's time column in ISO form, UTC: `2024-01-02T14:30:00Z`, or `2024-01-02` for a date.
    /// Empty
    /// for a schema without time.
    public static String stored(Schema schema, long time) {
        if (schema.timeIndex() < 0) {
            return "";
        }
        ColumnType type = schema.fields().get(schema.timeIndex()).type();
        return switch (type) {
            case TIMESTAMP -> instant(time, MICROS_PER_SECOND).toString();
            case INT64 -> instant(time, NANOS_PER_SECOND).toString();
            case DATE -> LocalDate.ofEpochDay(time).toString();
            case STRING, INT32, FLOAT64, BOOLEAN -> Long.toString(time);
        };
    }

    /// As [#stored], shortened for tables: midnight shows its date only.
    public static String shortStored(Schema schema, long time) {
        String text = stored(schema, time);
        return text.endsWith("T00:00:00Z")
                ? text.substring(0, DATE_CHARS)
                : text.replace("T", " ").replace("Z", "");
    }

    private static Instant instant(long time, long perSecond) {
        long rest = Math.floorMod(time, perSecond);
        return Instant.ofEpochSecond(Math.floorDiv(time, perSecond), rest * (NANOS_PER_SECOND / perSecond));
    }
}
