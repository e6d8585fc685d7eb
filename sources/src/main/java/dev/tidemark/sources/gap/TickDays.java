package dev.tidemark.sources.gap;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.ShortHash;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.SessionWindow;
import dev.tidemark.market.gap.CompletenessReport;
import dev.tidemark.market.gap.CompletenessRules;
import dev.tidemark.market.gap.DayCompleteness;
import dev.tidemark.market.gap.SessionCompleteness;
import dev.tidemark.sources.SeriesMarkets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures how completely ticks fill the sessions of their trading days. The door is [#run].
public final class TickDays {
    private static final String TIME = "datetime";

    private final Lake lake;
    private final Series series;
    private final Market market;
    private final Span span;
    private final CompletenessRules rules;
    private final Consumer<DayEvent> found;
    private final StopSignal stop;
    private final CompletenessReport.Builder report = new CompletenessReport.Builder();

    /// Which trading days are looked at.
    ///
    /// @param first first one; empty for the first that a series has
    /// @param last  last one; empty for the last that a series has
    public record Span(Optional<LocalDate> first, Optional<LocalDate> last) {
        public static final Span ALL = new Span(Optional.empty(), Optional.empty());
    }

    private TickDays(
            Lake lake,
            Series series,
            Market market,
            Span span,
            CompletenessRules rules,
            Consumer<DayEvent> found,
            StopSignal stop) {
        this.lake = lake;
        this.series = series;
        this.market = market;
        this.span = span;
        this.rules = rules;
        this.found = found;
        this.stop = stop;
    }

    /// Measures series, several at a time, and says what it finds in their order; a day's times are in memory at a
    /// time.
    /// A series that cannot be judged is told and stops no other.
    ///
    /// @param keys  series of `ticks/…` datasets that the snapshot has
    /// @param taker called by this thread only
    /// @throws TidemarkException `CANCELLED`
    public static void run(
            Lake lake,
            Snapshot head,
            List<SeriesKey> keys,
            SeriesMarkets markets,
            Span span,
            CompletenessRules rules,
            int threads,
            Consumer<DayEvent> taker,
            Progress progress) {
        progress.begin("sessions", keys.size(), "series");
        try {
            InOrder.run(
                    threads,
                    keys,
                    (key, found, stop) -> found.accept(measure(lake, head, key, markets, span, rules, found, stop)),
                    taker,
                    progress);
        } finally {
            progress.end();
        }
    }

    private static DayEvent measure(
            Lake lake,
            Snapshot head,
            SeriesKey key,
            SeriesMarkets markets,
            Span span,
            CompletenessRules rules,
            Consumer<DayEvent> found,
            StopSignal stop) {
        try {
            Series series = head.series(key).orElseThrow();
            Optional<Market> market = markets.of(key, SeriesMarkets.attributes(head, series), "");
            if (market.isEmpty() || series.chunkSize() != ChunkSize.DAY) {
                return new DayEvent.Failed(
                        key,
                        "trading_sessions_missing: nothing says when it trades; give --calendar, or its exchange or"
                                + " calendar in instruments.csv");
            }
            return new TickDays(lake, series, market.get(), span, rules, found, stop).run();
        } catch (TidemarkException | TableException e) {
            return new DayEvent.Failed(key, String.valueOf(e.getMessage()));
        }
    }

    private DayEvent run() {
        long next = span.first().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
        long last = span.last().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
        for (Partition partition : series.partitions()) {
            stop.check();
            long day = LocalDate.parse(partition.chunk()).toEpochDay();
            if (day >= next && day <= last) {
                missing(next, day - 1);
                Table table = lake.read(series, partition, List.of(TIME));
                put(day, market.sessionSeconds(day), table.longs(TIME).values(), table.rows());
                next = day + 1;
            }
        }
        if (span.last().isPresent()) {
            missing(next, last);
        }
        return new DayEvent.Done(series.key(), report.build());
    }

    /// The days of a range that have sessions and that the lake does not have.
    private void missing(long from, long to) {
        if (from != Long.MIN_VALUE) {
            for (long day : market.calendar().days(from, to)) {
                long[] sessions = market.sessionSeconds(day);
                if (sessions.length > 0) {
                    put(day, sessions, new long[0], 0);
                }
            }
        }
    }

    private void put(long day, long[] sessions, long[] nanos, int rows) {
        DayCompleteness completeness = SessionCompleteness.of(sessions, nanos, rows, rules);
        List<SessionWindow.Kind> kinds = market.sessionKinds(day);
        report.add(day, kinds, completeness);
        found.accept(
                new DayEvent.Day(series.key(), LocalDate.ofEpochDay(day), schedule(sessions), kinds, completeness));
    }

    private String schedule(long[] sessions) {
        StringBuilder text = new StringBuilder(market.calendar().id());
        for (long second : sessions) {
            text.append(' ')
                    .append(Instant.ofEpochSecond(second)
                            .atZone(market.calendar().zone())
                            .toLocalTime());
        }
        return ShortHash.of(text.toString());
    }
}
