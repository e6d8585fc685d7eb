package dev.tidemark.market.match;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What matching decided about one instrument.
///
/// @param entry      the file; empty when unmatched
/// @param strategy   how it was found: `isin`, `ticker` (the symbol names the exchange), `base_market` (the market
/// does)
///                   or `alias` (a renamed ticker); empty when unmatched
/// @param rule       what named the exchange, see [WantedExtensions#rule]
/// @param reason     why it is unmatched, such as `ambiguous_variants` or `no_source_data(.NL,.AS)`; empty when matched
/// @param candidates tickers a person may look at, sorted, each once; empty when matched
public record Match(Optional<IndexEntry> entry, String strategy, String rule, String reason, List<String> candidates) {
    public Match {
        candidates = List.copyOf(candidates);
    }

    static Match found(IndexEntry entry, String strategy, String rule) {
        return new Match(Optional.of(entry), strategy, rule, "", List.of());
    }

    static Match missed(String reason, String rule, Collection<String> candidates) {
        List<String> sorted = candidates.stream().distinct().sorted().toList();
        return new Match(Optional.empty(), "", rule, reason, sorted);
    }

    /// Whether there is a file.
    public boolean isMatched() {
        return entry.isPresent();
    }
}
