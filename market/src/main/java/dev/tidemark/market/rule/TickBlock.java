package dev.tidemark.market.rule;

/// Some ticks of one trading day of one series, in stored order, an array a column, shared with the caller. A NaN is a
/// null.
///
/// @param tradingDay   the trading day they belong to, as an epoch day
/// @param datetime     nanoseconds since 1970-01-01T00:00Z
/// @param lastPrice    price of the last trade
/// @param volume       units traded on the trading day so far
/// @param openInterest open contracts
/// @param bidPrice1    best bid
/// @param askPrice1    best ask
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TickBlock(
        long tradingDay,
        long[] datetime,
        double[] lastPrice,
        double[] volume,
        double[] openInterest,
        double[] bidPrice1,
        double[] askPrice1) {
    public TickBlock {
        int rows = datetime.length;
        Rows.same("last_price", lastPrice.length, rows);
        Rows.same("volume", volume.length, rows);
        Rows.same("open_interest", openInterest.length, rows);
        Rows.same("bid_price1", bidPrice1.length, rows);
        Rows.same("ask_price1", askPrice1.length, rows);
    }

    /// The number of rows.
    public int rows() {
        return datetime.length;
    }
}
