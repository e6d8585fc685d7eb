package dev.tidemark.recipes.universe;

import dev.tidemark.market.match.LseCurrencyPolicy;
import dev.tidemark.market.match.MatchTables;

/// What a user decides about a universe.
///
/// @param tables        how symbols and markets name exchanges, and which tickers were renamed
/// @param policy        whose currency counts in London
/// @param includesEmpty whether files without usable prices are exported too
public record UniverseRules(MatchTables tables, LseCurrencyPolicy policy, boolean includesEmpty) {}
