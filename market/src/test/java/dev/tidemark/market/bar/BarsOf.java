package dev.tidemark.market.bar;

import java.util.ArrayList;
import java.util.List;

/// Writes bars for tests, a row at a time.
public final class BarsOf {
    private final List<double[]> prices = new ArrayList<>(); // open, high, low, close, volume, adj_close
    private final List<Long> times = new ArrayList<>();
    private final List<Boolean> imputed = new ArrayList<>();

    /// A real bar with one price and a volume of 100.
    public BarsOf flat(long time, double price) {
        return bar(time, price, price, price, price);
    }

    public BarsOf bar(long time, double open, double high, double low, double close) {
        return row(time, false, open, high, low, close, 100, Double.NaN);
    }

    /// A bar that a fill made.
    public BarsOf imputed(long time, double price) {
        return row(time, true, price, price, price, price, 0, Double.NaN);
    }

    public BarsOf row(long time, boolean isImputed, double... values) {
        times.add(time);
        imputed.add(isImputed);
        prices.add(values);
        return this;
    }

    public BarValues values() {
        return values(0, times.size());
    }

    /// Rows `from` to `to` (exclusive).
    public BarValues values(int from, int to) {
        int rows = to - from;
        boolean[] flags = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = imputed.get(from + row);
        }
        return new BarValues(
                times.subList(from, to).stream().mapToLong(Long::longValue).toArray(),
                column(0, from, to),
                column(1, from, to),
                column(2, from, to),
                column(3, from, to),
                column(4, from, to),
                column(5, from, to),
                flags);
    }

    /// All rows, in blocks of a number of rows.
    public List<BarValues> blocks(int rowsPerBlock) {
        List<BarValues> blocks = new ArrayList<>();
        for (int from = 0; from < times.size(); from += rowsPerBlock) {
            blocks.add(values(from, Math.min(times.size(), from + rowsPerBlock)));
        }
        return blocks;
    }

    private double[] column(int column, int from, int to) {
        return prices.subList(from, to).stream().mapToDouble(row -> row[column]).toArray();
    }
}
