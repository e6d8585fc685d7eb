package dev.tidemark.sources.update;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.PendingSeries;
import dev.tidemark.sources.ingest.SeriesDraft;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.update.IntervalSet.Interval;
import dev.tidemark.sources.update.SymbolOutcome.Rows;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import dev.tidemark.sources.update.UpdateJournal.PendingLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Brings one series up to date: plans, asks, compares, unites. For one thread.
///
/// What it wants is one edit of the series with its ledger; when others changed the series meanwhile, all is done again
/// on the newest state.
final class SeriesUpdate {
    private static final long MICROS_PER_SECOND = 1_000_000;
    /// How long after its end a bar that a whole answer lacks counts as known to be empty.
    private static final long SETTLED_MICROS = 24 * 3600 * MICROS_PER_SECOND;

    private final UpdateContext context;
    private final SeriesTask task;
    private final ProviderSession session;
    private final SeriesKey key;
    private final Timeframe timeframe;
    private final int attempt;
    private final long started = System.nanoTime();
    private final Instant now;

    SeriesUpdate(UpdateContext context, SeriesTask task, ProviderSession session) {
        this(context, task, session, 1);
    }

    private SeriesUpdate(UpdateContext context, SeriesTask task, ProviderSession session, int attempt) {
        this.context = context;
        this.task = task;
        this.session = session;
        this.key = task.key();
        this.timeframe = BarSchemas.timeframeOf(key.dataset());
        this.attempt = attempt;
        this.now = context.clock().instant();
    }

    /// What the series was when planned, and what plans need to know of it.
    private record Held(
            Snapshot head,
            DatasetRecord dataset,
            Optional<Series> current,
            SortedMap<String, String> attributes,
            Optional<ExpectedBars> grid,
            FetchPlanner planner) {}

    Decision decide() {
        context.stop().check();
        Snapshot head = context.head().get();
        try {
            Held held = held(head);
            Optional<String> foreign = foreignProvider(held);
            if (foreign.isPresent()) {
                return failed(held, 0, RefusalReason.OTHER_PROVIDER.code(), foreign.get());
            }
            if (!session.capabilities().timeframes().contains(timeframe)) {
                return failed(
                        held,
                        0,
                        Fault.NOT_OFFERED.code(),
                        task.provider() + " has no bars of " + timeframe + "; it has "
                                + session.capabilities().timeframes());
            }
            FetchPlan plan = plan(held);
            if (plan.isEmpty()) {
                return settled(outcome(Status.UP_TO_DATE, Rows.NONE, 0), Optional.empty(), Optional.empty());
            }
            return fetch(held, plan);
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.DAMAGED || e.code() == ErrorCode.SCHEMA_MISMATCH) {
                return settled(
                        SymbolOutcome.failed(
                                key, 0, RefusalReason.DAMAGED_SERIES.code(), String.valueOf(e.getMessage())),
                        Optional.empty(),
                        Optional.empty());
            }
            throw e;
        }
    }

    /// What an update would ask for, without asking.
    static FetchPlan plan(
            Lake lake,
            Snapshot head,
            SeriesTask task,
            ProviderSession session,
            BarGrids grids,
            UpdateOptions options,
            Instant now) {
        Optional<Series> current = head.series(task.key());
        SortedMap<String, String> known = new TreeMap<>();
        known.putAll(task.attributes());
        head.dataset(task.key().dataset()).ifPresent(record -> known.putAll(record.identity()));
        current.ifPresent(series -> known.putAll(series.attributes()));
        Optional<ExpectedBars> grid =
                grids.of(task.key(), known, session.provider().calendarOf(task.symbol()));
        FetchPlanner planner = new FetchPlanner(task, session.capabilities(), grid, options, now);
        if (task.range().isPresent()) {
            return planner.load(task.range().get());
        }
        return current.map(
                        series -> planner.repair(lake, series, grids.markets().tables()))
                .orElseGet(planner::initial);
    }

    private Held held(Snapshot head) {
        DatasetRecord dataset = context.datasets().record(head, key.dataset());
        Optional<Series> current = head.series(key);
        SortedMap<String, String> attributes = new TreeMap<>();
        current.ifPresent(series -> attributes.putAll(series.attributes()));
        task.attributes().forEach((name, value) -> attributes.putIfAbsent(name, value));
        SortedMap<String, String> known = new TreeMap<>();
        known.putAll(dataset.identity());
        known.putAll(attributes);
        Optional<ExpectedBars> grid =
                context.grids().of(key, known, session.provider().calendarOf(task.symbol()));
        FetchPlanner planner = new FetchPlanner(task, session.capabilities(), grid, context.options(), now);
        return new Held(head, dataset, current, attributes, grid, planner);
    }

    private Optional<String> foreignProvider(Held held) {
        String source = held.attributes().getOrDefault(UpdateRun.SOURCE, task.provider());
        return source.equals(task.provider())
                ? Optional.empty()
                : Optional.of(key + " comes from " + source + ", and providers never mix in one series; load it from "
                        + task.provider() + " into a variant, such as --dataset " + key.dataset() + "-"
                        + task.provider());
    }

    private FetchPlan plan(Held held) {
        if (task.range().isPresent()) {
            return held.planner().load(task.range().get());
        }
        return held.current()
                .map(series -> held.planner().repair(context.lake(), series, context.tables()))
                .orElseGet(() -> held.planner().initial());
    }

    private Decision fetch(Held held, FetchPlan plan) {
        try {
            return draft(held, plan, ask(held, plan));
        } catch (RestatedException e) {
            return restate(held, e);
        }
    }

    private SeriesFetch.Fetched ask(Held held, FetchPlan plan) throws RestatedException {
        return new SeriesFetch(context, task, session, now).ask(held.dataset(), held.current(), held.grid(), plan);
    }

    /// The provider changed its past: fetches all from the first bar on, from one source, or leaves all as it is.
    private Decision restate(Held held, RestatedException cause) {
        Series series = held.current().orElseThrow();
        long first = Coverage.of(context.lake(), series, held.grid(), context.tables())
                .firstReal();
        long end = series.summary().maxTime() + 1;
        if (!held.planner().reaches(first)) {
            return failed(
                    held,
                    1,
                    "restated_beyond_history",
                    task.provider() + " changed the past of " + key + " (" + cause.getMessage()
                            + ") but does not deliver all of it any more; load what it has into a variant, such as"
                            + " --dataset " + key.dataset() + "-restated");
        }
        FetchPlan whole = held.planner().whole(first, end);
        try {
            SeriesFetch.Fetched fetched = ask(held, whole);
            if (fetched.reason().isPresent()) {
                return failed(
                        held,
                        fetched.windows(),
                        fetched.reason().get().code(),
                        "the provider changed the past ("
                                + cause.getMessage() + "), and not all of it could be fetched again: "
                                + fetched.reason().get().message());
            }
            return draft(held, whole, fetched);
        } catch (RestatedException e) {
            return failed(held, 1, Fault.BAD_ANSWER.code(), String.valueOf(e.getMessage()));
        }
    }

    private Decision draft(Held held, FetchPlan plan, SeriesFetch.Fetched fetched) {
        SeriesDrafts drafts = fetched.drafts();
        Rows rows = withQuarantined(drafts.rows(), fetched.rejects().count());
        if (drafts.partitions().isEmpty()) {
            return withoutSeries(held, fetched, rows);
        }
        Coverage before = held.current()
                .filter(_ -> !plan.isWhole())
                .map(series -> Coverage.of(context.lake(), series, held.grid(), context.tables()))
                .orElse(null);
        Coverage coverage = coverage(before, held, drafts);
        Ledger ledger = ledger(held, fetched);
        SortedMap<String, String> attributes = new TreeMap<>(held.attributes());
        attributes.put(UpdateRun.SOURCE, task.provider());
        attributes.put(UpdateRun.PROVIDER_SYMBOL, task.symbol());
        if (fetched.limited()) {
            attributes.put(UpdateRun.HISTORY_LIMITED, "true");
        }
        if (plan.stopsAtEmpty()) {
            attributes.put(UpdateRun.FROM_EARLIEST, "true");
        }
        SeriesState plain = new SeriesState(
                held.dataset().schema(),
                held.dataset().schemaVersion(),
                drafts.cut(),
                ledger.in(attributes),
                List.copyOf(drafts.partitions().values()));
        SeriesState after = new SeriesState(
                plain.schema(),
                plain.schemaVersion(),
                plain.chunkSize(),
                coverage.in(plain.attributes(), plain.contents(), held.grid(), context.tables()),
                plain.partitions());
        long filled = before == null ? 0 : count(held.grid(), before.missing().minus(coverage.missing()));
        Status status = status(held, fetched, rows);
        SymbolOutcome outcome = new SymbolOutcome(
                key,
                status,
                rows,
                fetched.windows(),
                fetched.failed().size(),
                filled,
                count(held.grid(), coverage.missing().minus(ledger.knownEmpty())),
                plan.isWhole(),
                fetched.reason(),
                fetched.rejects().files());
        boolean isChanged = !held.current().map(Series::state).equals(Optional.of(after));
        Optional<Entry> entry = Optional.of(entry(held, plan, outcome, after.rows()));
        if (!isChanged) {
            return settled(outcome, entry, Optional.empty());
        }
        SeriesDraft draft = new SeriesDraft(
                key,
                held.dataset(),
                held.current().map(Series::summary),
                Optional.of(after),
                true,
                RowCounts.good(rows.fresh(), rows.unchanged(), rows.changed(), rows.removed()),
                drafts.bytes());
        if (draft.wouldShrink(drafts.imputedGone()) && !context.options().allowsRemoval()) {
            return failed(
                    held,
                    fetched.windows(),
                    RefusalReason.WOULD_SHRINK.code(),
                    key + " has " + held.current().map(s -> s.summary().rows()).orElse(0L) + " rows and the provider"
                            + " now delivers " + after.rows() + "; give --allow-removal if that is right");
        }
        return new Decision(
                List.of(), List.of(new PendingSeries(draft, settlement(outcome, entry), _ -> again(), attempt)));
    }

    private Status status(Held held, SeriesFetch.Fetched fetched, Rows rows) {
        if (fetched.reason().isPresent()) {
            return fetched.drafts().answered().isEmpty() ? Status.FAILED : Status.PARTIAL;
        }
        if (held.current().isEmpty()) {
            return Status.LOADED;
        }
        return rows.inserted() + rows.removed() > 0 ? Status.UPDATED : Status.UNCHANGED;
    }

    /// What is missing now: what was and was not asked for, what answers did not have, and all expected between what
    /// was held and what came that nobody asked for.
    private Coverage coverage(@Nullable Coverage before, Held held, SeriesDrafts drafts) {
        long first = drafts.partitions().values().stream()
                .mapToLong(Partition::minTime)
                .min()
                .orElseThrow();
        long last = drafts.partitions().values().stream()
                .mapToLong(Partition::maxTime)
                .max()
                .orElseThrow();
        IntervalSet answered = IntervalSet.of(drafts.answered());
        IntervalSet known =
                before == null ? answered : answered.plus(IntervalSet.of(before.first(), before.last() + 1));
        IntervalSet missing =
                before == null ? IntervalSet.EMPTY : before.missing().minus(answered);
        IntervalSet unasked = Coverage.expected(IntervalSet.of(first, last + 1).minus(known), held.grid());
        long open = before == null || answered.holds(before.openFrom()) ? Coverage.ALL_FINAL : before.openFrom();
        return new Coverage(
                first,
                last,
                Coverage.runs(missing.plus(drafts.missing()).plus(unasked).within(first, last + 1), held.grid()),
                Math.min(open, drafts.openFrom()));
    }

    private Ledger ledger(Held held, SeriesFetch.Fetched fetched) {
        Ledger ledger = Ledger.of(held.attributes());
        SeriesDrafts drafts = fetched.drafts();
        IntervalSet answered = IntervalSet.of(drafts.answered());
        IntervalSet empty = drafts.missing()
                .within(Long.MIN_VALUE, SeriesFetch.firstOpen(held.grid(), AnswerRows.micros(now) - SETTLED_MICROS));
        IntervalSet rejected = IntervalSet.of(fetched.answers().rejected());
        ledger = ledger.answered(answered, empty.minus(rejected), rejected);
        ledger = new Ledger(
                ledger.covered(),
                Coverage.runs(ledger.knownEmpty(), held.grid()),
                ledger.failed(),
                ledger.quarantined());
        for (Map.Entry<Interval, Fault> window : fetched.failed().entrySet()) {
            IntervalSet times = IntervalSet.of(List.of(window.getKey()));
            ledger = ledger.failed(times, window.getValue());
        }
        return ledger;
    }

    /// Expected bars in some times; their number of intervals without a calendar.
    private static long count(Optional<ExpectedBars> grid, IntervalSet times) {
        long count = 0;
        for (Interval interval : times.intervals()) {
            count += grid.map(bars -> (long) bars.between(interval.start(), interval.end()).length)
                    .orElse(1L);
        }
        return count;
    }

    /// Nothing was delivered and nothing is held: a load that failed is kept in mind, one that has no bar is done.
    private Decision withoutSeries(Held held, SeriesFetch.Fetched fetched, Rows rows) {
        if (fetched.reason().isEmpty()) {
            return settled(outcome(Status.EMPTY, rows, fetched.windows()), Optional.empty(), Optional.empty());
        }
        SymbolOutcome.Reason reason = fetched.reason().get();
        return failed(held, fetched.windows(), reason.code(), reason.message());
    }

    private SymbolOutcome outcome(Status status, Rows rows, int windows) {
        return new SymbolOutcome(key, status, rows, windows, 0, 0, 0, false, Optional.empty(), List.of());
    }

    private static Rows withQuarantined(Rows rows, long quarantined) {
        return rows.plus(new Rows(0, 0, 0, 0, quarantined));
    }

    private Decision failed(Held held, int windows, String code, String message) {
        SymbolOutcome outcome = SymbolOutcome.failed(key, windows, code, message);
        long rows = held.current().map(s -> s.summary().rows()).orElse(0L);
        Entry entry = new Entry(
                key,
                now,
                "full",
                task.provider(),
                rows,
                rows,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                seconds(),
                0,
                code + ": " + message);
        boolean isKept = held.current().isEmpty() && isWorthKeeping(code);
        return settled(outcome, Optional.of(entry), isKept ? Optional.of(pending(message)) : Optional.empty());
    }

    /// What no later attempt can mend is not kept.
    private static boolean isWorthKeeping(String code) {
        return !code.equals(Fault.UNKNOWN_SYMBOL.code())
                && !code.equals(Fault.NOT_OFFERED.code())
                && !code.equals(RefusalReason.OTHER_PROVIDER.code());
    }

    private PendingLoad pending(String reason) {
        Instant start = task.range()
                .map(range -> range.start().orElse(Instant.EPOCH))
                .orElseGet(() -> now.minus(context.options().initialDays()));
        Optional<Instant> end = task.range().flatMap(SeriesTask.Range::end);
        return new PendingLoad(key, task.provider(), task.symbol(), start, end, task.attributes(), 1, reason);
    }

    private Entry entry(Held held, FetchPlan plan, SymbolOutcome outcome, long rowsAfter) {
        List<Interval> times = plan.times().intervals();
        String type = held.current().isEmpty() || plan.isWhole()
                ? "full"
                : outcome.gapsFilled() > 0 ? "gap_fill" : "incremental";
        return new Entry(
                key,
                now,
                type,
                task.provider(),
                held.current().map(s -> s.summary().rows()).orElse(0L),
                rowsAfter,
                outcome.rows().fresh(),
                outcome.rows().changed(),
                Optional.of(SeriesFetch.instant(times.getFirst().start())),
                Optional.of(SeriesFetch.instant(times.getLast().end())),
                seconds(),
                outcome.gapsFilled(),
                outcome.reason().map(r -> r.code() + ": " + r.message()).orElse(""));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private Decision again() {
        return new SeriesUpdate(context, task, session, attempt + 1).decide();
    }

    private Decision settled(SymbolOutcome outcome, Optional<Entry> entry, Optional<PendingLoad> pending) {
        context.outcomes().add(outcome, entry, pending);
        return new Decision(List.of(), List.of());
    }

    private PendingSeries.Settlement settlement(SymbolOutcome outcome, Optional<Entry> entry) {
        return new PendingSeries.Settlement() {
            @Override
            public List<SourceReport> committed() {
                context.outcomes().add(outcome, entry, Optional.empty());
                return List.of();
            }

            @Override
            public List<SourceReport> refused(RefusalReason reason, String why) {
                context.outcomes()
                        .add(
                                SymbolOutcome.failed(key, outcome.windows(), reason.code(), why),
                                Optional.empty(),
                                Optional.empty());
                return List.of();
            }
        };
    }
}
