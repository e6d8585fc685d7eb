package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The files of a bulk tree, found by ticker, base and ISIN. Immutable; what it answers does not depend on the order in
/// which it was given its entries, and entries that are equal count once.
///
/// Trees have some 100,000 files and runs ask for a few thousand, so that there is no object a file: entries are
/// chained by the hash of their base and of their ISIN.
public final class SourceIndex {
    private final IndexEntry[] entries;
    private final HashChains byBase;
    private final HashChains byIsin;
    private final Set<String> extensions = new HashSet<>();

    private SourceIndex(Collection<IndexEntry> all) {
        entries = all.toArray(new IndexEntry[0]);
        byBase = new HashChains(entries.length);
        byIsin = new HashChains(entries.length);
        String extension = "";
        for (int at = 0; at < entries.length; at++) {
            IndexEntry entry = entries[at];
            byBase.add(at, hash(entry.ticker(), entry.baseLength()));
            if (!entry.isin().isEmpty()) {
                byIsin.add(at, entry.isin().hashCode());
            }
            boolean isNew = at == 0
                    || entry.ticker().length() - entry.baseLength() != extension.length()
                    || !entry.ticker().endsWith(extension);
            if (isNew) {
                extension = entry.extension();
                extensions.add(extension);
            }
        }
    }

    /// An index of files. Two files with one ticker are two entries.
    public static SourceIndex of(Collection<IndexEntry> entries) {
        return new SourceIndex(entries);
    }

    /// As [String#hashCode] of the first characters.
    private static int hash(String text, int length) {
        int hash = 0;
        for (int at = 0; at < length; at++) {
            hash = 31 * hash + text.charAt(at);
        }
        return hash;
    }

    /// The files of a ticker, by path; empty if there are none.
    ///
    /// @param ticker in upper case, such as `AAPL.US`
    public List<IndexEntry> ofTicker(String ticker) {
        int hash = hash(ticker, IndexEntry.baseLength(ticker));
        return find(byBase, hash, entry -> entry.ticker().equals(ticker));
    }

    /// The files whose ticker has a base, on any exchange, by ticker and path.
    public List<IndexEntry> ofBase(String base) {
        return find(
                byBase,
                base.hashCode(),
                entry -> entry.baseLength() == base.length() && entry.ticker().startsWith(base));
    }

    /// The files that are known to be of a security, by ticker and path. The empty text has none.
    public List<IndexEntry> ofIsin(String isin) {
        return isin.isEmpty()
                ? List.of()
                : find(byIsin, isin.hashCode(), entry -> entry.isin().equals(isin));
    }

    private List<IndexEntry> find(HashChains chains, int hash, Predicate<IndexEntry> isWanted) {
        List<IndexEntry> found = new ArrayList<>(1);
        for (int at = chains.start(hash); at != HashChains.END; at = chains.after(at)) {
            if (isWanted.test(entries[at])) {
                found.add(entries[at]);
            }
        }
        return found.size() < 2
                ? List.copyOf(found)
                : found.stream().distinct().sorted(IndexEntry.ORDER).toList();
    }

    /// Whether any file has an extension, such as `.US`.
    public boolean hasExtension(String extension) {
        return extensions.contains(extension);
    }
}
