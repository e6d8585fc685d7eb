package dev.tidemark.market.rule;

/// Some quotes of one trading day of one series, in stored order, an array a column, shared with the caller. A NaN is
/// a null; a side that is absent has a null price.
///
/// @param tradingDay the trading day they belong to, as an epoch day
/// @param datetime   nanoseconds since 1970-01-01T00:00Z
/// @param bidPrice   best bid
/// @param bidSize    its size
/// @param askPrice   best ask
/// @param askSize    its size
@SuppressWarnings("ArrayRecordComponent") // never compared
public record QuoteTickBlock(
        long tradingDay, long[] datetime, double[] bidPrice, double[] bidSize, double[] askPrice, double[] askSize) {
    public QuoteTickBlock {
        Rows.same("bid_price", bidPrice.length, datetime.length);
        Rows.same("bid_size", bidSize.length, datetime.length);
        Rows.same("ask_price", askPrice.length, datetime.length);
        Rows.same("ask_size", askSize.length, datetime.length);
    }

    /// The number of rows.
    public int rows() {
        return datetime.length;
    }
}
