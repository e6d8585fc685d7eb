package dev.tidemark.sources.gap;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Optional;

/// Consecutive days or months, UTC, that bars are counted by.
///
/// @param unit    what a period is
/// @param first   first day of the first period
/// @param periods how many there are, at least 1
public record CoverageAxis(Unit unit, LocalDate first, int periods) {
    /// Longest span, in days, that is shown day by day.
    public static final int MOST_DAYS = 92;

    private static final TemporalField MONTHS = ChronoField.PROLEPTIC_MONTH;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /// What a period is.
    public enum Unit {
        DAY,
        MONTH
    }

    public CoverageAxis {
        if (periods < 1) {
            throw new IllegalArgumentException(periods + " periods");
        }
    }

    /// The periods of a span of time: days when it is short, else months.
    ///
    /// @param from  microseconds
    /// @param until microseconds, not before `from`, included
    public static CoverageAxis of(long from, long until) {
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from, MICROS_PER_DAY));
        LocalDate last = LocalDate.ofEpochDay(Math.floorDiv(until, MICROS_PER_DAY));
        if (last.toEpochDay() - first.toEpochDay() < MOST_DAYS) {
            return new CoverageAxis(Unit.DAY, first, (int) (last.toEpochDay() - first.toEpochDay() + 1));
        }
        return new CoverageAxis(
                Unit.MONTH, first.withDayOfMonth(1), (int) (last.getLong(MONTHS) - first.getLong(MONTHS) + 1));
    }

    /// The periods that series of bars span, as far as a range allows; empty when they have no bar in it.
    public static Optional<CoverageAxis> of(Snapshot head, List<SeriesKey> keys, GapOptions range) {
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (SeriesKey key : keys) {
            Optional<SeriesSummary> summary = head.summary(key);
            if (summary.isPresent()) {
                from = Math.min(from, summary.get().minTime());
                until = Math.max(until, summary.get().maxTime());
            }
        }
        from = range.from().map(CoverageAxis::micros).orElse(from);
        until = range.until().map(end -> micros(end) - 1).orElse(until);
        until = Math.min(until, micros(range.now()));
        return from <= until ? Optional.of(of(from, until)) : Optional.empty();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    /// First day of a period, and of the one after the last.
    ///
    /// @param period 0 to [#periods]
    public LocalDate start(int period) {
        return switch (unit) {
            case DAY -> first.plusDays(period);
            case MONTH -> first.plusMonths(period);
        };
    }

    /// Start of a period in microseconds.
    long startMicros(int period) {
        return start(period).toEpochDay() * MICROS_PER_DAY;
    }

    /// The period that holds a time; below 0 or [#periods] and more outside.
    int periodOf(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        return (int)
                switch (unit) {
                    case DAY -> day - first.toEpochDay();
                    case MONTH -> LocalDate.ofEpochDay(day).getLong(MONTHS) - first.getLong(MONTHS);
                };
    }

    /// A period in words: `2024-01-31` or `2024-01`.
    public String label(int period) {
        String date = start(period).toString();
        return unit == Unit.DAY ? date : date.substring(0, date.length() - 3);
    }
}
