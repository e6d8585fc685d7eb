package dev.tidemark.sources.update;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
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
/// @param missing  expected bars between the two that are not stored, whatever the ledger says of them
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
        Map<String, String> held = series.attributes();
        long first = series.summary().minTime();
        long last = series.summary().maxTime();
        if (held.getOrDefault(OF, "").equals(key(series.summary().contents(), grid, tables))) {
            String open = held.getOrDefault(OPEN_FROM, "");
            return new Coverage(
                    first,
                    last,
                    IntervalSet.parse(held.getOrDefault(MISSING, "")),
                    open.isEmpty() ? ALL_FINAL : Instant.parse(open).getEpochSecond() * MICROS_PER_SECOND);
        }
        return read(lake, series, grid);
    }

    /// Goes through the series, partition by partition.
    static Coverage read(Lake lake, Series series, Optional<ExpectedBars> grid) {
        List<IntervalSet.Interval> gaps = new ArrayList<>();
        GapScan scan = GapScan.of(
                grid,
                BarSchemas.timeframeOf(series.key().dataset()),
                GapScan.DEFAULT_TOLERANCE,
                gap -> gaps.add(interval(gap)));
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
        scan.end(Long.MIN_VALUE);
        return new Coverage(series.summary().minTime(), series.summary().maxTime(), IntervalSet.of(gaps), open);
    }

    /// The attributes of a series after a change of imputed rows alone, which changes nothing of what is missing: what
    /// was known stays known.
    ///
    /// @param attributes of the series before
    /// @param before     digest of its contents before
    /// @param after      digest of its contents after
    /// @param tables     what the calendars are, see [dev.tidemark.sources.SeriesMarkets#tables()]
    public static SortedMap<String, String> carried(
            Map<String, String> attributes, Digest before, Digest after, Optional<ExpectedBars> grid, String tables) {
        SortedMap<String, String> all = new TreeMap<>(attributes);
        if (all.getOrDefault(OF, "").equals(key(before, grid, tables))) {
            all.put(OF, key(after, grid, tables));
            return all;
        }
        return without(attributes);
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
