package dev.tidemark.sources.fill;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How many bars were made or taken out, and from when to when. For one thread.
final class FilledSpan {
    private long rows;
    private long first;
    private long last;

    /// Counts a bar; they come in the order of time.
    void add(long micros) {
        first = rows == 0 ? micros : first;
        last = micros;
        rows++;
    }

    long rows() {
        return rows;
    }

    Optional<Instant> first() {
        return rows == 0 ? Optional.empty() : Optional.of(instant(first));
    }

    Optional<Instant> last() {
        return rows == 0 ? Optional.empty() : Optional.of(instant(last));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
