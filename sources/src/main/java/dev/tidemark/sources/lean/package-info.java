/// Data folders of LEAN: [LeanImport] takes a `Data` folder, parts of it, or single archives. What a file holds is said
/// by its path: asset class, market, resolution, ticker, date and kind.
///
/// Bars go to `bars/<timeframe>-raw`, prices as traded; all else to `quotes/…`, `oi/…` and `ticks/…`. A price of 0 is
/// an
/// absent side of a quote. Ticks that repeat, and those flagged as suspicious, stay.
@NullMarked
package dev.tidemark.sources.lean;

import org.jspecify.annotations.NullMarked;
