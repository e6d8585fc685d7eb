package dev.tidemark.market.rule;

/// Some bars of one series as they are stored, an array a column. Arrays are shared with the caller, not copied;
/// nobody writes to them while a rule reads.
///
/// A NaN is a null; an infinite number is what the data has. An empty block is fine.
///
/// @param ts      start of each bar, microseconds since 1970-01-01T00:00Z
/// @param open    first price
/// @param high    highest price
/// @param low     lowest price
/// @param close   last price
/// @param volume  units traded; null means not delivered, 0 none traded
/// @param imputed whether a fill made the row; such rows are left out of returns, jumps, staleness and volume rules
/// @param isFinal whether the bar's interval had ended; the others are left out of staleness and volume rules
/// @param from    first row that findings are about; rows before it are look-back
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BarBlock(
        long[] ts,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        double[] volume,
        boolean[] imputed,
        boolean[] isFinal,
        int from) {
    public BarBlock {
        int rows = Rows.of(ts.length, from);
        Rows.same("open", open.length, rows);
        Rows.same("high", high.length, rows);
        Rows.same("low", low.length, rows);
        Rows.same("close", close.length, rows);
        Rows.same("volume", volume.length, rows);
        Rows.same("imputed", imputed.length, rows);
        Rows.same("final", isFinal.length, rows);
    }

    /// The number of rows, look-back included.
    public int rows() {
        return ts.length;
    }

    /// Whether a row tells how much was traded: it is real, its bar has ended.
    boolean isSettled(int row) {
        return !imputed[row] && isFinal[row];
    }
}
