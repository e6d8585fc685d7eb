package dev.tidemark.sources;

import java.util.Locale;

/// What an import noticed about rows that it kept, or about the lake. The lower-case name is stable.
public enum FindingCode {
    /// Rows with the time of the row before, after sorting.
    DUPLICATE_TIMESTAMPS,
    /// Rows that stand after a later one in the source.
    UNSORTED,
    /// NaN or infinity; stored as null.
    NON_FINITE_VALUE,
    /// Columns of the source that no column of the dataset takes.
    IGNORED_COLUMNS,
    /// The rows that were replaced could not be read, so that they were counted by number, not by value.
    OLD_DATA_UNREADABLE,
    /// The last row of a source repeats the one before bit by bit.
    DUPLICATE_LAST_ROW,
    /// Ticks whose trading day is another one by the calendar; the source's is kept.
    TRADING_DAY_MISMATCH,
    /// Ticks outside every session of their market.
    TICK_OUTSIDE_SESSION,
    /// Ticks of years that the calendar has no holidays for; their trading day was compared by weekdays.
    CALENDAR_EXTRAPOLATED,
    /// Average prices that look like prices times a multiplier that is not known; kept as they are.
    AVERAGE_SCALED,
    /// Files beside market data that hold none: factors, names, margins. They were not read.
    REFERENCE_FILE,
    /// Partitions whose file had vanished from the lake and was written again.
    OBJECT_RESTORED;

    /// The stable code.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
