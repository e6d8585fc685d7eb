package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What is remembered of updates beside the data: attempts, durations, and loads that have brought nothing yet. It may
/// be lost without harm to data. Thread-safe.
public interface UpdateJournal extends AutoCloseable {
    /// A load that was asked for and has brought no bar, so that the lake has no series to keep it.
    ///
    /// @param provider  who shall deliver
    /// @param symbol    as the provider writes it
    /// @param start     first time wanted
    /// @param end       first time not wanted; empty for all that comes
    /// @param attributes what the series shall record, such as its asset class
    /// @param attempts  how often it was tried
    /// @param reason    why it brought nothing, when last tried
    record PendingLoad(
            SeriesKey key,
            String provider,
            String symbol,
            Instant start,
            Optional<Instant> end,
            SortedMap<String, String> attributes,
            int attempts,
            String reason) {}

    /// One update of one series.
    ///
    /// @param type     `full`, `incremental`, `gap_fill`, `fill` or `import`
    /// @param seconds  how long it took
    /// @param gapsFilled bars that had been missing inside the series and came
    /// @param error    what went wrong; empty when all went well
    record Entry(
            SeriesKey key,
            Instant time,
            String type,
            String provider,
            long rowsBefore,
            long rowsAfter,
            long rowsAdded,
            long rowsUpdated,
            Optional<Instant> start,
            Optional<Instant> end,
            double seconds,
            long gapsFilled,
            String error) {
        /// The type of a fill, or of its removal.
        public static final String FILL = "fill";
    }

    /// Remembers a load that has brought nothing yet, in the place of an earlier one of its series.
    void keep(PendingLoad load);

    /// Forgets the pending load of a series.
    void settle(SeriesKey key);

    /// All pending loads, by series.
    List<PendingLoad> pending();

    /// Remembers updates; the newest [#MOST_ENTRIES] of a series are kept.
    void record(List<Entry> entries);

    /// The updates of a series, newest first.
    List<Entry> history(SeriesKey key, int most);

    /// Newest updates of all series that have any, at most so many each, newest first. Fills are left out: nobody was
    /// asked.
    List<Entry> recent(int mostPerSeries);

    @Override
    void close();

    /// How many updates of a series are kept.
    int MOST_ENTRIES = 100;
}
