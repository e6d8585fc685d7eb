/// Ticks in memory: snapshots of trades and of up to five levels of the book, one array a column.
///
/// Start at [TickColumn], the locked order of the columns, and [TickColumns], the rows that functions compute from;
/// [SchemaHash] and [RowHash] say what schemas and rows are identified by.
///
/// Awkward values: NaN in a `double[]` means null and nothing else, since neither NaN nor an infinity is ever stored.
@NullMarked
package dev.tidemark.market.tick;

import org.jspecify.annotations.NullMarked;
