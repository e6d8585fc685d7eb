package dev.tidemark.app.commands;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times that a command is limited to.
///
/// @param from first time, microseconds since 1970-01-01T00:00Z
/// @param to   first time after it
record TimeRange(long from, long to) {
    static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final long MICROS_PER_SECOND = 1_000_000;

    /// What `--from` and `--to` say; a date as end means the end of its day.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `USAGE` for what is no time
    static TimeRange of(@Nullable String from, @Nullable String to) {
        return of("--from", from, "--to", to);
    }

    /// What two options say; a date as end means the end of its day.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `USAGE` for what is no time
    static TimeRange of(String fromOption, @Nullable String from, String toOption, @Nullable String to) {
        return new TimeRange(
                from == null ? ALL.from : micros(ProviderOptions.start(fromOption, from)),
                to == null ? ALL.to : micros(ProviderOptions.end(toOption, to)));
    }

    /// What `FROM..TO` says.
    static TimeRange parse(String option, String text) {
        int dots = text.indexOf("..");
        String from = dots < 0 ? text : text.substring(0, dots);
        String to = dots < 0 ? "" : text.substring(dots + 2);
        return new TimeRange(micros(ProviderOptions.start(option, from)), micros(ProviderOptions.end(option, to)));
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
    }

    /// What lies in both.
    TimeRange within(TimeRange other) {
        return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
    }
}
