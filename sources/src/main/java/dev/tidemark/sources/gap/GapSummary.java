package dev.tidemark.sources.gap;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.ExtrapolatedDays;
import java.util.List;
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
/// @param firstOffGrid starts of the first of them, at most [#MOST_OFF_GRID], microseconds, ascending
/// @param extrapolated the days that were judged and that the calendar does not know; empty for none
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
        List<Long> firstOffGrid,
        Optional<ExtrapolatedDays> extrapolated,
        long longest,
        Optional<CoverageRow> coverage) {
    /// So many bars outside the grid are named.
    public static final int MOST_OFF_GRID = 10;

    public GapSummary {
        firstOffGrid = List.copyOf(firstOffGrid);
    }

    /// Expected bars that are not stored, however they stand.
    public long absent() {
        return missing + knownEmpty + failed + quarantined;
    }

    /// Expected bars that are not stored and that the provider is not known to lack.
    public long wanted() {
        return absent() - knownEmpty;
    }
}
