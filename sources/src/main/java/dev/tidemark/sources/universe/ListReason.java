package dev.tidemark.sources.universe;

import java.util.Locale;

/// Why a list, or a row of one, is faulty or worth a word. The lower-case name is stable.
enum ListReason {
    /// It could not be opened or read.
    UNREADABLE,
    /// Larger than [InstrumentLists#MAX_BYTES].
    TOO_LARGE,
    /// No line but blank ones.
    EMPTY_FILE,
    /// No column `symbol`.
    MISSING_COLUMN,
    /// A column stands twice; the first is read.
    DUPLICATE_COLUMN,
    /// Bytes that are no UTF-8.
    BAD_ENCODING,
    /// A byte below 0x20 that is no tab and no line break in quotes, or 0x7f.
    CONTROL_BYTE,
    /// A quote that is not closed, or text after it.
    BAD_QUOTE,
    /// A field longer than [InstrumentLists#MAX_FIELD_BYTES].
    FIELD_TOO_LONG,
    /// More or fewer fields than the header has, so that it cannot be told which stands for what.
    RAGGED_ROW,
    /// Fewer fields than the header has, and all that is read is there.
    SHORT_ROW,
    /// A number with a decimal comma outside of quotes, which makes two fields of one.
    DECIMAL_COMMA,
    /// The five values of an earlier row.
    DUPLICATE_ROW,
    MISSING_SYMBOL;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
