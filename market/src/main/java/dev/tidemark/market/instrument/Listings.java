package dev.tidemark.market.instrument;

import java.util.Optional;
import java.util.Set;

/// Which exchange a product is listed on, by the shipped table of contract terms.
public final class Listings {
    private Listings() {}

    /// The only exchange that lists a product: `SHFE` for `cu`. A product is compared as a whole and by case.
    ///
    /// @param product product letters, such as `cu` or `AP`
    /// @return empty for a product of no exchange or of several, such as `ES`
    public static Optional<String> onlyExchangeOf(String product) {
        Set<String> exchanges = ContractTerms.exchangesOf(product);
        return exchanges.size() == 1 ? exchanges.stream().findAny() : Optional.empty();
    }
}
