package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.BarRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// What one published file is about.
///
/// @param folder `monthly` or `daily`
/// @param label  `2024-02` or `2024-02-29`
/// @param first  first day
/// @param end    first day that is not in it
record ArchiveSpan(String folder, String label, LocalDate first, LocalDate end) {
    static ArchiveSpan of(YearMonth month) {
        return new ArchiveSpan(
                "monthly", month.toString(), month.atDay(1), month.plusMonths(1).atDay(1));
    }

    static ArchiveSpan of(LocalDate day) {
        return new ArchiveSpan("daily", day.toString(), day, day.plusDays(1));
    }

    Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant to() {
        return end.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Whether a bar that starts then belongs into the file.
    ///
    /// @param micros microseconds since 1970-01-01T00:00Z
    boolean holds(long micros) {
        Instant time = BarTimes.instant(micros);
        return !time.isBefore(from()) && time.isBefore(to());
    }

    /// Whether a window has a time of it.
    boolean meets(BarRequest request) {
        return from().isBefore(request.to()) && to().isAfter(request.from());
    }
}
