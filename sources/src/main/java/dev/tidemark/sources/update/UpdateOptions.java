package dev.tidemark.sources.update;

import dev.tidemark.sources.ingest.BatchLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How series are kept up to date.
///
/// @param lookback      how far before the last bar the provider is asked again, to see corrections
/// @param fillsGaps     whether missing and failed times inside a series are asked for as well
/// @param rechecksEmpty whether times that the provider has nothing for are asked again
/// @param ohlcMode      what becomes of bars whose prices contradict each other
/// @param until         end of what is wanted; empty for now
/// @param allowsRemoval whether a restated series may lose more than a tenth of its rows
/// @param initialDays   how far back a first load reaches when nobody says
/// @param batch         when to commit
/// @param message       one line for the log
public record UpdateOptions(
        Duration lookback,
        boolean fillsGaps,
        boolean rechecksEmpty,
        OhlcMode ohlcMode,
        Optional<Instant> until,
        boolean allowsRemoval,
        Duration initialDays,
        BatchLimits batch,
        String message) {
    /// Seven days of look-back, gaps filled, contradicting bars dropped, a first load of a year.
    public static UpdateOptions of(String message) {
        return new UpdateOptions(
                Duration.ofDays(7),
                true,
                false,
                OhlcMode.DROP,
                Optional.empty(),
                false,
                Duration.ofDays(365),
                BatchLimits.DEFAULT,
                message);
    }

    public UpdateOptions until(Instant end) {
        return new UpdateOptions(
                lookback,
                fillsGaps,
                rechecksEmpty,
                ohlcMode,
                Optional.of(end),
                allowsRemoval,
                initialDays,
                batch,
                message);
    }
}
