package dev.tidemark.lake.table;

import java.time.LocalDate;

/// The unit in which a time column stores time since 1970-01-01T00:00Z.
public enum TimeAxis {
    /// `timestamp` columns.
    MICROSECONDS(1_000L, 86_400_000_000L),
    /// `int64` columns.
    NANOSECONDS(1L, 86_400_000_000_000L),
    /// `date` columns; a day is the instant at which it begins in UTC.
    DAYS(86_400_000_000_000L, 1L);

    private final long nanosPerUnit;
    private final long unitsPerDay;

    TimeAxis(long nanosPerUnit, long unitsPerDay) {
        this.nanosPerUnit = nanosPerUnit;
        this.unitsPerDay = unitsPerDay;
    }

    /// The nanoseconds of one unit.
    public long nanosPerUnit() {
        return nanosPerUnit;
    }

    /// The UTC date of a stored value.
    public LocalDate dateOf(long stored) {
        return LocalDate.ofEpochDay(Math.floorDiv(stored, unitsPerDay));
    }

    /// The stored value at which a date begins in UTC; the nearest extreme where none can be stored.
    public long startOf(LocalDate date) {
        long day = date.toEpochDay();
        if (Math.abs(day) > Long.MAX_VALUE / unitsPerDay) {
            return day < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return day * unitsPerDay;
    }

    /// A stored value as nanoseconds since 1970-01-01T00:00Z.
    ///
    /// @throws ArithmeticException outside the years 1678 to 2261, which 64 bits do not hold
    public long toNanos(long stored) {
        return Math.multiplyExact(stored, nanosPerUnit);
    }

    /// The least stored value that is not before a number of nanoseconds.
    public long ceiling(long nanos) {
        return Math.ceilDiv(nanos, nanosPerUnit);
    }
}
