/// Two series of bars side by side: which keys one of them lacks, where values differ, and by which factor.
/// [dev.tidemark.market.compare.SeriesComparison] is the door; its answer is a
/// [dev.tidemark.market.compare.SeriesDifference].
///
/// Awkward values: null equals null; null on one side only is a difference without a size. Imputed rows do not count on
/// either side: no source says them.
@NullMarked
package dev.tidemark.market.compare;

import org.jspecify.annotations.NullMarked;
