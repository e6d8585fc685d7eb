package dev.tidemark.market.rule;

/// Some quote bars of one series as they are stored, an array a column, shared with the caller. A NaN is a null; a
/// side that is absent has four null prices.
///
/// @param ts   start of each bar, microseconds since 1970-01-01T00:00Z
/// @param bid  prices and sizes of the bid
/// @param ask  prices and sizes of the ask
/// @param from first row that findings are about; rows before it are look-back
@SuppressWarnings("ArrayRecordComponent") // never compared
public record QuoteBlock(long[] ts, Side bid, Side ask, int from) {
    /// One side's columns.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Side(double[] open, double[] high, double[] low, double[] close, double[] size) {
        boolean isAbsent(int row) {
            return Double.isNaN(open[row])
                    && Double.isNaN(high[row])
                    && Double.isNaN(low[row])
                    && Double.isNaN(close[row]);
        }

        private void require(String name, int rows) {
            Rows.same(name + "_open", open.length, rows);
            Rows.same(name + "_high", high.length, rows);
            Rows.same(name + "_low", low.length, rows);
            Rows.same(name + "_close", close.length, rows);
            Rows.same(name + "_size", size.length, rows);
        }
    }

    public QuoteBlock {
        int rows = Rows.of(ts.length, from);
        bid.require("bid", rows);
        ask.require("ask", rows);
    }

    /// The number of rows, look-back included.
    public int rows() {
        return ts.length;
    }
}
