package dev.tidemark.market.rule;

import dev.tidemark.market.calendar.Market;
import java.util.List;
import java.util.Optional;

/// Checks the trades of one series as ticks, block by block in stored order; what they say as a feed is checked by
/// [FeedRules].
///
/// Found are `datetime_not_sorted`, `negative_volume` and `tick_outside_session`. Trades of the same time are legal and
/// not counted. Trading days stand for themselves, as in [TickRules]. For one thread.
public final class TradeTickRules {
    /// Raised when equal trades give other findings.
    public static final int VERSION = 1;

    private final FindingLog log;
    private final TickOrder order;
    private final SessionChecks sessions;
    private final Tally negativeSize;

    /// Starts before the first row.
    ///
    /// @param market its sessions; without one no trade is outside
    public TradeTickRules(RuleSettings settings, Optional<Market> market) {
        this.log = new FindingLog(settings);
        Tally uncounted = new Tally(RuleCode.DATETIME_DUPLICATES, Optional.empty());
        this.order = new TickOrder(log.tally(RuleCode.DATETIME_NOT_SORTED), uncounted);
        this.sessions = new SessionChecks(log, market);
        this.negativeSize = log.tally(RuleCode.NEGATIVE_VOLUME);
    }

    /// Checks the next rows.
    public void accept(TradeTickBlock block) {
        for (int i = 0; i < block.rows(); i++) {
            long time = block.datetime()[i];
            order.accept(block.tradingDay(), time);
            double size = block.size()[i];
            if (size < 0 && negativeSize.hit(time)) {
                negativeSize.keep(time, "size " + size);
            }
        }
        sessions.accept(block.datetime());
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }
}
