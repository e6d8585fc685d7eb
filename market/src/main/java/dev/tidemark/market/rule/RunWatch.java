package dev.tidemark.market.rule;

/// Tells when a run of like rows reaches a length.
///
/// It sees no further back than [BarRules#LOOKBACK] rows, so that the answer for a row is a function of that many rows
/// before it. A run that is spread over more rows, because most of them are left out, is counted anew where it no
/// longer fits.
final class RunWatch {
    private final int length;
    private final long[] places;
    private long next;
    private int run;

    /// @param length rows of a run, at least 1, that are to be told
    RunWatch(int length) {
        this.length = length;
        this.places = new long[length + 1];
    }

    void interrupt() {
        run = 0;
    }

    /// Adds a row to the run.
    ///
    /// @param place the row's number in the series, ascending
    /// @return whether with this row the run has the length
    boolean extend(long place) {
        places[(int) (next % places.length)] = place;
        next++;
        run = Math.min(run + 1, places.length);
        return run >= length && isNear(place, length) && (run == length || !isNear(place, length + 1));
    }

    /// Whether the n-th last row of the run is near enough to be seen from a place.
    private boolean isNear(long place, int last) {
        return place - places[(int) ((next - last) % places.length)] <= BarRules.LOOKBACK;
    }
}
