package dev.tidemark.app.report;

import dev.tidemark.sources.update.IntervalSet;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.UpdateRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which bars of a series were asked for: those that begin in `[from, to)` and have ended by a time. All in
/// microseconds since 1970-01-01T00:00Z.
///
/// @param from  [#ANY_START] when it was not said
/// @param to    [#ANY_END] when it was not said
/// @param ended bars that end after it are not expected yet
public record Asked(long from, long to, long ended) {
    /// A start that nobody named.
    public static final long ANY_START = Long.MIN_VALUE;
    /// An end that nobody named.
    public static final long ANY_END = Long.MAX_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    /// Providers may take this long to have a bar.
    private static final Duration SETTLED = Duration.ofDays(1);

    /// What a provider was asked for, as the ledger of the series knows: from the first to the last time that was
    /// answered or failed. The start does not count where the provider said that it does not reach back to it, or where
    /// nobody named one but asked for all there is. Empty for a series that no provider delivered.
    ///
    /// @param attributes of the series
    static Optional<Asked> ofProvider(Map<String, String> attributes, Instant now) {
        Ledger ledger = Ledger.of(attributes);
        List<IntervalSet.Interval> times =
                ledger.covered().plus(ledger.allFailed()).intervals();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        boolean isOpen =
                attributes.containsKey(UpdateRun.HISTORY_LIMITED) || attributes.containsKey(UpdateRun.FROM_EARLIEST);
        long to = times.getLast().end();
        long settled = now.minus(SETTLED).getEpochSecond() * MICROS_PER_SECOND;
        return Optional.of(new Asked(isOpen ? ANY_START : times.getFirst().start(), to, Math.min(to, settled)));
    }
}
