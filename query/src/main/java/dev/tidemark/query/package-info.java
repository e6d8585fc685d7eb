/// SQL over exactly one state of a lake.
///
/// [Query] is the door: it understands a statement ([Statement], read from the engine's own parse tree), opens the
/// manifests
/// that the statement can need and no others ([Pruning], [DatasetRelation]), and runs it in a DuckDB of its own. A
/// result leaves
/// through a [ResultWriter] or as a Parquet file.
@NullMarked
package dev.tidemark.query;

import org.jspecify.annotations.NullMarked;
