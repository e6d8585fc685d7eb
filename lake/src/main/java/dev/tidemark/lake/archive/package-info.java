/// Old partitions out of the lake, into a folder of their own, and back. Start at [LakeArchive].
///
/// An archive is a plain Hive tree of Parquet files like `data/`, with an index beside each series; it is read without
/// a
/// lake, and by every reader of Parquet. This package stands above the lake's own interfaces: it moves partitions by
/// [dev.tidemark.lake.LakeWriter] like every other job.
@NullMarked
package dev.tidemark.lake.archive;

import org.jspecify.annotations.NullMarked;
