package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;

/// A symbol as a part of an address.
final class PathSymbol {
    private PathSymbol() {}

    /// The symbol as one encoded segment of a path.
    ///
    /// @throws ProviderException `UNKNOWN_SYMBOL` for a text that would lead elsewhere, such as `..`
    static String segment(String symbol) throws ProviderException {
        if (symbol.isBlank() || symbol.startsWith(".") || symbol.contains("/") || symbol.contains("\\")) {
            throw new ProviderException(Fault.UNKNOWN_SYMBOL, "'" + symbol + "' is no symbol");
        }
        return Ask.segment(symbol);
    }
}
