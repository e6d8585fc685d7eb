package dev.tidemark.sources.gap;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.SessionWindow;
import dev.tidemark.market.gap.CompletenessReport;
import dev.tidemark.market.gap.DayCompleteness;
import java.time.LocalDate;
import java.util.List;

/// What is said of a series of ticks: its trading days in order, then either what they add up to or why it cannot be
/// judged.
public sealed interface DayEvent {
    SeriesKey key();

    /// A trading day; one that the lake does not have is missing. A day that the lake has and on which nothing trades
    /// is told too, with all its ticks outside.
    ///
    /// @param schedule identity of the day's sessions: days with the same local hours have the same
    /// @param kinds    which kind each of its sessions is
    record Day(
            SeriesKey key,
            LocalDate tradingDay,
            String schedule,
            List<SessionWindow.Kind> kinds,
            DayCompleteness completeness)
            implements DayEvent {
        public Day {
            kinds = List.copyOf(kinds);
        }
    }

    /// The end of a series.
    record Done(SeriesKey key, CompletenessReport report) implements DayEvent {}

    /// The end of a series that cannot be read, or has no sessions.
    ///
    /// @param message what is wrong, and what to do
    record Failed(SeriesKey key, String message) implements DayEvent {}
}
