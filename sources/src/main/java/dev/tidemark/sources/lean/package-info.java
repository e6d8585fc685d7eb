/// Data folders of LEAN: [LeanImport] takes a `Data` folder, parts of it, or single archives. What a file holds is said
/// by
/// its path: asset class, market, resolution, ticker, date and kind.
@NullMarked
package dev.tidemark.sources.lean;

import org.jspecify.annotations.NullMarked;
