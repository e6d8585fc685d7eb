package dev.tidemark.market.instrument;

/// The answer to the question for a tick size. There is no numeric fallback.
public sealed interface TickSize {
    /// Stable code of an answer that is missing.
    String UNKNOWN_CODE = "tick_size_unknown";

    /// Where a tick size was found.
    enum Source {
        /// The registry row of the symbol.
        SYMBOL,
        /// The registry row of `exchange.product`.
        PRODUCT,
        /// The table that comes with the product.
        SHIPPED
    }

    /// A known tick size.
    ///
    /// @param size smallest step of a price, in the quote unit; greater than 0
    record Known(String symbol, double size, Source source) implements TickSize {}

    /// Nobody knows it.
    record Unknown(String symbol) implements TickSize {
        /// What to tell the user.
        public String message() {
            return UNKNOWN_CODE + ": no tick size is known for " + symbol
                    + "; set tick_size in the registry for the symbol or for its exchange.product";
        }
    }

    String symbol();
}
