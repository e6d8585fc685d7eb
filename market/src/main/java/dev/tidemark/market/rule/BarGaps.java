package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.util.Optional;

/// Counts the bars that are missing between neighbouring rows. Not thread-safe.
interface BarGaps {
    /// By the market's days or sessions; without a market by the length of a bar.
    static BarGaps of(Timeframe timeframe, Optional<Market> market) {
        if (market.isEmpty()) {
            return new LengthGaps(timeframe);
        }
        return timeframe.isIntraday()
                ? new SessionGaps(timeframe, market.get())
                : new PeriodGaps(new BarDays(timeframe, market));
    }

    /// How many bars are missing between two neighbours. Above a limit counting may end: then the answer is above it
    /// too.
    ///
    /// @param later after the earlier one
    long missing(long earlier, long later, long limit);
}
