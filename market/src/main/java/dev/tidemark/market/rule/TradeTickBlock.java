package dev.tidemark.market.rule;

/// Some trades of one trading day of one series, in stored order, an array a column, shared with the caller.
///
/// @param tradingDay the trading day they belong to, as an epoch day
/// @param datetime   nanoseconds since 1970-01-01T00:00Z
/// @param size       units traded; NaN is a null
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TradeTickBlock(long tradingDay, long[] datetime, double[] size) {
    public TradeTickBlock {
        Rows.same("size", size.length, datetime.length);
    }

    /// The number of rows.
    public int rows() {
        return datetime.length;
    }
}
