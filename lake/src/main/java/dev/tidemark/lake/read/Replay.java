package dev.tidemark.lake.read;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.TimeAxis;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Several series as one sequence of rows in time order, for simulators. Times of all units are compared as
/// nanoseconds; rows of one instant come in the order in which their series were given, then in stored order.
/// Immutable; nothing is read before [#open()].
///
/// A series must not go back in time from one partition to the next: that ends in `CHECK_FAILED`.
public final class Replay {
    private final List<SeriesReader> series;
    private final long fromNanos;
    private final long toNanos;

    private Replay(List<SeriesReader> series, long fromNanos, long toNanos) {
        this.series = List.copyOf(series);
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /// All rows of the series.
    ///
    /// @throws TidemarkException `USAGE` when one of them has no time column
    public static Replay of(List<SeriesReader> series) {
        for (SeriesReader each : series) {
            if (each.series().schema().timeAxis().isEmpty()) {
                throw new TidemarkException(ErrorCode.USAGE, each.key() + " has no time column and cannot be replayed");
            }
        }
        return new Replay(series, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The same with the rows of a span of time only.
    ///
    /// @param from the first instant inside
    /// @param to   the first instant after
    public Replay between(Instant from, Instant to) {
        return new Replay(series, nanos(from), nanos(to));
    }

    /// Begins at the first row.
    public ReplayCursor open() {
        List<ReplaySource> sources = new ArrayList<>(series.size());
        for (int i = 0; i < series.size(); i++) {
            SeriesReader reader = series.get(i);
            TimeAxis axis = reader.series().schema().timeAxis().orElseThrow();
            sources.add(new ReplaySource(i, reader, axis, fromNanos, toNanos));
        }
        return new ReplayCursor(sources);
    }

    /// An instant as nanoseconds; the nearest extreme outside the years 1678 to 2261.
    private static long nanos(Instant instant) {
        BigInteger exact = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000L))
                .add(BigInteger.valueOf(instant.getNano()));
        if (exact.bitLength() < Long.SIZE) {
            return exact.longValue();
        }
        return exact.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
