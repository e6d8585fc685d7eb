/// Which bars there should be, and which are missing. [dev.tidemark.market.gap.GapScan] compares stored times with what
/// a market's calendar expects, or with the length of a bar where there is no calendar.
/// [dev.tidemark.market.gap.SessionCompleteness] does the same for ticks, second by second.
@NullMarked
package dev.tidemark.market.gap;

import org.jspecify.annotations.NullMarked;
