package dev.tidemark.market.match;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of several files of one ticker lies in the folder of an instrument's market: `nyse stocks/1` for `NYSE`.
final class MarketFolders {
    private MarketFolders() {}

    /// Empty when market and symbol name no folder or several, or when no file or several lie there.
    static Optional<IndexEntry> pick(
            List<IndexEntry> entries, SymbolReading reading, String market, MatchTables tables) {
        Set<String> folders = named(MarketText.words(market), tables.folders());
        folders.addAll(named(MarketText.words(reading.suffix()), tables.folders()));
        List<IndexEntry> there = entries.stream()
                .filter(entry -> folders.contains(firstWord(entry.category())))
                .toList();
        return folders.size() == 1 && there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty();
    }

    /// A market inside a longer one that is also named does not count: `NYSE-MKT` is not `NYSE`.
    private static Set<String> named(String words, Map<String, String> folders) {
        List<String> markets = folders.keySet().stream()
                .filter(market -> MarketText.holds(words, market))
                .toList();
        Set<String> named = new HashSet<>();
        for (String market : markets) {
            boolean isInside =
                    markets.stream().anyMatch(other -> !other.equals(market) && MarketText.holds(other, market));
            if (!isInside) {
                named.add(folders.getOrDefault(market, ""));
            }
        }
        return named;
    }

    private static String firstWord(String category) {
        String words = MarketText.words(category).toLowerCase(Locale.ROOT);
        int space = words.indexOf(' ');
        return space < 0 ? words : words.substring(0, space);
    }
}
