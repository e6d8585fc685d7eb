/// What is traded: symbols, the instrument registry, tick sizes and multipliers, universes.
///
/// Start at [InstrumentRegistry], which reads `instruments.csv`, and at [TickSizes]; [ContractCode] and [Symbols] take
/// symbols apart.
@NullMarked
package dev.tidemark.market.instrument;

import org.jspecify.annotations.NullMarked;
