package dev.tidemark.sources.gap;

import dev.tidemark.lake.SeriesKey;

/// What a scan says of a series: its gaps in the order of time, then either what they add up to or why it cannot be
/// read.
public sealed interface GapEvent {
    SeriesKey key();

    /// A gap.
    record Found(SeriesKey key, SeriesGap gap) implements GapEvent {}

    /// The end of a series.
    record Done(GapSummary summary) implements GapEvent {
        @Override
        public SeriesKey key() {
            return summary.key();
        }
    }

    /// The end of a series that cannot be read, or not be judged.
    ///
    /// @param message what is wrong, and what to do
    record Failed(SeriesKey key, String message) implements GapEvent {}
}
