/// Which file of a bulk tree holds the prices of an instrument of a broker's list, and in which currency.
///
/// Start at [Matcher]: it takes a [ListedInstrument] and a [SourceIndex] and gives a [Match], by [MatchTables] that
/// users extend. [CurrencyResolution] names the currency of what was matched. All is a function of its arguments: no
/// file, no clock, no dependence on the order of the index.
@NullMarked
package dev.tidemark.market.match;

import org.jspecify.annotations.NullMarked;
