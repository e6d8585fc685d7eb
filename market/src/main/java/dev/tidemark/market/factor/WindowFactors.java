package dev.tidemark.market.factor;

import static dev.tidemark.market.tick.TickColumn.ASK_PRICE1;
import static dev.tidemark.market.tick.TickColumn.BID_PRICE1;
import static dev.tidemark.market.tick.TickColumn.OPEN_INTEREST;
import static dev.tidemark.market.tick.TickColumn.VOLUME;

import dev.tidemark.market.tick.TickColumns;
import java.util.Arrays;

/// The arithmetic of the factors that look back. Each window is evaluated from its own values in row order, never by
/// carrying a sum from row to row, so a result does not depend on where computing began.
///
/// Loops over windows run over rows inside and over the window outside: each row still adds its values in row order,
/// and rows go through the processor side by side.
final class WindowFactors {
    static final int DELTA_ROWS = 10;
    static final int VOLATILITY_ROWS = 20;

    private WindowFactors() {}

    static void return10(TickColumns rows, int from, int to, double[] out, int at) {
        double[] bid = rows.column(BID_PRICE1);
        double[] ask = rows.column(ASK_PRICE1);
        int first = afterLookback(from, to, DELTA_ROWS, out, at);
        int shift = at - from;
        for (int t = first; t < to; t++) {
            double before = (bid[t - DELTA_ROWS] + ask[t - DELTA_ROWS]) / 2;
            double now = (bid[t] + ask[t]) / 2;
            out[t + shift] = before == 0 ? Double.NaN : now / before - 1;
        }
    }

    static void openInterestDelta10(TickColumns rows, int from, int to, double[] out, int at) {
        double[] interest = rows.column(OPEN_INTEREST);
        int first = afterLookback(from, to, DELTA_ROWS, out, at);
        int shift = at - from;
        for (int t = first; t < to; t++) {
            out[t + shift] = interest[t] - interest[t - DELTA_ROWS];
        }
    }

    /// Makes rows with too few rows before them null.
    ///
    /// @return the first row with enough of them
    private static int afterLookback(int from, int to, int lookback, double[] out, int at) {
        int first = Math.clamp(lookback, from, to);
        Arrays.fill(out, at, at + first - from, Double.NaN);
        return first;
    }

    /// The increments of a trading day telescope, so inside a day the sum is a single difference, exact for volumes
    /// that are no whole numbers too.
    static void volumeDelta10(TickColumns rows, int from, int to, double[] out, int at) {
        double[] volume = rows.column(VOLUME);
        int first = afterLookback(from, to, DELTA_ROWS, out, at);
        int complete = 0;
        int dayStart = Integer.MIN_VALUE;
        for (int t = Math.max(0, first - DELTA_ROWS); t < to; t++) {
            complete = Double.isNaN(volume[t]) ? 0 : complete + 1;
            if (rows.isDayStart(t)) {
                dayStart = t;
            }
            if (t < first) {
                continue;
            }
            if (complete <= DELTA_ROWS) {
                out[at + t - from] = Double.NaN;
            } else if (dayStart > t - DELTA_ROWS) {
                out[at + t - from] = tradedOverDays(rows, volume, t);
            } else {
                out[at + t - from] = volume[t] - volume[t - DELTA_ROWS];
            }
        }
    }

    private static double tradedOverDays(TickColumns rows, double[] volume, int t) {
        double traded = 0;
        double counted = volume[t - DELTA_ROWS];
        for (int j = t - DELTA_ROWS + 1; j <= t; j++) {
            if (rows.isDayStart(j)) {
                traded += volume[j - 1] - counted;
                counted = 0;
            }
        }
        return traded + (volume[t] - counted);
    }

    static void volatility20(TickColumns rows, int from, int to, double[] out, int at) {
        int count = to - from;
        double[] returns = returns(rows, from - VOLATILITY_ROWS + 1, to);
        var mean = new double[count];
        for (int k = 0; k < VOLATILITY_ROWS; k++) {
            for (int i = 0; i < count; i++) {
                mean[i] += returns[i + k];
            }
        }
        for (int i = 0; i < count; i++) {
            mean[i] /= VOLATILITY_ROWS;
        }
        double[] squares = squares(returns, mean);
        for (int i = 0; i < count; i++) {
            out[at + i] = StrictMath.sqrt(squares[i] / (VOLATILITY_ROWS - 1));
        }
    }

    /// Sums of the squared distances from the mean.
    private static double[] squares(double[] returns, double[] mean) {
        var squares = new double[mean.length];
        for (int k = 0; k < VOLATILITY_ROWS; k++) {
            for (int i = 0; i < squares.length; i++) {
                double distance = returns[i + k] - mean[i];
                squares[i] += distance * distance;
            }
        }
        return squares;
    }

    /// One-tick returns of the rows from `from`, which may lie before the first row; NaN where there is none.
    private static double[] returns(TickColumns rows, int from, int to) {
        double[] bid = rows.column(BID_PRICE1);
        double[] ask = rows.column(ASK_PRICE1);
        var returns = new double[to - from];
        int first = Math.clamp(1, from, to);
        Arrays.fill(returns, 0, first - from, Double.NaN);
        for (int t = first; t < to; t++) {
            double before = (bid[t - 1] + ask[t - 1]) / 2;
            double now = (bid[t] + ask[t]) / 2;
            returns[t - from] = before == 0 ? Double.NaN : now / before - 1;
        }
        return returns;
    }
}
