package dev.tidemark.build;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One output partition that there should be, and all it depends on beside the recipe.
///
/// @param chunk      its chunk
/// @param slices     what it reads, in the order that the recipe wants them; at least one. A [Crowd] when they are so
/// many
///                   that a plan cannot hold them.
/// @param facts      declared small inputs that are no partitions: a row of a schedule, a slice of a calendar
/// @param attributes what the partition records for those who read it, such as `segment_id`
public record Want(
        String chunk, List<InputSlice> slices, SortedMap<String, String> facts, SortedMap<String, String> attributes) {
    public Want {
        slices = slices instanceof Crowd ? slices : List.copyOf(slices);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// A want without facts and attributes.
    public static Want of(String chunk, List<InputSlice> slices) {
        return new Want(chunk, slices, new TreeMap<>(), new TreeMap<>());
    }
}
