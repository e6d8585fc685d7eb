package dev.tidemark.market.match;

import dev.tidemark.market.match.WantedExtensions.Origin;
import java.util.List;

/// What the symbol and market of a row say, before any index is asked.
///
/// @param symbol without white space, in upper case
/// @param suffix exchange suffix of the symbol, known or not; empty without one
/// @param base   symbol without exchange suffix and trailing dots
/// @param forms  what the base may look like in an index, in order: dots as hyphens, then as it is
/// @param wanted the exchanges
record SymbolReading(String symbol, String suffix, String base, List<String> forms, WantedExtensions wanted) {
    static SymbolReading of(ListedInstrument instrument, MatchTables tables) {
        String symbol = MarketText.normal(instrument.symbol()).replace(" ", "");
        MarketText market = new MarketText(instrument.market());
        int colon = symbol.indexOf(':');
        if (colon >= 0) {
            String suffix = symbol.substring(colon + 1);
            List<String> extensions = tables.ofCode(suffix);
            WantedExtensions wanted = extensions.isEmpty()
                    ? market.wanted(tables)
                    : new WantedExtensions(extensions, Origin.SYMBOL, suffix);
            return of(symbol, suffix, symbol.substring(0, colon), wanted);
        }
        return dotted(symbol, market, tables);
    }

    /// The text after the last dot is an exchange only when the market does not object; else it is a share class.
    private static SymbolReading dotted(String symbol, MarketText market, MatchTables tables) {
        String bare = withoutTrailingDots(symbol);
        WantedExtensions ofMarket = market.wanted(tables);
        int dot = bare.lastIndexOf('.');
        List<String> extensions = dot > 0 ? tables.ofCode(bare.substring(dot + 1)) : List.of();
        boolean isExchange =
                !extensions.isEmpty() && (market.isEmpty() || Extensions.agree(extensions, ofMarket.extensions()));
        if (!isExchange) {
            return of(symbol, "", bare, ofMarket);
        }
        String suffix = bare.substring(dot + 1);
        return of(symbol, suffix, bare.substring(0, dot), new WantedExtensions(extensions, Origin.SYMBOL, suffix));
    }

    private static SymbolReading of(String symbol, String suffix, String rawBase, WantedExtensions wanted) {
        String base = withoutTrailingDots(rawBase);
        return new SymbolReading(symbol, suffix, base, forms(base), wanted);
    }

    private static List<String> forms(String base) {
        String hyphened = base.replace('.', '-');
        return hyphened.equals(base) ? List.of(base) : List.of(hyphened, base);
    }

    private static String withoutTrailingDots(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(0, end);
    }
}
