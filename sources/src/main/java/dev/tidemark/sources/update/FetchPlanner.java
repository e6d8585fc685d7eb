package dev.tidemark.sources.update;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.provider.Capabilities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides which times of a series to ask a provider for: never simply what follows the newest bar, but everything
/// expected that is in no interval of the ledger, what failed, and, when there is news, a look-back that shows whether
/// the past still holds. For one series.
final class FetchPlanner {
    /// Nobody delivers bars from before 1900.
    private static final long FIRST_DAY = -25_567 * 86_400_000_000L;

    private static final int STEPS_BESIDE_HOLE = 10;
    private static final Duration BESIDE_DAILY_HOLE = Duration.ofDays(7);

    private final Timeframe timeframe;
    private final Capabilities capabilities;
    private final Optional<ExpectedBars> grid;
    private final UpdateOptions options;
    private final long now;
    private final long until;

    FetchPlanner(
            SeriesTask task,
            Capabilities capabilities,
            Optional<ExpectedBars> grid,
            UpdateOptions options,
            Instant now) {
        this.timeframe = BarSchemas.timeframeOf(task.key().dataset());
        this.capabilities = capabilities;
        this.grid = grid;
        this.options = options;
        this.now = AnswerRows.micros(now);
        this.until = Math.min(this.now, options.until().map(AnswerRows::micros).orElse(Long.MAX_VALUE));
    }

    /// A range that is asked for whatever is held.
    FetchPlan load(SeriesTask.Range range) {
        long end = Math.min(now, range.end().map(AnswerRows::micros).orElse(until));
        if (range.start().isPresent()) {
            return plan(span(AnswerRows.micros(range.start().get()), end), false);
        }
        return plan(span(Math.max(earliest(), FIRST_DAY), end), false).untilEmpty();
    }

    /// The first load of a series that nobody gave a range for.
    FetchPlan initial() {
        return plan(span(until - micros(options.initialDays()), until), false);
    }

    /// All from the first bar on.
    FetchPlan whole(long first, long end) {
        return plan(span(first, Math.max(end, until)), true);
    }

    /// Whether the provider goes back to a time.
    boolean reaches(long time) {
        return time >= earliest();
    }

    /// What an existing series lacks.
    FetchPlan repair(Lake lake, Series series, String tables) {
        Coverage coverage = Coverage.of(lake, series, grid, tables);
        Ledger ledger = Ledger.of(series.attributes());
        IntervalSet tail = hasNews(coverage, ledger) ? tail(coverage) : IntervalSet.EMPTY;
        IntervalSet holes = options.fillsGaps() ? holes(coverage, ledger).minus(tail) : IntervalSet.EMPTY;
        List<IntervalSet.Interval> pieces = FetchPlan.pieces(holes, timeframe, capabilities.barsPerCall());
        return plan(beside(IntervalSet.of(pieces), coverage).plus(tail), false).cutBetween(pieces);
    }

    private IntervalSet span(long start, long end) {
        return start < end ? IntervalSet.of(start, end) : IntervalSet.EMPTY;
    }

    private FetchPlan plan(IntervalSet wanted, boolean isWhole) {
        IntervalSet reachable = wanted.within(earliest(), now + 1);
        return FetchPlan.of(reachable, timeframe, capabilities.barsPerCall(), isWhole);
    }

    private long earliest() {
        return capabilities
                .historyOf(timeframe)
                .map(reach -> now - micros(reach))
                .orElse(Long.MIN_VALUE / 2);
    }

    /// Whether a bar that has ended is expected after the last one, or a held one was not final.
    private boolean hasNews(Coverage coverage, Ledger ledger) {
        if (coverage.openFrom() < until) {
            return true;
        }
        if (grid.isEmpty()) {
            return coverage.lastReal() + 2 * step() <= until;
        }
        ExpectedBars.Cursor next = grid.get().from(coverage.lastReal() + 1);
        while (next.time() < until && grid.get().endOf(next.time()) <= until) {
            if (options.rechecksEmpty() || !ledger.knownEmpty().holds(next.time())) {
                return true;
            }
            next.next();
        }
        return false;
    }

    private IntervalSet tail(Coverage coverage) {
        long from = Math.min(coverage.openFrom(), coverage.lastReal()) - micros(options.lookback());
        return span(Math.max(from, coverage.first()), until);
    }

    private IntervalSet holes(Coverage coverage, Ledger ledger) {
        IntervalSet holes = options.rechecksEmpty()
                ? coverage.missing()
                : coverage.missing().minus(ledger.knownEmpty());
        return holes.plus(ledger.toRetry()).within(Long.MIN_VALUE, until);
    }

    /// Holes with the bars beside them, so that an answer can be compared with what is held.
    private IntervalSet beside(IntervalSet holes, Coverage coverage) {
        long margin = timeframe.isIntraday() ? STEPS_BESIDE_HOLE * step() : micros(BESIDE_DAILY_HOLE);
        List<IntervalSet.Interval> wider = new ArrayList<>();
        for (IntervalSet.Interval hole : holes.intervals()) {
            long start = hole.start() - margin < coverage.first()
                    ? Math.min(hole.start(), coverage.first())
                    : hole.start() - margin;
            wider.add(new IntervalSet.Interval(start, Math.min(hole.end() + margin, Math.max(until, hole.end()))));
        }
        return IntervalSet.of(wider);
    }

    private long step() {
        return micros(timeframe.interval());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
