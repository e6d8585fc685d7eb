package dev.tidemark.sources.provider;

import dev.tidemark.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A window of bars of one symbol. Times are the lake's: the start of a bar, UTC; of daily and longer bars 00:00 UTC of
/// the trading date.
///
/// @param symbol    as the provider writes it
/// @param timeframe the length of the bars
/// @param from      first start wanted
/// @param to        first start not wanted; after `from`
public record BarRequest(String symbol, Timeframe timeframe, Instant from, Instant to) {
    public BarRequest {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window from " + from + " to " + to);
        }
    }

    /// The date of the first start.
    public LocalDate firstDate() {
        return from.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// The last date with a start that is wanted.
    public LocalDate lastDate() {
        return to.minusNanos(1).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// The first start wanted, in microseconds since 1970-01-01T00:00Z.
    public long fromMicros() {
        return micros(from);
    }

    /// The first start not wanted, in microseconds since 1970-01-01T00:00Z.
    public long toMicros() {
        return micros(to);
    }

    /// Whether a bar that starts then is wanted.
    ///
    /// @param micros microseconds since 1970-01-01T00:00Z
    public boolean holds(long micros) {
        return micros >= fromMicros() && micros < toMicros();
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
