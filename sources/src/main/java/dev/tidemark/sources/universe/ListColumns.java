package dev.tidemark.sources.universe;

import dev.tidemark.market.match.QuoteUnit;
import java.util.List;
import java.util.Locale;

/// Where the columns of a list stand, -1 for one that it does not have.
///
/// @param count number of columns
record ListColumns(int symbol, int isin, int market, int name, int currency, int count) {
    static ListColumns of(List<String> header) {
        List<String> names = names(header);
        return new ListColumns(
                names.indexOf("symbol"),
                names.indexOf("isin"),
                names.indexOf("market"),
                names.indexOf("name"),
                names.indexOf("currency"),
                names.size());
    }

    static List<String> names(List<String> header) {
        return header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /// The last column that is read.
    int last() {
        return Math.max(symbol, Math.max(Math.max(isin, market), Math.max(name, currency)));
    }

    /// Whether the field of the currency is empty, or one that is known.
    boolean hasCurrencyOrNone(List<String> fields) {
        String text = value(fields, currency);
        return text.isEmpty() || QuoteUnit.isKnown(text);
    }

    InstrumentRow row(String file, long line, List<String> fields) {
        return new InstrumentRow(
                file,
                line,
                value(fields, symbol),
                value(fields, isin),
                value(fields, market),
                value(fields, name),
                value(fields, currency));
    }

    private static String value(List<String> fields, int column) {
        return column < 0 ? "" : fields.get(column);
    }
}
