/// Columns in memory: [Schema], [Table], [TableBuilder], and what they are identified by: [ContentDigest].
///
/// Awkward values: a null is a bit in the column's null mask and its slot holds zero; NaN and infinities are refused by
/// the
/// builder; `-0.0` is stored as `0.0`; a table of no rows is legal and has no leaves.
@NullMarked
package dev.tidemark.lake.table;

import org.jspecify.annotations.NullMarked;
