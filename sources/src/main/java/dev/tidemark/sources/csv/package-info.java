/// Imports delimited text: bars, quote bars, open interest, trades, quotes and the daily futures table. The door is
/// [CsvImport#run], with [CsvImportOptions]; a [CsvPreset] knows the columns of a provider, a [CsvLayout] says them for
/// any other file.
///
/// Awkward values: an empty field, `null`, `NA` and `N/A` are null; NaN and infinities are null with a finding; an
/// empty file gives nothing; a line that cannot be read is quarantined.
@NullMarked
package dev.tidemark.sources.csv;

import org.jspecify.annotations.NullMarked;
