package dev.tidemark.market.rule;

import java.util.List;

/// Checks a recorded feed of one symbol, block by block in the order of receipt. Times of samples are those of
/// receipt.
///
/// - `duplicate_trade_id`: a trade's id came before. Ids are remembered for the life of this object, which a caller
///   ends with the partition.
/// - `receive_time_jump`: receipt minus event changed by more than [#MOST_LAG_CHANGE_NANOS] against the row before. A
///   clock that is wrong by a constant is none; a row off and a clock set anew count once each.
/// - `foreign_symbol`: a row of another symbol.
/// - `non_positive_price`: a trade at or below zero.
/// - `update_id_gap`: an update begins behind the successor of the last id seen.
///
/// For one thread.
public final class FeedRules {
    /// Raised when equal feeds give other findings.
    public static final int VERSION = 1;

    /// The largest change of the lag between event and receipt from row to row: a minute.
    public static final long MOST_LAG_CHANGE_NANOS = 60_000_000_000L;

    private final FindingLog log;
    private final String symbol;
    private final Tally duplicates;
    private final Tally jumps;
    private final Tally foreign;
    private final Tally nonPositive;
    private final Tally gaps;

    private final SeenIds ids = new SeenIds();
    private final LagWatch lag = new LagWatch(MOST_LAG_CHANGE_NANOS);
    private boolean hasLastId;
    private long lastId;

    /// Starts before the first row.
    ///
    /// @param symbol the symbol whose feed it is
    public FeedRules(RuleSettings settings, String symbol) {
        this.log = new FindingLog(settings);
        this.symbol = symbol;
        this.duplicates = log.tally(RuleCode.DUPLICATE_TRADE_ID);
        this.jumps = log.tally(RuleCode.RECEIVE_TIME_JUMP);
        this.foreign = log.tally(RuleCode.FOREIGN_SYMBOL);
        this.nonPositive = log.tally(RuleCode.NON_POSITIVE_PRICE);
        this.gaps = log.tally(RuleCode.UPDATE_ID_GAP);
    }

    /// Checks the next trades.
    public void accept(TradeBlock block) {
        for (int i = 0; i < block.feed().rows(); i++) {
            checkFeed(block.feed(), i);
            long time = block.feed().receiveTime()[i];
            String id = block.tradeId()[i];
            if (id != null && !ids.add(id) && duplicates.hit(time)) {
                duplicates.keep(time, "trade_id " + id);
            }
            double price = block.price()[i];
            if (price <= 0 && nonPositive.hit(time)) {
                nonPositive.keep(time, "price " + price);
            }
        }
    }

    /// Checks the next updates of the book.
    public void accept(UpdateBlock block) {
        for (int i = 0; i < block.feed().rows(); i++) {
            checkFeed(block.feed(), i);
            long time = block.feed().receiveTime()[i];
            long first = block.firstId()[i];
            if (hasLastId && first > lastId && first - lastId > 1 && gaps.hit(time)) {
                gaps.keep(time, "first_id " + first + " previous_id " + lastId);
            }
            lastId = block.lastId()[i];
            hasLastId = true;
        }
    }

    /// What was found so far, by the order of [RuleCode].
    public List<RuleFinding> findings() {
        return log.findings();
    }

    private void checkFeed(FeedRows feed, int i) {
        long time = feed.receiveTime()[i];
        if (!feed.symbol()[i].equals(symbol) && foreign.hit(time)) {
            foreign.keep(time, "symbol " + feed.symbol()[i]);
        }
        if (lag.isJump(time - feed.eventTime()[i]) && jumps.hit(time)) {
            jumps.keep(time, "receive_time " + time + " event_time " + feed.eventTime()[i]);
        }
    }
}
