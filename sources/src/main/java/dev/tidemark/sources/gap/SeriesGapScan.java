package dev.tidemark.sources.gap;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.ExtrapolatedDays;
import dev.tidemark.market.calendar.TradingCalendar;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.HeldBars;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.Ledger.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the times of one series, partition by partition, and compares them with what is expected. For one thread.
final class SeriesGapScan {
    private static final String TIME = "ts";
    private static final String IMPUTED = "imputed";
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Lake lake;
    private final Series series;
    private final GapOptions options;
    private final StopSignal stop;
    private final Optional<ExpectedBars> grid;
    private final @Nullable CoverageRow coverage;
    private final SplitGaps gaps;
    private final GapScan scan;
    private final boolean isFlagged;
    private final long from;
    private final long until;

    private SeriesGapScan(
            Lake lake,
            Series series,
            Optional<ExpectedBars> grid,
            GapOptions options,
            Consumer<SeriesGap> found,
            StopSignal stop) {
        this.lake = lake;
        this.series = series;
        this.options = options;
        this.stop = stop;
        this.grid = grid;
        this.coverage = options.axis().map(CoverageRow::new).orElse(null);
        Timeframe timeframe = DatasetShape.timeframeOf(series.key().dataset());
        this.gaps = new SplitGaps(grid, timeframe, Ledger.of(series.attributes()), coverage, found);
        this.scan = GapScan.of(grid, timeframe, options.tolerance(), gaps);
        this.isFlagged = series.schema().indexOf(IMPUTED) >= 0;
        this.from = options.from().map(SeriesGapScan::micros).orElse(Long.MIN_VALUE);
        this.until = options.until().map(SeriesGapScan::micros).orElse(Long.MAX_VALUE);
    }

    /// Scans a series.
    static GapSummary of(
            Lake lake,
            Snapshot head,
            SeriesKey key,
            BarGrids grids,
            GapOptions options,
            Consumer<SeriesGap> found,
            StopSignal stop) {
        Series series = head.series(key).orElseThrow();
        SortedMap<String, String> attributes = SeriesMarkets.attributes(head, series);
        return new SeriesGapScan(lake, series, grids.of(key, attributes, ""), options, found, stop).run();
    }

    private GapSummary run() {
        if (options.from().isPresent()) {
            scan.begin(from);
        } else if (options.realOnly()) {
            scan.begin(series.summary().minTime());
        }
        for (Partition partition : series.partitions()) {
            stop.check();
            if (partition.maxTime() >= from && partition.minTime() < until) {
                read(partition);
            }
        }
        scan.end(end());
        return new GapSummary(
                series.key(),
                grid.map(bars -> bars.market().calendar().id()).orElse(""),
                scan.expected(),
                scan.present(),
                gaps.count(State.MISSING),
                gaps.count(State.KNOWN_EMPTY),
                gaps.count(State.FAILED),
                gaps.count(State.QUARANTINED),
                scan.offGrid(),
                gaps.firstOffGrid(),
                grid.flatMap(this::extrapolated),
                gaps.longest(),
                Optional.ofNullable(coverage));
    }

    /// The days from the first to the last that were judged, as far as the calendar does not know them.
    private Optional<ExtrapolatedDays> extrapolated(ExpectedBars bars) {
        SeriesSummary held = series.summary();
        long first = options.from().isPresent() ? from : held.minTime();
        long last = options.until().isPresent() ? end() - 1 : held.maxTime();
        TradingCalendar calendar = bars.market().calendar();
        ZoneId zone = bars.timeframe().isIntraday() ? calendar.zone() : ZoneOffset.UTC;
        return calendar.extrapolated(date(first, zone), date(last, zone));
    }

    private static LocalDate date(long micros, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND)), zone);
    }

    /// Without a range, bars that a fill made count as missing up to the last of them, if they count as missing at all.
    private long end() {
        if (options.until().isPresent()) {
            return Math.min(until, firstOpen());
        }
        return options.realOnly() ? series.summary().maxTime() + 1 : Long.MIN_VALUE;
    }

    private void read(Partition partition) {
        boolean readsFlags = isFlagged && (coverage != null || options.realOnly());
        Table table = lake.read(series, partition, readsFlags ? List.of(TIME, IMPUTED) : List.of(TIME));
        int first = table.firstRowFrom(from);
        int end = table.firstRowFrom(until);
        if (coverage != null) {
            cover(coverage, table, first, end);
        }
        if (readsFlags && options.realOnly()) {
            long[] real = HeldBars.realTimes(table, first, end);
            scan.accept(real, 0, real.length);
        } else {
            scan.accept(table.longs(TIME).values(), first, end);
        }
    }

    private void cover(CoverageRow row, Table table, int first, int end) {
        long[] times = table.longs(TIME).values();
        BooleanColumn imputed = isFlagged ? table.booleans(IMPUTED) : null;
        for (int i = first; i < end; i++) {
            boolean isImputed = imputed != null && !imputed.isNull(i) && imputed.values()[i];
            row.add(times[i], isImputed ? CellState.IMPUTED : CellState.COVERED);
        }
    }

    /// Start of the first expected bar that has not ended yet.
    private long firstOpen() {
        if (grid.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return grid.get().firstOpen(micros(options.now()));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1000;
    }
}
