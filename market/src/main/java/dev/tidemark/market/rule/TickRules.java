package dev.tidemark.market.rule;

import dev.tidemark.market.calendar.Market;
import java.util.List;
import java.util.Optional;

/// Checks the ticks of one series, block by block in stored order.
///
/// Trading days stand for themselves: the first tick of a day is compared with nothing before it, so that checking
/// days one by one finds what checking all finds. Equal times are legal and only counted, with their share of all rows
/// (`dup_rate`). Nothing but the tick before is kept. For one thread.
public final class TickRules {
    /// Raised when equal ticks give other findings.
    public static final int VERSION = 1;

    private final FindingLog log;
    private final SessionChecks sessions;
    private final TickOrder order;
    private final Tally negativeVolume;
    private final Tally negativeInterest;
    private final Tally negativePrice;
    private final Tally crossed;
    private final Tally decreased;

    private double lastVolume = Double.NaN;

    /// Starts before the first row.
    ///
    /// @param settings with [NegativePrices#ALLOWED], prices below zero are legal
    /// @param market   its sessions; without one no tick is outside
    public TickRules(RuleSettings settings, Optional<Market> market) {
        this.log = new FindingLog(settings);
        this.sessions = new SessionChecks(log, market);
        this.order = new TickOrder(log.tally(RuleCode.DATETIME_NOT_SORTED), log.tally(RuleCode.DATETIME_DUPLICATES));
        this.negativeVolume = log.tally(RuleCode.NEGATIVE_VOLUME);
        this.negativeInterest = log.tally(RuleCode.NEGATIVE_OPEN_INTEREST);
        this.negativePrice = log.tally(RuleCode.NEGATIVE_PRICE);
        this.crossed = log.tally(RuleCode.CROSSED_BOOK);
        this.decreased = log.tally(RuleCode.VOLUME_DECREASED);
    }

    /// Checks the next rows.
    public void accept(TickBlock block) {
        for (int i = 0; i < block.rows(); i++) {
            long time = block.datetime()[i];
            if (order.isFirstOfDay(block.tradingDay())) {
                lastVolume = Double.NaN;
            }
            order.accept(block.tradingDay(), time);
            checkVolume(time, block.volume()[i]);
            checkInterest(time, block.openInterest()[i]);
            checkPrices(time, block.lastPrice()[i], block.bidPrice1()[i], block.askPrice1()[i]);
        }
        sessions.accept(block.datetime());
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }

    private void checkVolume(long time, double volume) {
        if (volume < 0 && negativeVolume.hit(time)) {
            negativeVolume.keep(time, "volume " + volume);
        }
        if (volume < lastVolume && decreased.hit(time)) {
            decreased.keep(time, "volume " + volume + " previous_volume " + lastVolume);
        }
        if (!Double.isNaN(volume)) {
            lastVolume = volume;
        }
    }

    private void checkInterest(long time, double openInterest) {
        if (openInterest < 0 && negativeInterest.hit(time)) {
            negativeInterest.keep(time, "open_interest " + openInterest);
        }
    }

    private void checkPrices(long time, double last, double bid, double ask) {
        if ((last < 0 || bid < 0 || ask < 0) && negativePrice.hit(time)) {
            negativePrice.keep(
                    time,
                    "last_price " + PriceChecks.number(last) + " bid_price1 " + PriceChecks.number(bid) + " ask_price1 "
                            + PriceChecks.number(ask));
        }
        if (ask < bid && crossed.hit(time)) {
            crossed.keep(time, "bid_price1 " + bid + " ask_price1 " + ask);
        }
    }
}
