package dev.tidemark.lake.parquet;

import dev.tidemark.lake.parquet.ChunkValues.Bounds;
import org.jspecify.annotations.Nullable;

/// What the footer says of one column in one row group.
///
/// @param rows              values including nulls
/// @param nulls             values that are null
/// @param codec             how its pages are compressed, as in [ParquetFormat]
/// @param uncompressedBytes page headers and pages before compression
/// @param fileBytes         page headers and pages in the file
/// @param firstOffset       where its first page header stands in the file
/// @param dataOffset        where its first data page header stands in the file; after `firstOffset` when there is a
/// dictionary
/// @param bounds            null when not stated
record ColumnChunk(
        int rows,
        int nulls,
        int codec,
        long uncompressedBytes,
        long fileBytes,
        long firstOffset,
        long dataOffset,
        @Nullable Bounds bounds) {
    boolean hasDictionary() {
        return dataOffset > firstOffset;
    }
}
