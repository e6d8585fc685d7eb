package dev.tidemark.market.rule;

import java.util.Locale;

/// What a price below zero is. Spreads and some commodities have had them.
public enum NegativePrices {
    ERROR,
    WARNING,
    /// Neither prices below zero nor a close or trade at zero are found.
    ALLOWED;

    /// The name in options, such as `allowed`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
