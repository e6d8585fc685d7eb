package dev.tidemark.sources.ingest;

import dev.tidemark.lake.ChunkSize;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/// The days of one chunk.
///
/// @param label    the chunk's label, such as `2024-01`
/// @param firstDay first day, in days since 1970-01-01
/// @param endDay   day after the last one
public record ChunkRange(String label, long firstDay, long endDay) {
    /// The chunk that holds a day.
    public static ChunkRange of(ChunkSize size, long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        String label = size.labelOf(date);
        return switch (size) {
            case DAY -> between(label, date, date.plusDays(1));
            case WEEK -> {
                LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield between(label, monday, monday.plusWeeks(1));
            }
            case MONTH ->
                between(label, date.withDayOfMonth(1), date.withDayOfMonth(1).plusMonths(1));
            case QUARTER -> {
                Month first = date.getMonth().firstMonthOfQuarter();
                LocalDate start = LocalDate.of(date.getYear(), first, 1);
                yield between(label, start, start.plusMonths(3));
            }
            case YEAR ->
                between(label, date.withDayOfYear(1), date.withDayOfYear(1).plusYears(1));
            case ALL -> new ChunkRange(label, Long.MIN_VALUE, Long.MAX_VALUE);
        };
    }

    private static ChunkRange between(String label, LocalDate first, LocalDate end) {
        return new ChunkRange(label, first.toEpochDay(), end.toEpochDay());
    }

    public boolean holds(long epochDay) {
        return epochDay >= firstDay && epochDay < endDay;
    }
}
