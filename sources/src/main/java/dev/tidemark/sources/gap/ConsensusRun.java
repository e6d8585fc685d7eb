package dev.tidemark.sources.gap;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.ConsensusCalendar;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.TradingCalendar;
import dev.tidemark.market.instrument.Instrument;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.SeriesMarkets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Learns from the daily bars of a lake on which days markets were open. The door is [#run].
public final class ConsensusRun {
    /// The group of series that nothing says a calendar or exchange of.
    public static final String UNKNOWN = "none";

    private static final String TIME = "ts";
    private static final String IMPUTED = "imputed";
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private ConsensusRun() {}

    /// The series of one calendar.
    ///
    /// @param table     the calendar that they follow; empty when only their exchange is known, or nothing
    /// @param consensus what they show
    public record Group(Optional<TradingCalendar> table, ConsensusCalendar consensus) {}

    /// When one symbol traded.
    private static final class SymbolDays {
        private final String group;
        private final Optional<TradingCalendar> table;
        private final long[] days;

        SymbolDays(String group, Optional<TradingCalendar> table, long[] days) {
            this.group = group;
            this.table = table;
            this.days = days;
        }
    }

    /// Learns the days of each calendar that the series of a dataset follow; those without one go by the exchange that
    /// the registry says, else under [#UNKNOWN]. Imputed bars are no trading.
    ///
    /// @param dataset daily bars
    /// @return by calendar id or exchange
    /// @throws TidemarkException `USAGE` for a dataset that has no daily bars; `DAMAGED` or `IO` when a series cannot
    /// be
    ///     read; `CANCELLED`
    public static SortedMap<String, Group> run(
            Lake lake, Snapshot head, DatasetName dataset, SeriesMarkets markets, int threads, Progress progress) {
        if (!dataset.group().equals(BarSchemas.GROUP)
                || !BarSchemas.timeframeOf(dataset).equals(Timeframe.DAILY)) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "'" + dataset + "' has no daily bars; expected a dataset such as bars/1d");
        }
        List<SeriesKey> keys = head.series(dataset);
        SortedMap<String, Group> groups = new TreeMap<>();
        Consumer<SymbolDays> taker =
                symbol -> groups.computeIfAbsent(symbol.group, _ -> new Group(symbol.table, new ConsensusCalendar()))
                        .consensus()
                        .add(symbol.days, symbol.days.length);
        progress.begin("consensus", keys.size(), "series");
        try {
            InOrder.run(
                    threads,
                    keys,
                    (key, found, stop) -> found.accept(days(lake, head, key, markets, stop)),
                    taker,
                    progress);
        } finally {
            progress.end();
        }
        return groups;
    }

    private static SymbolDays days(Lake lake, Snapshot head, SeriesKey key, SeriesMarkets markets, StopSignal stop) {
        Series series = head.series(key).orElseThrow();
        Optional<TradingCalendar> table =
                markets.of(key, SeriesMarkets.attributes(head, series), "").map(Market::calendar);
        String group = table.map(TradingCalendar::id).orElseGet(() -> exchange(key, markets));
        long[] days = new long[Math.toIntExact(series.summary().rows())];
        int count = 0;
        for (Partition partition : series.partitions()) {
            stop.check();
            Table rows = lake.read(series, partition, List.of(TIME, IMPUTED));
            long[] times = rows.longs(TIME).values();
            BooleanColumn imputed = rows.booleans(IMPUTED);
            for (int row = 0; row < rows.rows(); row++) {
                if (imputed.isNull(row) || !imputed.values()[row]) {
                    days[count++] = Math.floorDiv(times[row], MICROS_PER_DAY);
                }
            }
        }
        return new SymbolDays(group, table, Arrays.copyOf(days, count));
    }

    private static String exchange(SeriesKey key, SeriesMarkets markets) {
        return markets.registry()
                .find(key.symbol(), LocalDate.MAX)
                .map(Instrument::exchange)
                .filter(exchange -> !exchange.isEmpty())
                .orElse(UNKNOWN);
    }
}
