package dev.tidemark.market.rule;

import java.time.Instant;

/// Times of ticks against the tick before on the same trading day: `datetime_not_sorted` and `datetime_duplicates`,
/// the latter with their share of all rows (`dup_rate`). Not thread-safe.
final class TickOrder {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Tally disorder;
    private final Tally duplicates;

    private long rows;
    private long lastDay;
    private long lastTime;

    TickOrder(Tally disorder, Tally duplicates) {
        this.disorder = disorder;
        this.duplicates = duplicates;
        duplicates.sayOfAll(() -> "dup_rate " + (double) duplicates.count() / rows);
    }

    /// A time as people read it, such as `2024-01-08T01:00:00.500Z`.
    static String text(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND))
                .toString();
    }

    /// Whether the next tick, of this trading day, has none of the same day before it.
    boolean isFirstOfDay(long tradingDay) {
        return rows == 0 || tradingDay != lastDay;
    }

    void accept(long tradingDay, long time) {
        if (!isFirstOfDay(tradingDay)) {
            check(time);
        }
        rows++;
        lastDay = tradingDay;
        lastTime = time;
    }

    private void check(long time) {
        if (time < lastTime && disorder.hit(time)) {
            disorder.keep(time, "previous_time " + text(lastTime));
        }
        if (time == lastTime && duplicates.hit(time)) {
            duplicates.keep(time, "time " + text(time));
        }
    }
}
