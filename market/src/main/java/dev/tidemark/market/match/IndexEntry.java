package dev.tidemark.market.match;

import java.util.Comparator;
import java.util.Locale;

/// One file of a bulk tree.
///
/// @param ticker   file name without `.txt`, in upper case, such as `BRK-B.US`; a file may lack the extension: `EXM`
/// @param path     path below the root of the tree, with `/`
/// @param region   part of the path that names the region, such as `us`
/// @param category parts between region and file, such as `nasdaq stocks/1`
/// @param isin     identification number when a registry knows it, else empty; a text that is none becomes empty
public record IndexEntry(String ticker, String path, String region, String category, String isin) {
    /// By ticker, then path; the rest makes it an order of unequal entries.
    public static final Comparator<IndexEntry> ORDER = Comparator.comparing(IndexEntry::ticker)
            .thenComparing(IndexEntry::path)
            .thenComparing(IndexEntry::region)
            .thenComparing(IndexEntry::category)
            .thenComparing(IndexEntry::isin);

    public IndexEntry {
        ticker = ticker.toUpperCase(Locale.ROOT);
        isin = Isin.canonical(isin);
    }

    /// The ticker before its last dot: `BRK-B` of `BRK-B.US`.
    public String base() {
        return ticker.substring(0, baseLength());
    }

    /// The ticker from its last dot on: `.US` of `BRK-B.US`; empty without a dot.
    public String extension() {
        return ticker.substring(baseLength());
    }

    /// Whether its folder says that its bars are shorter than a day: `5 min`.
    boolean isIntraday() {
        return TimeframeFolder.of(path).filter(TimeframeFolder::isIntraday).isPresent();
    }

    int baseLength() {
        return baseLength(ticker);
    }

    /// How many characters a ticker has before its last dot.
    static int baseLength(String ticker) {
        int dot = ticker.lastIndexOf('.');
        return dot < 0 ? ticker.length() : dot;
    }
}
