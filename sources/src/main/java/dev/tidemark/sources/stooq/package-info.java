/// Bulk dumps of Stooq: [StooqImport] takes folders, zip archives and single files.
///
/// A file is one series: its symbol is the upper-cased file name without `.txt`, and it replaces the series as a whole.
/// Rows are kept
/// as delivered, whatever they say; only what cannot be read is quarantined.
@NullMarked
package dev.tidemark.sources.stooq;

import org.jspecify.annotations.NullMarked;
