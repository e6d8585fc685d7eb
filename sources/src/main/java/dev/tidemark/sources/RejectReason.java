package dev.tidemark.sources;

import java.util.Locale;

/// Why a row went into quarantine. The lower-case name is stable.
public enum RejectReason {
    /// More or fewer fields than the header has.
    WRONG_FIELD_COUNT,
    /// A quote that is not closed, or text after it.
    BAD_QUOTE,
    /// Longer than a line may be.
    LINE_TOO_LONG,
    INVALID_UTF8,
    /// A byte below 0x20 or 0x7f.
    CONTROL_BYTE,
    /// The header again, as in files glued together.
    REPEATED_HEADER,
    /// The row names another symbol than its file.
    FOREIGN_SYMBOL,
    /// A period that is neither a number of minutes below a day nor D, W or M.
    BAD_PERIOD,
    /// A period that differs from the file's first row.
    OTHER_PERIOD,
    BAD_DATE,
    BAD_TIME,
    /// A local time that the change to summer time skips.
    NONEXISTENT_LOCAL_TIME,
    /// A field that is no number.
    BAD_NUMBER,
    /// A number too great for a double.
    NUMBER_OUT_OF_RANGE,
    /// A field that is neither true nor false.
    BAD_BOOLEAN,
    /// A symbol that a lake does not take.
    BAD_SYMBOL,
    /// A delivered bar whose high is not the highest, or whose low is not the lowest, of its prices.
    PRICE_CONSISTENCY,
    /// An instant that belongs to no trading day of the calendar.
    OUTSIDE_CALENDAR;

    /// The stable code.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
