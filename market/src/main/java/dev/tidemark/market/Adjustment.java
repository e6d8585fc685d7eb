package dev.tidemark.market;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the prices of a dataset are adjusted for. Always said by people or by a source's documentation, never guessed
/// from prices.
public enum Adjustment {
    /// Prices as traded.
    NONE,
    /// For splits.
    SPLITS,
    /// For splits and dividends.
    SPLITS_DIVIDENDS;

    /// The lower-case name, as recorded with a dataset.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Parses the lower-case name.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static Adjustment parse(String text) {
        for (Adjustment adjustment : values()) {
            if (adjustment.text().equals(text)) {
                return adjustment;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no adjustment; expected "
                + Arrays.stream(values()).map(Adjustment::text).collect(Collectors.joining(", ")));
    }
}
