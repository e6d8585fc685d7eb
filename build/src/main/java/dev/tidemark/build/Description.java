package dev.tidemark.build;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a recipe has to say of a series beside its partitions. It changes nothing of what is built.
///
/// @param attributes what the series records for its readers, such as `schedule_hash`
/// @param notes      what a user should know, each beginning with a stable code: `raw_missing 2024-01-05 …`
public record Description(SortedMap<String, String> attributes, List<String> notes) {
    /// Nothing to say.
    public static final Description NONE = new Description(new TreeMap<>(), List.of());

    public Description {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        notes = List.copyOf(notes);
    }
}
