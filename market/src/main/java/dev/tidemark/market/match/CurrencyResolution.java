package dev.tidemark.market.match;

import java.util.Locale;

/// The currency of a matched instrument.
///
/// @param inferred what the region of the file says; empty when the region says nothing
/// @param resolved what counts; empty when unknown, or refused by [LseCurrencyPolicy#STRICT]
/// @param status   `match`, `override`, `mismatch`, `error:lse_currency_override`, `expected_only`, `inferred_only`,
///                 `quote_unit` or `unknown`
public record CurrencyResolution(String inferred, String resolved, String status) {
    private static final String LONDON = ".UK";

    /// Compares what the list, the quote unit and the region of the file say. `GBX` is a unit of `GBP`, also where a
    /// list states it as the currency; what is not three letters, such as `-`, states none.
    ///
    /// @param instrument row of the list
    /// @param wanted     what its symbol or market say of the exchange, see [Matcher#wanted]
    /// @param region     region of the matched file, such as `uk`
    public static CurrencyResolution of(
            ListedInstrument instrument, WantedExtensions wanted, String region, LseCurrencyPolicy policy) {
        String place = region.toLowerCase(Locale.ROOT);
        String inferred = ofRegion(place);
        String expected = currency(instrument.currency());
        if (expected.isEmpty()) {
            return unstated(inferred, currency(instrument.quoteUnit()));
        }
        if (inferred.isEmpty()) {
            return new CurrencyResolution(inferred, expected, "expected_only");
        }
        if (inferred.equals(expected)) {
            return new CurrencyResolution(inferred, inferred, "match");
        }
        boolean isLondon = place.equals("uk") && wanted.extensions().contains(LONDON);
        return isLondon
                ? overridden(inferred, expected, policy)
                : new CurrencyResolution(inferred, inferred, "mismatch");
    }

    private static CurrencyResolution unstated(String inferred, String ofUnit) {
        if (!ofUnit.isEmpty() && !ofUnit.equals(inferred)) {
            return new CurrencyResolution(inferred, ofUnit, "quote_unit");
        }
        return new CurrencyResolution(inferred, inferred, inferred.isEmpty() ? "unknown" : "inferred_only");
    }

    private static CurrencyResolution overridden(String inferred, String expected, LseCurrencyPolicy policy) {
        return switch (policy) {
            case BROKER -> new CurrencyResolution(inferred, expected, "override");
            case STOOQ -> new CurrencyResolution(inferred, inferred, "mismatch");
            case STRICT -> new CurrencyResolution(inferred, "", "error:lse_currency_override");
        };
    }

    private static String currency(String unit) {
        return QuoteUnit.currencyOf(QuoteUnit.of(unit));
    }

    private static String ofRegion(String region) {
        return switch (region) {
            case "us", "world" -> "USD";
            case "uk" -> "GBP";
            case "pl" -> "PLN";
            case "hk" -> "HKD";
            case "jp" -> "JPY";
            case "hu" -> "HUF";
            default -> "";
        };
    }
}
