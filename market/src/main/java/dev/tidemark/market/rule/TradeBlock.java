package dev.tidemark.market.rule;

import org.jspecify.annotations.Nullable;

/// Some trades of a recorded feed in the order of receipt, an array a column, shared with the caller.
///
/// @param feed    times and symbols
/// @param tradeId the exchange's id of the trade; null where the source has none
/// @param price   price of the trade; NaN is a null
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TradeBlock(FeedRows feed, @Nullable String[] tradeId, double[] price) {
    public TradeBlock {
        Rows.same("trade_id", tradeId.length, feed.rows());
        Rows.same("price", price.length, feed.rows());
    }
}
