package dev.tidemark.sources.gap;

import dev.tidemark.lake.SeriesKey;
import java.util.Optional;

/// What a scan of one series adds up to; counts are of bars.
///
/// @param calendar    id of the calendar that says what is expected; empty for a series without one
/// @param expected    bars that there should be
/// @param present     those that there are
/// @param missing     those that are in no interval of the ledger
/// @param knownEmpty  those that the provider does not have
/// @param failed      those that no answer came for
/// @param quarantined those that were rejected
/// @param offGrid     stored bars that the calendar does not know; they are kept
/// @param longest     bars of the longest gap
/// @param coverage    bars by period, where they were asked for
public record GapSummary(
        SeriesKey key,
        String calendar,
        long expected,
        long present,
        long missing,
        long knownEmpty,
        long failed,
        long quarantined,
        long offGrid,
        long longest,
        Optional<CoverageRow> coverage) {
    /// Expected bars that are not stored, however they stand.
    public long absent() {
        return missing + knownEmpty + failed + quarantined;
    }
}
