package dev.tidemark.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as people write them in SQL, in UTC unless they name an offset.
final class TimeText {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern SHORT_OFFSET = Pattern.compile(".*[+-]\\d{2}");

    private TimeText() {}

    /// Microseconds since 1970, or empty for a text that is not understood.
    static Optional<Long> micros(String text) {
        try {
            return Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant(text.strip())));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String iso = text.replace(' ', 'T');
        if (DATE_TIME.matcher(text).matches()) {
            return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
        return OffsetDateTime.parse(SHORT_OFFSET.matcher(iso).matches() ? iso + ":00" : iso)
                .toInstant();
    }

    static Optional<LocalDate> date(String text) {
        try {
            return DATE.matcher(text.strip()).matches() ? Optional.of(LocalDate.parse(text.strip())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
