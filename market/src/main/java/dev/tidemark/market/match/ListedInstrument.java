package dev.tidemark.market.match;

/// One row of a broker's list of instruments. What a list does not say is the empty text; texts are trimmed, and
/// otherwise as the list writes them.
///
/// @param symbol    the broker's symbol, such as `4GLD:GR`, `BRK.B` or `RR.`
/// @param isin      identification number
/// @param market    market code or text, such as `NSQ` or `NASDAQ (USD) USA-NASDAQ ADOBE SYSTEMS INC`
/// @param name      name of the instrument
/// @param currency  currency of the instrument
/// @param quoteUnit unit its prices are written in: a currency code or `GBX`
public record ListedInstrument(
        String symbol, String isin, String market, String name, String currency, String quoteUnit) {
    /// A row of which no registry knows the quote unit: it is the last word of the name, when that is a currency code
    /// or `GBX`.
    public static ListedInstrument of(String symbol, String isin, String market, String name, String currency) {
        return new ListedInstrument(symbol, isin, market, name, currency, QuoteUnit.ofName(name));
    }

    /// The same row with the quote unit that a registry knows; an empty one leaves it as it is.
    public ListedInstrument withQuoteUnit(String registered) {
        return registered.isEmpty() ? this : new ListedInstrument(symbol, isin, market, name, currency, registered);
    }
}
