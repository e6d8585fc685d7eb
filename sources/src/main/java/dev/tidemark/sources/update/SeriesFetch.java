package dev.tidemark.sources.update;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.ingest.RejectLog;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.update.IntervalSet.Interval;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Asks a provider for the windows of a plan and unites what comes with a series. For one thread.
final class SeriesFetch {
    private static final long MICROS_PER_SECOND = 1_000_000;
    /// Windows without a bar that end a search for the beginning, and the time that they span at least.
    private static final int EMPTY_WINDOWS = 3;
    private static final long EMPTY_MICROS = 30 * 24 * 3600 * MICROS_PER_SECOND;

    private final UpdateContext context;
    private final SeriesTask task;
    private final ProviderSession session;
    private final SeriesKey key;
    private final Timeframe timeframe;
    private final Instant now;

    SeriesFetch(UpdateContext context, SeriesTask task, ProviderSession session, Instant now) {
        this.context = context;
        this.task = task;
        this.session = session;
        this.key = task.key();
        this.timeframe = BarSchemas.timeframeOf(key.dataset());
        this.now = now;
    }

    /// What asking brought.
    ///
    /// @param failed  windows without an answer, with the reason
    /// @param reason  the first of them in words
    /// @param limited times that the provider says it does not reach
    record Fetched(
            SeriesDrafts drafts,
            Map<Interval, Fault> failed,
            Optional<SymbolOutcome.Reason> reason,
            AnswerRows answers,
            RejectLog rejects,
            int windows,
            boolean limited) {}

    /// Asks for each window, newest first.
    ///
    /// @throws RestatedException when an answer shows that the past before its window has changed
    Fetched ask(DatasetRecord dataset, Optional<Series> current, Optional<ExpectedBars> grid, FetchPlan plan)
            throws RestatedException {
        SeriesDrafts drafts = new SeriesDrafts(
                context, key, dataset, current, grid, plan.isWhole(), firstOpen(grid, AnswerRows.micros(now)));
        RejectLog rejects = new RejectLog(context.quarantine(), key::folder, task.provider() + ":" + task.symbol());
        AnswerRows answers =
                new AnswerRows(key.symbol(), timeframe, grid, context.options().ohlcMode(), rejects);
        Map<Interval, Fault> failed = new TreeMap<>(Comparator.comparingLong(Interval::start));
        Optional<SymbolOutcome.Reason> reason = Optional.empty();
        int windows = 0;
        int empty = 0;
        long emptyMicros = 0;
        boolean limited = false;
        for (Iterator<Interval> each = plan.windows(); each.hasNext(); ) {
            context.stop().check();
            Interval window = each.next();
            windows++;
            try {
                BarAnswer answer = session.bars(
                        new BarRequest(task.symbol(), timeframe, instant(window.start()), instant(window.end())),
                        context.stop());
                Optional<Interval> known = known(window, answer);
                limited |= AnswerRows.micros(answer.from()) > window.start() && known.isPresent();
                Table rows = answers.table(known.orElse(window), answer, now);
                if (drafts.isRestated(window, rows)) {
                    throw new RestatedException("bars from " + instant(rows.time(0)) + " on differ");
                }
                if (known.isPresent()) {
                    drafts.add(known.get(), rows);
                }
                drafts.finishFrom(window.start());
                boolean isEmpty = rows.rows() == 0;
                empty = isEmpty ? empty + 1 : 0;
                emptyMicros = isEmpty ? emptyMicros + window.end() - window.start() : 0;
                if (plan.stopsAtEmpty() && empty >= EMPTY_WINDOWS && emptyMicros >= EMPTY_MICROS) {
                    break;
                }
            } catch (ProviderException e) {
                failed.put(window, e.fault());
                reason = reason.or(
                        () -> Optional.of(new SymbolOutcome.Reason(e.fault().code(), e.text())));
                if (plan.isWhole() || plan.stopsAtEmpty() || !isWorthGoingOn(e.fault())) {
                    failRest(each, plan, failed, e.fault());
                    break;
                }
            }
        }
        drafts.finish();
        rejects.flush();
        return new Fetched(drafts, failed, reason, answers, rejects, windows, limited);
    }

    private static boolean isWorthGoingOn(Fault fault) {
        return switch (fault) {
            case NETWORK, TIMEOUT, SERVER_ERROR, RATE_LIMITED, BAD_ANSWER -> true;
            case QUOTA, REFUSED, UNKNOWN_SYMBOL, NOT_OFFERED, PAUSED -> false;
        };
    }

    /// The windows that are not asked for any more failed too, if it is known where they end.
    private static void failRest(Iterator<Interval> rest, FetchPlan plan, Map<Interval, Fault> failed, Fault fault) {
        if (plan.stopsAtEmpty()) {
            return;
        }
        while (rest.hasNext()) {
            failed.put(rest.next(), fault);
        }
    }

    /// The start of the first expected bar that has not ended at a time.
    static long firstOpen(Optional<ExpectedBars> grid, long time) {
        return grid.map(bars -> Math.min(bars.firstOpen(time), time)).orElse(time);
    }

    /// The part of a window that an answer speaks of; empty for none.
    private static Optional<Interval> known(Interval window, BarAnswer answer) {
        long start = Math.max(window.start(), AnswerRows.micros(answer.from()));
        long end = Math.min(window.end(), AnswerRows.micros(answer.to()));
        return start < end ? Optional.of(new Interval(start, end)) : Optional.empty();
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }
}
