package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One series to load or to bring up to date.
///
/// @param provider   who delivers
/// @param symbol     as the provider writes it
/// @param range      what to fetch whatever is held; empty to bring it up to date
/// @param attributes what the series records, such as its asset class and calendar
public record SeriesTask(
        SeriesKey key, String provider, String symbol, Optional<Range> range, SortedMap<String, String> attributes) {
    public SeriesTask {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// A range of times.
    ///
    /// @param start first time wanted; empty for as far back as the provider goes
    /// @param end   first time not wanted; empty for all that comes
    public record Range(Optional<Instant> start, Optional<Instant> end) {}
}
