package dev.tidemark.market.label;

import java.util.Locale;

/// The side of the book that an order rests on.
public enum Side {
    /// Buys: filled when the best ask comes down to its price.
    BID,
    /// Sells: filled when the best bid comes up to its price.
    ASK;

    /// The lower-case name, as in the column `side`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
