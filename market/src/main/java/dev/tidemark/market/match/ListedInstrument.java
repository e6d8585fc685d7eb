package dev.tidemark.market.match;

/// One row of a broker's list of instruments. What a list does not say is the empty text; texts are trimmed, and
/// otherwise as the list writes them.
///
/// @param symbol    the broker's symbol, such as `4GLD:GR`, `BRK.B` or `RR.`
/// @param isin      identification number
/// @param market    market code or text, such as `NSQ` or `NASDAQ (USD) USA-NASDAQ ADOBE SYSTEMS INC`
/// @param name      name of the instrument
/// @param currency  currency of the instrument
/// @param quoteUnit unit its prices are written in, see [QuoteUnit#of]
public record ListedInstrument(
        String symbol, String isin, String market, String name, String currency, String quoteUnit) {
    /// A row of which no registry knows the quote unit: it is the currency when that is a hundredth such as `GBX`, else
    /// the last word of the name when that is a unit and the row's currency, if any, does not contradict
    /// it.
    public static ListedInstrument of(String symbol, String isin, String market, String name, String currency) {
        return new ListedInstrument(symbol, isin, market, name, currency, QuoteUnit.ofRow(name, currency));
    }

    /// The same row with the quote unit that a registry knows; a text that is none leaves it as it is.
    public ListedInstrument withQuoteUnit(String registered) {
        String unit = QuoteUnit.of(registered);
        return unit.isEmpty() ? this : new ListedInstrument(symbol, isin, market, name, currency, unit);
    }
}
