/// Bars from ticks: where a bar begins, and what the ticks of a bar make of it. Start at [BarClock] and [BarStream].
@NullMarked
package dev.tidemark.market.bar;

import org.jspecify.annotations.NullMarked;
