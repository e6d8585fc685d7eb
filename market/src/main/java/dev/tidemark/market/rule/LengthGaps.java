package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;

/// Without a market, a bar is expected after each interval.
final class LengthGaps implements BarGaps {
    private final long step;

    LengthGaps(Timeframe timeframe) {
        this.step = BarDays.micros(timeframe);
    }

    @Override
    public long missing(long earlier, long later, long limit) {
        return Math.max(0, Math.round((double) (later - earlier) / step) - 1);
    }
}
