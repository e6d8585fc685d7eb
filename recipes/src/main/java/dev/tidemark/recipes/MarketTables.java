package dev.tidemark.recipes;

import dev.tidemark.market.calendar.Markets;

/// The calendars and sessions that recipes go by.
///
/// @param text another one when anything of them is: it is part of the keys of what depends on them
public record MarketTables(Markets markets, String text) {
    /// Those that come with the product.
    public static MarketTables shipped() {
        return new MarketTables(Markets.shipped(), Markets.shippedTables());
    }
}
