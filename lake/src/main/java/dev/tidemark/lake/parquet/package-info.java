/// One Parquet file: [PartitionEncoder] makes its bytes, [PartitionReader] reads its columns.
@NullMarked
package dev.tidemark.lake.parquet;

import org.jspecify.annotations.NullMarked;
