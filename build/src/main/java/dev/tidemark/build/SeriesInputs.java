package dev.tidemark.build;

import dev.tidemark.lake.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that an output series depends on, as far as it can be said without opening a manifest.
///
/// @param series the series that are read; those that do not exist count as absent
/// @param facts  declared small inputs that hold for the whole series, such as the tick size. The series records them,
///               and a build with others is refused unless it may overwrite.
public record SeriesInputs(List<SeriesKey> series, SortedMap<String, String> facts) {
    public SeriesInputs {
        series = List.copyOf(series);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /// Inputs without facts.
    public static SeriesInputs of(List<SeriesKey> series) {
        return new SeriesInputs(series, new TreeMap<>());
    }
}
