package dev.tidemark.lake;

import dev.tidemark.lake.table.ContentDigest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One file of a series, as its manifest describes it.
///
/// @param chunk      the label of its chunk, such as `2024-01` or `all`
/// @param rows       number of rows, at least one
/// @param bytes      length of the file
/// @param file       SHA-256 of the file, which names the object
/// @param content    what it holds
/// @param minTime    least stored value of the time column (microseconds, nanoseconds or days, by its type); 0 without
/// one
/// @param maxTime    greatest stored value of the time column
/// @param attributes small facts about the partition, such as `segment_id`
public record Partition(
        String chunk,
        long rows,
        long bytes,
        Digest file,
        ContentDigest content,
        long minTime,
        long maxTime,
        SortedMap<String, String> attributes) {
    public Partition {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
