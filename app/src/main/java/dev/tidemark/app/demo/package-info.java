/// Simulated market data and the tour that `tidemark demo` gives with it.
///
/// [DumpWriter] writes dumps in Stooq's format from what [SimulatedMarket] makes up. The same seed gives the same bytes
/// on every machine. No number here was ever traded.
@NullMarked
package dev.tidemark.app.demo;

import org.jspecify.annotations.NullMarked;
