package dev.tidemark.build;

import dev.tidemark.lake.SeriesKey;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that an output series depends on.
///
/// @param series     the series that are read; those that do not exist count as absent
/// @param facts      declared small inputs that hold for the whole series, such as the tick size. The series records
///                   them, and a build with others is refused unless it may overwrite.
/// @param conditions declared small inputs that may change at any time, such as the calendar of what is checked: with
///                   others the series is planned again. What a partition depends on it also says in its [Want].
public record SeriesInputs(
        List<SeriesKey> series, SortedMap<String, String> facts, SortedMap<String, String> conditions) {
    public SeriesInputs {
        series = List.copyOf(series);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
    }

    /// Inputs without conditions.
    public SeriesInputs(List<SeriesKey> series, SortedMap<String, String> facts) {
        this(series, facts, new TreeMap<>());
    }

    /// Inputs without facts.
    public static SeriesInputs of(List<SeriesKey> series) {
        return new SeriesInputs(series, new TreeMap<>());
    }
}
