package dev.tidemark.market.label;

/// Finds when prices first come down to a limit.
///
/// Going backwards it keeps the later rows that are lower than all rows between: only those can be the first at or
/// below a limit. They are sorted by price, so each row costs a binary search.
final class FirstTouch {
    /// No row touches the limit.
    static final int NEVER = Integer.MAX_VALUE;

    private final double[] prices;
    private final int[] places;
    private int size;

    private FirstTouch(int rows) {
        this.prices = new double[rows];
        this.places = new int[rows];
    }

    /// For each limit, of row `from + i`, the least k >= 1 with sign * prices\[from + i + k\] <= limits\[i\], or
    /// [#NEVER].
    /// A null price touches nothing, a null limit is never touched.
    ///
    /// @param sign 1 for prices that come down to limits; -1 for prices that rise to the negated limits
    static int[] rowsUntil(double[] prices, double sign, int rows, int from, double[] limits) {
        var lower = new FirstTouch(rows);
        var until = new int[limits.length];
        for (int t = rows - 1; t >= from; t--) {
            int i = t - from;
            if (i < limits.length) {
                int place = lower.firstAtOrBelow(limits[i]);
                until[i] = place == NEVER ? NEVER : place - t;
            }
            lower.add(t, sign * prices[t]);
        }
        return until;
    }

    private void add(int place, double price) {
        if (Double.isNaN(price)) {
            return;
        }
        while (size > 0 && prices[size - 1] >= price) {
            size--;
        }
        prices[size] = price;
        places[size] = place;
        size++;
    }

    private int firstAtOrBelow(double limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prices[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? NEVER : places[low - 1];
    }
}
