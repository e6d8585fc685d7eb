package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks the quote bars of one series, block by block in stored order.
///
/// Each side that is there is checked like a bar, and counts by itself. One side absent is `one_sided_quote`, both
/// `null_values`. `locked_or_crossed` compares open with open and close with close, which are quoted together; highs
/// and lows are of different moments. The row before is all that a row depends on. For one thread.
public final class QuoteRules {
    /// Raised when equal quotes give other findings.
    public static final int VERSION = 1;

    private final FindingLog log;
    private final OrderChecks order;
    private final @Nullable CalendarChecks calendar;
    private final PriceChecks bidPrices;
    private final PriceChecks askPrices;
    private final Tally missing;
    private final Tally negativeSize;
    private final Tally oneSided;
    private final Tally locked;

    /// Starts before the first row.
    ///
    /// @param market calendar and sessions; without one nothing is off calendar, and gaps are counted by the bars'
    ///               length
    public QuoteRules(RuleSettings settings, Timeframe timeframe, Optional<Market> market) {
        this.log = new FindingLog(settings);
        this.order = new OrderChecks(log, BarGaps.of(timeframe, market));
        this.calendar =
                market.map(known -> new CalendarChecks(log, timeframe, known)).orElse(null);
        this.bidPrices = new PriceChecks(log, "bid_");
        this.askPrices = new PriceChecks(log, "ask_");
        this.missing = log.tally(RuleCode.NULL_VALUES);
        this.negativeSize = log.tally(RuleCode.NEGATIVE_VOLUME);
        this.oneSided = log.tally(RuleCode.ONE_SIDED_QUOTE);
        this.locked = log.tally(RuleCode.LOCKED_OR_CROSSED);
    }

    /// Checks the next rows.
    public void accept(QuoteBlock block) {
        order.accept(block.ts(), block.from());
        if (calendar != null) {
            calendar.accept(block.ts(), block.from());
        }
        for (int i = block.from(); i < block.rows(); i++) {
            checkSides(block, i);
            checkSizes(block, i);
            checkSpread(block, i);
        }
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }

    private void checkSides(QuoteBlock block, int i) {
        long ts = block.ts()[i];
        boolean hasBid = !block.bid().isAbsent(i);
        boolean hasAsk = !block.ask().isAbsent(i);
        if (hasBid) {
            check(bidPrices, ts, block.bid(), i);
        }
        if (hasAsk) {
            check(askPrices, ts, block.ask(), i);
        }
        if (!hasBid && !hasAsk && missing.hit(ts)) {
            missing.keep(ts, "bid_close null ask_close null");
        }
        if (hasBid != hasAsk && oneSided.hit(ts)) {
            oneSided.keep(ts, "bid_close " + text(block.bid(), i) + " ask_close " + text(block.ask(), i));
        }
    }

    private static void check(PriceChecks prices, long ts, QuoteBlock.Side side, int i) {
        prices.check(ts, side.open()[i], side.high()[i], side.low()[i], side.close()[i]);
    }

    private void checkSizes(QuoteBlock block, int i) {
        double bid = block.bid().size()[i];
        double ask = block.ask().size()[i];
        long ts = block.ts()[i];
        if ((bid < 0 || ask < 0) && negativeSize.hit(ts)) {
            negativeSize.keep(ts, "bid_size " + PriceChecks.number(bid) + " ask_size " + PriceChecks.number(ask));
        }
    }

    private void checkSpread(QuoteBlock block, int i) {
        boolean atOpen = block.bid().open()[i] >= block.ask().open()[i];
        boolean atClose = block.bid().close()[i] >= block.ask().close()[i];
        long ts = block.ts()[i];
        if ((atOpen || atClose) && locked.hit(ts)) {
            locked.keep(
                    ts,
                    "bid_open " + PriceChecks.number(block.bid().open()[i]) + " ask_open "
                            + PriceChecks.number(block.ask().open()[i]) + " bid_close " + text(block.bid(), i)
                            + " ask_close "
                            + text(block.ask(), i));
        }
    }

    private static String text(QuoteBlock.Side side, int i) {
        return PriceChecks.number(side.close()[i]);
    }
}
