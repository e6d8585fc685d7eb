package dev.tidemark.lake.parquet;

import org.jspecify.annotations.Nullable;

/// The values of one column in one row group, without its nulls.
sealed interface ChunkValues permits NumberValues, BooleanValues, TextValues {
    /// The values that are not null.
    int count();

    /// Writes values `from` (inclusive) to `to` (exclusive) in encoding `PLAIN`.
    void plain(ByteSink sink, int from, int to);

    /// The distinct values, or null when a dictionary does not pay; see [Dictionary].
    @Nullable
    Dictionary dictionary();

    /// The smallest and the largest value, or null when they are not stated.
    @Nullable
    Bounds bounds();

    /// Bounds of the values in encoding `PLAIN`, texts without their length.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bounds(byte[] min, byte[] max) {}
}
