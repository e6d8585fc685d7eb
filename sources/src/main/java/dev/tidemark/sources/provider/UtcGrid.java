package dev.tidemark.sources.provider;

import dev.tidemark.market.Timeframe;
import java.time.LocalDate;

/// When the bars of a market that never closes begin: on whole steps since 1970-01-01T00:00Z, days at 00:00 UTC, weeks
/// on Mondays, months on the first. Times are microseconds since 1970-01-01T00:00Z.
public record UtcGrid(Timeframe timeframe) {
    private static final long DAY = 86_400_000_000L;

    /// The start of the bar that holds a time.
    public long startOf(long micros) {
        if (timeframe.isIntraday()) {
            return micros - Math.floorMod(micros, length());
        }
        return timeframe.startOfBar(dateOf(micros)).toEpochDay() * DAY;
    }

    /// Whether a bar starts then.
    public boolean isStart(long micros) {
        return startOf(micros) == micros;
    }

    /// The start of the bar after the one that starts then.
    public long next(long start) {
        return switch (timeframe.unit()) {
            case MINUTE, DAY, WEEK -> start + length();
            case MONTH -> dateOf(start).plusMonths(1).toEpochDay() * DAY;
        };
    }

    /// The first start in a request's window; behind [#lastIn] when none lies in it.
    public long firstIn(BarRequest request) {
        long start = startOf(request.fromMicros());
        return start < request.fromMicros() ? next(start) : start;
    }

    /// The last start before the end of a request's window.
    public long lastIn(BarRequest request) {
        return startOf(request.toMicros() - 1);
    }

    private long length() {
        return timeframe.interval().toNanos() / 1_000;
    }

    private static LocalDate dateOf(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
    }
}
