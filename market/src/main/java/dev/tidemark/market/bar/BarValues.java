package dev.tidemark.market.bar;

/// Some bars of one series in the order of time, an array a column. Arrays are shared with the caller, not copied;
/// nobody writes to them while a kernel reads. Times may repeat. An empty block is fine.
///
/// @param times    start of each bar, microseconds since 1970-01-01T00:00Z
/// @param open     first price; NaN is null, here and in the columns after it
/// @param high     highest price
/// @param low      lowest price
/// @param close    last price
/// @param volume   units traded
/// @param adjClose close adjusted for splits and dividends
/// @param imputed  whether a fill made the row
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BarValues(
        long[] times,
        double[] open,
        double[] high,
        double[] low,
        double[] close,
        double[] volume,
        double[] adjClose,
        boolean[] imputed) {
    public BarValues {
        int rows = times.length;
        boolean isEven = open.length == rows
                && high.length == rows
                && low.length == rows
                && close.length == rows
                && volume.length == rows
                && adjClose.length == rows
                && imputed.length == rows;
        if (!isEven) {
            throw new IllegalArgumentException("columns of other lengths than the " + rows + " times");
        }
    }

    public int rows() {
        return times.length;
    }
}
