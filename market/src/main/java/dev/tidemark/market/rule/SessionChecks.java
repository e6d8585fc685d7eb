package dev.tidemark.market.rule;

import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.TradingDays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ticks outside every session of their market: `tick_outside_session`. Without a market there are none. Not
/// thread-safe.
final class SessionChecks {
    private final @Nullable TradingDays sessions;
    private final Tally outside;

    SessionChecks(FindingLog log, Optional<Market> market) {
        this.sessions = market.map(Market::tradingDays).orElse(null);
        this.outside = log.tally(RuleCode.TICK_OUTSIDE_SESSION);
    }

    /// @param times nanoseconds since 1970-01-01T00:00Z
    void accept(long[] times) {
        if (sessions == null) {
            return;
        }
        for (long time : times) {
            if (!sessions.isInSession(time) && outside.hit(time)) {
                outside.keep(time, "time " + TickOrder.text(time));
            }
        }
    }
}
