package dev.tidemark.sources.health;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.health.SeriesHealth.Status;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.IntervalSet;
import dev.tidemark.sources.update.Ledger;
import dev.tidemark.sources.update.UpdateJournal;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import dev.tidemark.sources.update.UpdateJournal.PendingLoad;
import dev.tidemark.sources.update.UpdateRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Judges series of bars. The first rule that hits decides: what is unreadable, or failed in three of its last five
/// updates, is in error; what had no good update for some days, or whose last final bar lies more than so many expected
/// bars behind the last one that has ended, is stale.
public final class HealthCheck {
    private static final int LAST = 5;
    private static final int TOO_MANY = 3;
    private static final int BARS_BEHIND = 3;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Snapshot head;
    private final BarGrids grids;
    private final Instant now;
    private final Duration staleAfter;
    private final Map<SeriesKey, List<Entry>> updates = new HashMap<>();

    private HealthCheck(Snapshot head, BarGrids grids, Instant now, Duration staleAfter) {
        this.head = head;
        this.grids = grids;
        this.now = now;
        this.staleAfter = staleAfter;
    }

    /// How the series of bars stand, by key; loads that have brought nothing yet are among them.
    ///
    /// @param staleAfter how long a series of a provider may be without a good update
    public static List<SeriesHealth> of(
            Snapshot head,
            UpdateJournal journal,
            BarGrids grids,
            Instant now,
            Duration staleAfter,
            Predicate<SeriesKey> wanted) {
        HealthCheck check = new HealthCheck(head, grids, now, staleAfter);
        for (Entry entry : journal.recent(LAST)) {
            check.updates.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry);
        }
        SortedMap<SeriesKey, SeriesHealth> all = new TreeMap<>();
        for (DatasetName dataset : head.datasets()) {
            if (isBars(dataset)) {
                for (SeriesKey key : head.series(dataset)) {
                    if (wanted.test(key)) {
                        all.put(key, check.of(key));
                    }
                }
            }
        }
        for (PendingLoad load : journal.pending()) {
            if (wanted.test(load.key()) && !all.containsKey(load.key())) {
                all.put(load.key(), check.of(load));
            }
        }
        return List.copyOf(all.values());
    }

    private static boolean isBars(DatasetName dataset) {
        return dataset.group().equals(BarSchemas.GROUP);
    }

    private SeriesHealth of(PendingLoad load) {
        return new SeriesHealth(
                load.key(),
                load.attributes().getOrDefault(SeriesMarkets.ASSET_CLASS, ""),
                load.provider(),
                "",
                Status.ERROR,
                "no data yet: " + load.reason(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                load.attempts());
    }

    private SeriesHealth of(SeriesKey key) {
        try {
            return readable(key, head.series(key).orElseThrow());
        } catch (TidemarkException | TableException | IllegalArgumentException e) {
            return new SeriesHealth(
                    key,
                    "",
                    "",
                    "",
                    Status.ERROR,
                    String.valueOf(e.getMessage()),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }
    }

    private SeriesHealth readable(SeriesKey key, Series series) {
        SortedMap<String, String> attributes = SeriesMarkets.attributes(head, series);
        Optional<ExpectedBars> grid = grids.of(key, attributes, "");
        Ledger ledger = Ledger.of(series.attributes());
        List<Entry> entries = updates.getOrDefault(key, List.of());
        Optional<Instant> success = entries.stream()
                .filter(entry -> entry.error().isEmpty())
                .map(Entry::time)
                .findFirst();
        Verdict verdict = verdict(series, attributes, grid, entries, success);
        return new SeriesHealth(
                key,
                attributes.getOrDefault(SeriesMarkets.ASSET_CLASS, ""),
                attributes.getOrDefault(UpdateRun.SOURCE, ""),
                grid.map(bars -> bars.market().calendar().id()).orElse("none"),
                verdict.status(),
                verdict.message(),
                Optional.of(instant(series.summary().minTime())),
                Optional.of(instant(series.summary().maxTime())),
                series.summary().rows(),
                missing(series, ledger, grid),
                ledger.allFailed().intervals().size(),
                entries.stream().map(Entry::time).findFirst(),
                success,
                entries.size());
    }

    private record Verdict(Status status, String message) {}

    private Verdict verdict(
            Series series,
            Map<String, String> attributes,
            Optional<ExpectedBars> grid,
            List<Entry> entries,
            Optional<Instant> success) {
        long errors = entries.stream().filter(entry -> !entry.error().isEmpty()).count();
        if (errors >= TOO_MANY) {
            return new Verdict(
                    Status.ERROR,
                    errors + " of its last " + entries.size() + " updates failed, the last with "
                            + entries.stream()
                                    .map(Entry::error)
                                    .filter(e -> !e.isEmpty())
                                    .findFirst()
                                    .orElse(""));
        }
        boolean isFed = attributes.containsKey(UpdateRun.PROVIDER_SYMBOL);
        Optional<Instant> old = success.filter(time -> time.plus(staleAfter).isBefore(now));
        if (isFed && old.isPresent() && isDue(series, attributes, grid)) {
            return new Verdict(Status.STALE, "its last good update was at " + old.get() + "; run `tidemark update`");
        }
        return behind(series, attributes, grid);
    }

    /// Whether an update would have something to ask for: one that has not is no entry of the journal, and in a week of
    /// holidays there is none.
    private boolean isDue(Series series, Map<String, String> attributes, Optional<ExpectedBars> grid) {
        return grid.isEmpty() || behind(series, attributes, grid.get(), 0) > 0;
    }

    private Verdict behind(Series series, Map<String, String> attributes, Optional<ExpectedBars> grid) {
        if (grid.isEmpty()) {
            return new Verdict(Status.HEALTHY, "");
        }
        int allowed = allowed(grid.get());
        return behind(series, attributes, grid.get(), allowed) > allowed
                ? new Verdict(
                        Status.STALE,
                        "its last bar is of " + instant(series.summary().maxTime()) + ", more than " + allowed
                                + " expected bars ago")
                : new Verdict(Status.HEALTHY, "");
    }

    /// Expected bars that have ended since the last final one; not counted further than one more than `most`.
    private long behind(Series series, Map<String, String> attributes, ExpectedBars bars, int most) {
        String open = attributes.getOrDefault("coverage.open_from", "");
        long last = open.isEmpty() ? lastReal(series) : Instant.parse(open).getEpochSecond() * MICROS_PER_SECOND - 1;
        long end = now.getEpochSecond() * MICROS_PER_SECOND;
        long behind = 0;
        ExpectedBars.Cursor next = bars.from(last + 1);
        while (behind <= most && next.time() < end && bars.endOf(next.time()) <= end) {
            behind++;
            next.next();
        }
        return behind;
    }

    /// The last bar, imputed ones at the end left out where an update or a fill noted what is missing.
    private static long lastReal(Series series) {
        long last = series.summary().maxTime();
        IntervalSet missing = IntervalSet.parse(series.attributes().getOrDefault("coverage.missing", ""));
        return missing.holds(last) ? missing.intervals().getLast().start() - 1 : last;
    }

    /// Three days, one week or month, one session of intraday bars.
    private int allowed(ExpectedBars bars) {
        return switch (bars.timeframe().unit()) {
            case DAY -> BARS_BEHIND;
            case WEEK, MONTH -> 1;
            case MINUTE -> {
                long today = now.getEpochSecond() / 86_400;
                long day = bars.market().calendar().previous(today);
                yield bars.market().barMicros(bars.timeframe(), day, day).length;
            }
        };
    }

    private static Optional<Long> missing(Series series, Ledger ledger, Optional<ExpectedBars> grid) {
        if (!series.attributes().containsKey("coverage.of") || grid.isEmpty()) {
            return Optional.empty();
        }
        IntervalSet missing = IntervalSet.parse(series.attributes().getOrDefault("coverage.missing", ""))
                .minus(ledger.knownEmpty());
        long count = 0;
        for (IntervalSet.Interval interval : missing.intervals()) {
            count += grid.get().between(interval.start(), interval.end()).length;
        }
        return Optional.of(count);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    }
}
