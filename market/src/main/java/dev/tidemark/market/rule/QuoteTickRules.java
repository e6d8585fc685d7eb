package dev.tidemark.market.rule;

import dev.tidemark.market.calendar.Market;
import java.util.List;
import java.util.Optional;

/// Checks the quotes of one series, tick by tick, block by block in stored order.
///
/// Found are `datetime_not_sorted`, `datetime_duplicates`, `negative_volume`, `negative_price`, `one_sided_quote`,
/// `locked_or_crossed` and `tick_outside_session`. Trading days stand for themselves, as in [TickRules]. For one
/// thread.
public final class QuoteTickRules {
    /// Raised when equal quotes give other findings.
    public static final int VERSION = 2;

    private final FindingLog log;
    private final TickOrder order;
    private final SessionChecks sessions;
    private final Tally negativeSize;
    private final Tally negativePrice;
    private final Tally oneSided;
    private final Tally locked;

    /// Starts before the first row.
    ///
    /// @param settings with [NegativePrices#ALLOWED], prices below zero are legal
    /// @param market   its sessions; without one no quote is outside
    public QuoteTickRules(RuleSettings settings, Optional<Market> market) {
        this.log = new FindingLog(settings);
        this.order = new TickOrder(log.tally(RuleCode.DATETIME_NOT_SORTED), log.tally(RuleCode.DATETIME_DUPLICATES));
        this.sessions = new SessionChecks(log, market);
        this.negativeSize = log.tally(RuleCode.NEGATIVE_VOLUME);
        this.negativePrice = log.tally(RuleCode.NEGATIVE_PRICE);
        this.oneSided = log.tally(RuleCode.ONE_SIDED_QUOTE);
        this.locked = log.tally(RuleCode.LOCKED_OR_CROSSED);
    }

    /// Checks the next rows.
    public void accept(QuoteTickBlock block) {
        for (int i = 0; i < block.rows(); i++) {
            long time = block.datetime()[i];
            order.accept(block.tradingDay(), time);
            checkSizes(time, block.bidSize()[i], block.askSize()[i]);
            checkPrices(time, block.bidPrice()[i], block.askPrice()[i]);
        }
        sessions.accept(block.datetime());
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }

    private void checkSizes(long time, double bid, double ask) {
        if ((bid < 0 || ask < 0) && negativeSize.hit(time)) {
            negativeSize.keep(time, "bid_size " + PriceChecks.number(bid) + " ask_size " + PriceChecks.number(ask));
        }
    }

    private void checkPrices(long time, double bid, double ask) {
        if ((bid < 0 || ask < 0) && negativePrice.hit(time)) {
            negativePrice.keep(time, text(bid, ask));
        }
        if (Double.isNaN(bid) != Double.isNaN(ask) && oneSided.hit(time)) {
            oneSided.keep(time, text(bid, ask));
        }
        if (bid >= ask && locked.hit(time)) {
            locked.keep(time, text(bid, ask));
        }
    }

    private static String text(double bid, double ask) {
        return "bid_price " + PriceChecks.number(bid) + " ask_price " + PriceChecks.number(ask);
    }
}
