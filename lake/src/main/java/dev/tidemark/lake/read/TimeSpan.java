package dev.tidemark.lake.read;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.table.TimeAxis;
import java.time.LocalDate;

/// A span of stored values of a time column.
///
/// @param from the first inside
/// @param to   the first after; `Long.MAX_VALUE` for no end
record TimeSpan(long from, long to) {
    static final TimeSpan ALWAYS = new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE);

    /// @param first first date
    /// @param last  last date, whole
    static TimeSpan ofDays(TimeAxis axis, LocalDate first, LocalDate last) {
        long to = last.equals(LocalDate.MAX) ? Long.MAX_VALUE : axis.startOf(last.plusDays(1));
        return new TimeSpan(axis.startOf(first), to);
    }

    /// Whether a partition can hold rows of the span.
    boolean overlaps(Partition partition) {
        return partition.maxTime() >= from && (partition.minTime() < to || to == Long.MAX_VALUE);
    }

    /// Whether all rows of a partition lie in the span.
    boolean contains(Partition partition) {
        return partition.minTime() >= from && (partition.maxTime() < to || to == Long.MAX_VALUE);
    }
}
