package dev.tidemark.sources.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How a column writes its times.
public enum TimestampFormat {
    /// As the first readable value of the file looks; the others then have to look the same.
    AUTO("auto", 0),
    /// `2024-01-02`, `2024-01-02 09:30`, `2024-01-02T09:30:00.123456-05:00`, `…Z`; `/` and `.` also separate dates.
    ISO("iso", 0),
    /// `20240102`, `20240102093000`, `20240102 09:30:00`.
    COMPACT("yyyyMMdd", 0),
    /// Seconds since 1970-01-01T00:00Z, with an optional fraction.
    SECONDS("s", 1),
    MILLISECONDS("ms", 1_000),
    MICROSECONDS("us", 1_000_000),
    NANOSECONDS("ns", 1_000_000_000);

    private final String text;
    private final long perSecond;

    TimestampFormat(String text, long perSecond) {
        this.text = text;
        this.perSecond = perSecond;
    }

    /// The word of the command line: `auto`, `iso`, `yyyyMMdd`, `s`, `ms`, `us` or `ns`.
    public String text() {
        return text;
    }

    /// Parses the word.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static TimestampFormat parse(String text) {
        for (TimestampFormat format : values()) {
            if (format.text.equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no time format; expected "
                + Arrays.stream(values()).map(TimestampFormat::text).collect(Collectors.joining(", ")));
    }

    /// Units in a second; 0 for what counts no units.
    long perSecond() {
        return perSecond;
    }
}
