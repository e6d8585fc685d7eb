package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the bars of one series, block by block in stored order.
///
/// Found are the codes of [RuleCode] that need no other series and no clock: values, order, large gaps, jumps,
/// staleness, volumes and the calendar. How a series is cut into blocks changes nothing. What is kept are the last bar
/// and 20 volumes, whatever the length of the series.
///
/// The answer for a row depends on at most [#LOOKBACK] rows before it: a caller that checks a part of a series gives
/// that many as look-back and gets what checking all gives for the rows after them. Only the share of rows without
/// volume, in the samples of `zero_volume_run`, is that of the rows given.
///
/// A count is one of rows; of `price_staleness` and `zero_volume_run` it is one of runs, each at the row where it
/// reaches the length. What is exactly at a limit is within it. For one thread.
public final class BarRules {
    /// Raised when equal bars give other findings.
    public static final int VERSION = 2;

    /// Rows before a row that its findings can depend on. It leaves room for the longest run that can be asked for
    /// ([RuleSettings#MOST_STALE_BARS] steps) and for 20 volumes with gaps between them. What lies further back,
    /// behind rows that are left out, is forgotten.
    public static final int LOOKBACK = 64;

    private final FindingLog log;
    private final BarChecks bars;
    private final OrderChecks order;
    private final JumpChecks jumps;
    private final StalenessChecks staleness;
    private final VolumeChecks volumes;
    private final @Nullable CalendarChecks calendar;

    /// Starts before the first row.
    ///
    /// @param market         calendar and sessions; without one nothing is off calendar, and gaps are counted by the
    ///                       bars' length
    /// @param claimsAdjusted whether the prices are said to be adjusted for splits, so that none may show
    public BarRules(RuleSettings settings, Timeframe timeframe, Optional<Market> market, boolean claimsAdjusted) {
        this.log = new FindingLog(settings);
        this.bars = new BarChecks(log);
        this.order = new OrderChecks(log, BarGaps.of(timeframe, market));
        this.jumps = new JumpChecks(log, settings, new BarDays(timeframe, market), claimsAdjusted);
        this.staleness = new StalenessChecks(log, settings.staleBars());
        this.volumes = new VolumeChecks(log, settings.volumeFactor());
        this.calendar =
                market.map(known -> new CalendarChecks(log, timeframe, known)).orElse(null);
    }

    /// Checks the next rows.
    public void accept(BarBlock block) {
        bars.accept(block);
        order.accept(block.ts(), block.from());
        jumps.accept(block);
        staleness.accept(block);
        volumes.accept(block);
        if (calendar != null) {
            calendar.accept(block.ts(), block.from());
        }
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }
}
