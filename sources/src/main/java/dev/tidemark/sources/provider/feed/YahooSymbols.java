package dev.tidemark.sources.provider.feed;

import java.util.Map;

/// What Yahoo's symbols say of their market, by Yahoo's own list of exchanges and suffixes.
final class YahooSymbols {
    private static final String US = "us";
    private static final Map<String, String> OF_SUFFIX = Map.ofEntries(
            Map.entry("L", "uk"),
            Map.entry("IL", "uk"),
            Map.entry("DE", "de"),
            Map.entry("F", "de"),
            Map.entry("PA", "fr"),
            Map.entry("AS", "nl"),
            Map.entry("BR", "be"),
            Map.entry("SW", "ch"),
            Map.entry("WA", "pl"),
            Map.entry("TO", "ca"),
            Map.entry("V", "ca"),
            Map.entry("T", "jp"),
            Map.entry("HK", "hk"),
            Map.entry("BD", "hu"));

    private YahooSymbols() {}

    /// The calendar of a symbol; `none` for exchanges that no calendar is known of. Indices, `^GSPC`, are taken for
    /// American.
    static String calendarOf(String symbol) {
        if (symbol.endsWith("=X")) {
            return "forex";
        }
        if (symbol.endsWith("=F")) {
            return "CME";
        }
        if (symbol.endsWith("-USD") || symbol.endsWith("-EUR")) {
            return "24x7";
        }
        int dot = symbol.lastIndexOf('.');
        return dot < 0 ? US : OF_SUFFIX.getOrDefault(symbol.substring(dot + 1), "none");
    }
}
