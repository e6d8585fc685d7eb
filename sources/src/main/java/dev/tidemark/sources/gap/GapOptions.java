package dev.tidemark.sources.gap;

import dev.tidemark.market.gap.GapScan;
import java.time.Instant;
import java.util.Optional;

/// Where gaps are looked for.
///
/// @param from      first time; empty for the first bar of each series
/// @param until     first time that does not count; empty for the end of the last bar of each series
/// @param now       bars that have not ended by then are not missing
/// @param tolerance for series without calendar: the share of a bar's length that a step may be longer; not negative
/// @param axis      periods to count the bars of; empty to count nothing
/// @param realOnly  whether bars that a fill made are missing all the same
/// @param threads   series that are read at a time
public record GapOptions(
        Optional<Instant> from,
        Optional<Instant> until,
        Instant now,
        double tolerance,
        Optional<CoverageAxis> axis,
        boolean realOnly,
        int threads) {
    public GapOptions {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance of " + tolerance + "; expected 0 or more");
        }
    }

    /// From the first to the last bar of each series, with the usual tolerance.
    public static GapOptions of(Instant now, int threads) {
        return new GapOptions(
                Optional.empty(), Optional.empty(), now, GapScan.DEFAULT_TOLERANCE, Optional.empty(), false, threads);
    }

    /// Within a range.
    public GapOptions within(Optional<Instant> first, Optional<Instant> end) {
        return new GapOptions(first, end, now, tolerance, axis, realOnly, threads);
    }

    public GapOptions withTolerance(double other) {
        return new GapOptions(from, until, now, other, axis, realOnly, threads);
    }

    /// Counts bars by period, too.
    public GapOptions counting(CoverageAxis periods) {
        return new GapOptions(from, until, now, tolerance, Optional.of(periods), realOnly, threads);
    }

    /// Counts bars that a fill made as missing.
    public GapOptions excludingImputed() {
        return new GapOptions(from, until, now, tolerance, axis, true, threads);
    }
}
