package dev.tidemark.recipes;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.rule.RuleFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows of a series that begin after now (`future_timestamp`).
///
/// A row begins at its time. Bars of days and longer stand at 00:00 of a date, though their market may open the evening
/// before: those of a series with a market begin with its first session, when that is earlier.
public final class FutureRows {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private final RuleKind kind;
    private final Optional<Timeframe> timeframe;
    private final Optional<Market> market;
    private final long now;

    /// What there is of them.
    ///
    /// @param count   at least 1
    /// @param samples times of the first, at most [RuleFinding#MOST_SAMPLES]
    public record Found(long count, List<String> samples) {
        public Found {
            samples = List.copyOf(samples);
        }
    }

    private FutureRows(Series series, Optional<Market> market, Instant now) {
        this.kind = RuleKind.of(series.key().dataset()).orElseThrow();
        this.timeframe = kind.hasTimeframe()
                ? Optional.of(RuleKind.timeframe(series.key().dataset())).filter(length -> !length.isIntraday())
                : Optional.empty();
        this.market = market;
        this.now = now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / 1000;
    }

    /// Looks for them; only the times of partitions that reach beyond now are read, most often none.
    ///
    /// @param series of a dataset that has rules
    /// @param market its market; empty for a series without one
    public static Optional<Found> of(Lake lake, Series series, Optional<Market> market, Instant now) {
        return series.summary().rows() == 0 ? Optional.empty() : new FutureRows(series, market, now).find(lake, series);
    }

    private Optional<Found> find(Lake lake, Series series) {
        if (!isAhead(series.summary().maxTime())) {
            return Optional.empty();
        }
        long count = 0;
        List<String> samples = new ArrayList<>();
        Schema schema = series.schema();
        for (Partition partition : series.partitions()) {
            if (isAhead(partition.maxTime())) {
                String column = String.valueOf(schema.timeColumn());
                for (long time : Columns.longs(lake.read(series, partition, List.of(column)), column)) {
                    if (isAhead(time)) {
                        count++;
                        if (samples.size() < RuleFinding.MOST_SAMPLES) {
                            samples.add(instant(kind.micros(time)).toString());
                        }
                    }
                }
            }
        }
        return Optional.of(new Found(count, samples));
    }

    private boolean isAhead(long time) {
        long micros = kind.micros(time);
        return micros > now && start(micros) > now;
    }

    /// When a row begins.
    private long start(long micros) {
        if (timeframe.isEmpty() || market.isEmpty()) {
            return micros;
        }
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long trading = market.get().calendar().atOrAfter(day);
        if (!startOfBar(trading).equals(startOfBar(day))) {
            return micros;
        }
        long[] sessions = market.get().sessionSeconds(trading);
        return sessions.length == 0 ? micros : Math.min(micros, sessions[0] * MICROS_PER_SECOND);
    }

    private LocalDate startOfBar(long day) {
        return timeframe.orElseThrow().startOfBar(LocalDate.ofEpochDay(day));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }
}
