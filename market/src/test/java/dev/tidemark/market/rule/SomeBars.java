package dev.tidemark.market.rule;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;

/// Bars to spoil: quiet ones, in which no rule finds anything, or random ones, in which rules find much.
final class SomeBars {
    static final long SECOND = 1_000_000;
    static final long DAY = 86_400 * SECOND;

    final long[] ts;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    final boolean[] imputed;
    final boolean[] isFinal;

    private SomeBars(long[] ts) {
        this.ts = ts;
        this.open = new double[ts.length];
        this.high = new double[ts.length];
        this.low = new double[ts.length];
        this.close = new double[ts.length];
        this.volume = new double[ts.length];
        this.imputed = new boolean[ts.length];
        this.isFinal = new boolean[ts.length];
        Arrays.fill(isFinal, true);
    }

    static long micros(String date) {
        return LocalDate.parse(date).toEpochDay() * DAY;
    }

    /// So many weekdays from 2024-01-02 on, closes 100 and 101 in turn, volume 1000.
    static SomeBars quiet(int rows) {
        long[] ts = new long[rows];
        long day = LocalDate.parse("2024-01-02").toEpochDay();
        for (int i = 0; i < rows; i++, day++) {
            while (BarDays.isWeekend(day)) {
                day++;
            }
            ts[i] = day * DAY;
        }
        return at(ts);
    }

    /// Quiet bars at these times.
    static SomeBars at(long... ts) {
        SomeBars bars = new SomeBars(ts);
        for (int i = 0; i < ts.length; i++) {
            bars.open[i] = 100 + (i + 1) % 2;
            bars.high[i] = 101;
            bars.low[i] = 100;
            bars.close[i] = 100 + i % 2;
            bars.volume[i] = 1000;
        }
        return bars;
    }

    /// Days with holes, repeats and steps back, prices that stay or jump, nulls and worse, stretches of imputed rows.
    static SomeBars random(long seed, int rows) {
        Random random = new Random(seed);
        long[] ts = new long[rows];
        long day = LocalDate.parse("2015-01-01").toEpochDay();
        for (int i = 0; i < rows; i++) {
            ts[i] = day * DAY;
            day += pick(random, 40, 1, 0, -3, 20, 300);
        }
        SomeBars bars = new SomeBars(ts);
        double price = 100;
        boolean isImputed = false;
        for (int i = 0; i < rows; i++) {
            price *= new double[] {1, 1, 1, 1, 1, 1.01, 0.98, 1.3, 0.5, 4}[random.nextInt(10)];
            price = price > 1e6 ? 50 : price;
            bars.set(i, price);
            bars.volume[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(100) * pick(random, 30, 1, 500);
            isImputed = isImputed ? random.nextInt(40) > 0 : random.nextInt(60) == 0;
            bars.imputed[i] = isImputed || random.nextInt(15) == 0;
            bars.isFinal[i] = random.nextInt(30) > 0;
            if (random.nextInt(20) == 0) {
                bars.spoil(random, i);
            }
        }
        return bars;
    }

    private static long pick(Random random, int ofUsual, long usual, long... others) {
        int choice = random.nextInt(ofUsual);
        return choice < others.length ? others[choice] : usual;
    }

    private void spoil(Random random, int i) {
        double[][] columns = {open, high, low, close, volume};
        double[] values = {Double.NaN, Double.NaN, 0, -5, Double.POSITIVE_INFINITY, 77};
        columns[random.nextInt(columns.length)][i] = values[random.nextInt(values.length)];
    }

    /// A flat bar.
    void set(int row, double price) {
        open[row] = price;
        high[row] = price;
        low[row] = price;
        close[row] = price;
    }

    int rows() {
        return ts.length;
    }

    BarBlock block() {
        return block(0, rows(), 0);
    }

    /// The rows from one to another.
    ///
    /// @param from first row that findings are about, counted within the block
    BarBlock block(int first, int end, int from) {
        return new BarBlock(
                Arrays.copyOfRange(ts, first, end),
                Arrays.copyOfRange(open, first, end),
                Arrays.copyOfRange(high, first, end),
                Arrays.copyOfRange(low, first, end),
                Arrays.copyOfRange(close, first, end),
                Arrays.copyOfRange(volume, first, end),
                Arrays.copyOfRange(imputed, first, end),
                Arrays.copyOfRange(isFinal, first, end),
                from);
    }
}
