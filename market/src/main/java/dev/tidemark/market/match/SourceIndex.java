package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files of a bulk tree, found by ticker, base and ISIN. Immutable; what it answers does not depend on the order in
/// which it was given its entries.
public final class SourceIndex {
    private final int size;
    private final Map<String, List<IndexEntry>> byTicker;
    private final Map<String, List<IndexEntry>> byBase;
    private final Map<String, List<IndexEntry>> byIsin;
    private final Set<String> extensions = new HashSet<>();

    private SourceIndex(Collection<IndexEntry> entries) {
        byTicker = HashMap.newHashMap(entries.size());
        byBase = HashMap.newHashMap(entries.size());
        byIsin = new HashMap<>();
        for (IndexEntry entry : entries) {
            add(byTicker, entry.ticker(), entry);
            add(byBase, entry.base(), entry);
            extensions.add(entry.extension());
            if (!entry.isin().isEmpty()) {
                add(byIsin, entry.isin(), entry);
            }
        }
        List.of(byTicker, byBase, byIsin).forEach(SourceIndex::sort);
        size = byTicker.values().stream().mapToInt(List::size).sum();
    }

    /// An index of entries. Equal entries count once; two files with one ticker are two entries.
    public static SourceIndex of(Collection<IndexEntry> entries) {
        return new SourceIndex(entries);
    }

    private static void add(Map<String, List<IndexEntry>> table, String key, IndexEntry entry) {
        List<IndexEntry> present = table.putIfAbsent(key, List.of(entry));
        if (present instanceof ArrayList<IndexEntry> several) {
            several.add(entry);
        } else if (present != null) {
            table.put(key, new ArrayList<>(List.of(present.getFirst(), entry)));
        }
    }

    private static void sort(Map<String, List<IndexEntry>> table) {
        table.replaceAll((key, entries) -> entries.size() == 1
                ? entries
                : entries.stream().distinct().sorted(IndexEntry.ORDER).toList());
    }

    /// How many files there are.
    public int size() {
        return size;
    }

    /// The files of a ticker, by path; empty if there are none.
    ///
    /// @param ticker in upper case, such as `AAPL.US`
    public List<IndexEntry> ofTicker(String ticker) {
        return byTicker.getOrDefault(ticker, List.of());
    }

    /// The files whose ticker has a base, on any exchange, by ticker and path.
    public List<IndexEntry> ofBase(String base) {
        return byBase.getOrDefault(base, List.of());
    }

    /// The files that are known to be of a security, by ticker and path. The empty text has none.
    public List<IndexEntry> ofIsin(String isin) {
        return byIsin.getOrDefault(isin, List.of());
    }

    /// Whether any file has an extension, such as `.US`.
    public boolean hasExtension(String extension) {
        return extensions.contains(extension);
    }
}
