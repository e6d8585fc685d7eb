/// Which bars there should be, which are missing, and what could stand in their place.
/// [dev.tidemark.market.gap.GapScan] compares stored times with what a market's calendar expects, or with the length of
/// a bar where there is no calendar; [dev.tidemark.market.gap.BarFill] makes the missing bars from those beside them.
/// [dev.tidemark.market.gap.SessionCompleteness] looks at ticks, second by second.
@NullMarked
package dev.tidemark.market.gap;

import org.jspecify.annotations.NullMarked;
