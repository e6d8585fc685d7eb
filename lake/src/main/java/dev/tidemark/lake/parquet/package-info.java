/// One Parquet file: [PartitionEncoder] makes its bytes, [PartitionReader] reads its columns, [ForeignParquet] those of
/// files that others wrote.
@NullMarked
package dev.tidemark.lake.parquet;

import org.jspecify.annotations.NullMarked;
