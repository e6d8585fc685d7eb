package dev.tidemark.lake;

import dev.tidemark.lake.table.Schema;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What holds for a whole dataset. Fixed by its first import or build; committed like a series.
///
/// @param schema        columns
/// @param schemaVersion starts at 1; grows when the columns change
/// @param chunkSize     how new series are cut
/// @param derived       whether a recipe makes it (and can make it again), or a source delivered it
/// @param identity      what a source must agree with: `adjusted`, `session`, `quote_unit`, `label`, …
public record DatasetRecord(
        Schema schema, int schemaVersion, ChunkSize chunkSize, boolean derived, SortedMap<String, String> identity) {
    public DatasetRecord {
        identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
    }

    /// The record as it holds for a series that is cut in another way.
    public DatasetRecord cutBy(ChunkSize size) {
        return new DatasetRecord(schema, schemaVersion, size, derived, identity);
    }
}
