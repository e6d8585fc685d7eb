package dev.tidemark.sources.update;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.HeldBars;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which bars of a series there are, as far as a plan needs it: where it begins and ends, which expected bars between
/// are missing, and from where on its bars are not final. Kept in the series' attributes together with a digest of what
/// it was found in, so that a series that did not change is not read again.
///
/// @param first    start of the first bar, microseconds
/// @param last     start of the last bar
/// @param missing  expected bars from the first to the last that are not stored or imputed, whatever the ledger says of
///                 them
/// @param openFrom start of the first bar that is not final; [#ALL_FINAL] without one
public record Coverage(long first, long last, IntervalSet missing, long openFrom) {
    static final long ALL_FINAL = Long.MAX_VALUE;

    private static final String PREFIX = "coverage.";
    private static final String OF = PREFIX + "of";
    private static final String MISSING = PREFIX + "missing";
    private static final String OPEN_FROM = PREFIX + "open_from";
    private static final long MICROS_PER_SECOND = 1_000_000;

    /// What is known of a series, or what reading its times shows.
    static Coverage of(Lake lake, Series series, Optional<ExpectedBars> grid, String tables) {
        return held(series.attributes(), series.summary(), grid, tables).orElseGet(() -> read(lake, series, grid));
    }

    /// What attributes say, if it was found in this content with these calendars.
    private static Optional<Coverage> held(
            Map<String, String> attributes, SeriesSummary series, Optional<ExpectedBars> grid, String tables) {
        if (!attributes.getOrDefault(OF, "").equals(key(series.contents(), grid, tables))) {
            return Optional.empty();
        }
        String open = attributes.getOrDefault(OPEN_FROM, "");
        return Optional.of(new Coverage(
                series.minTime(),
                series.maxTime(),
                IntervalSet.parse(attributes.getOrDefault(MISSING, "")),
                open.isEmpty() ? ALL_FINAL : Instant.parse(open).getEpochSecond() * MICROS_PER_SECOND));
    }

    /// Goes through the series, partition by partition.
    static Coverage read(Lake lake, Series series, Optional<ExpectedBars> grid) {
        List<IntervalSet.Interval> gaps = new ArrayList<>();
        GapScan scan = GapScan.of(
                        grid,
                        BarSchemas.timeframeOf(series.key().dataset()),
                        GapScan.DEFAULT_TOLERANCE,
                        gap -> gaps.add(interval(gap)))
                .begin(series.summary().minTime());
        long open = ALL_FINAL;
        for (Partition partition : series.partitions()) {
            Table table = lake.read(series, partition, List.of("ts", "imputed", "final"));
            long[] times = table.longs("ts").values();
            long[] real = HeldBars.realTimes(table, 0, table.rows());
            scan.accept(real, 0, real.length);
            for (int row = 0; row < table.rows() && open == ALL_FINAL; row++) {
                if (!table.booleans("final").isNull(row)
                        && !table.booleans("final").values()[row]) {
                    open = times[row];
                }
            }
        }
        scan.end(series.summary().maxTime() + 1);
        return new Coverage(series.summary().minTime(), series.summary().maxTime(), IntervalSet.of(gaps), open);
    }

    /// The attributes of a series after a change of imputed rows alone: what was known to be missing still is, and so
    /// are imputed bars before the first and after the last real one.
    ///
    /// @param attributes of the series before
    /// @param tables     what the calendars are, see [dev.tidemark.sources.SeriesMarkets#tables()]
    public static SortedMap<String, String> carried(
            Map<String, String> attributes,
            SeriesSummary before,
            SeriesState after,
            Optional<ExpectedBars> grid,
            String tables) {
        Optional<Coverage> known = held(attributes, before, grid, tables);
        if (known.isEmpty()) {
            return without(attributes);
        }
        IntervalSet span = IntervalSet.of(after.minTime(), after.maxTime() + 1);
        IntervalSet made = expected(span.minus(IntervalSet.of(before.minTime(), before.maxTime() + 1)), grid);
        IntervalSet missing = runs(known.get().missing().plus(made).within(after.minTime(), after.maxTime() + 1), grid);
        return new Coverage(
                        after.minTime(), after.maxTime(), missing, known.get().openFrom())
                .in(attributes, after.contents(), grid, tables);
    }

    /// The expected bars of some times, as intervals.
    static IntervalSet expected(IntervalSet times, Optional<ExpectedBars> grid) {
        List<IntervalSet.Interval> bars = new ArrayList<>();
        grid.ifPresent(expected -> times.intervals()
                .forEach(interval -> GapScan.of(
                                grid, expected.timeframe(), GapScan.DEFAULT_TOLERANCE, gap -> bars.add(interval(gap)))
                        .begin(interval.start())
                        .end(interval.end())));
        return IntervalSet.of(bars);
    }

    /// First time that may be of a real bar: imputed bars may come before it.
    long firstReal() {
        return missing.holds(first) ? missing.intervals().getFirst().end() : first;
    }

    /// The last bar, or, where imputed bars end the series, the time before the first of them.
    long lastReal() {
        return missing.holds(last) ? missing.intervals().getLast().start() - 1 : last;
    }

    /// The attributes of a series without what was known of its coverage, after a change of any kind.
    public static SortedMap<String, String> without(Map<String, String> attributes) {
        SortedMap<String, String> all = new TreeMap<>(attributes);
        all.keySet().removeIf(name -> name.startsWith(PREFIX));
        return all;
    }

    /// The expected bars of a set as runs that depend on the bars alone, not on how the set came to be.
    static IntervalSet runs(IntervalSet times, Optional<ExpectedBars> grid) {
        if (grid.isEmpty() || times.isEmpty()) {
            return times;
        }
        List<IntervalSet.Interval> all = times.intervals();
        List<IntervalSet.Interval> runs = new ArrayList<>();
        GapScan scan = GapScan.of(
                        grid, grid.get().timeframe(), GapScan.DEFAULT_TOLERANCE, gap -> runs.add(interval(gap)))
                .begin(all.getFirst().start());
        long[] bar = new long[1];
        long end = all.getLast().end();
        int at = 0;
        ExpectedBars.Cursor next = grid.get().from(all.getFirst().start());
        for (bar[0] = next.time(); bar[0] < end; bar[0] = next.next()) {
            while (all.get(at).end() <= bar[0]) {
                at++;
            }
            if (bar[0] < all.get(at).start()) {
                scan.accept(bar, 0, 1);
            }
        }
        scan.end(end);
        return IntervalSet.of(runs);
    }

    static IntervalSet.Interval interval(Gap gap) {
        return new IntervalSet.Interval(gap.start(), Math.max(gap.end(), gap.start() + 1));
    }

    /// The attributes of a series with this coverage.
    ///
    /// @param contents of the series
    SortedMap<String, String> in(
            Map<String, String> attributes, Digest contents, Optional<ExpectedBars> grid, String tables) {
        SortedMap<String, String> all = without(attributes);
        all.put(OF, key(contents, grid, tables));
        if (!missing.isEmpty()) {
            all.put(MISSING, missing.text());
        }
        if (openFrom != ALL_FINAL) {
            all.put(
                    OPEN_FROM,
                    Instant.ofEpochSecond(openFrom / MICROS_PER_SECOND).toString());
        }
        return all;
    }

    private static String key(Digest contents, Optional<ExpectedBars> grid, String tables) {
        String text =
                contents.hex() + " " + grid.map(bars -> bars.market().text()).orElse("none") + " " + tables;
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).shortHex();
    }
}
