package dev.tidemark.sources.gap;

import dev.tidemark.market.gap.Gap;
import dev.tidemark.sources.update.Ledger;

/// A longest run of missing bars that all stand the same way.
///
/// @param state what the series' ledger says of them
public record SeriesGap(Gap gap, Ledger.State state) {}
