/// Adopts Parquet files with a known schema, one by one or as a Hive tree. The door is [ParquetImport#run], with
/// [ParquetImportOptions].
///
/// Awkward values: NaN and infinities are null with a finding; a row without time or symbol is quarantined; what the
/// folders and the rows say has to agree.
@NullMarked
package dev.tidemark.sources.parquet;

import org.jspecify.annotations.NullMarked;
