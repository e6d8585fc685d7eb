package dev.tidemark.market.label;

import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import dev.tidemark.market.tick.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Says where the mid price stands N rows later: up by at least a threshold, down by it, or flat between.
///
/// With d = mid\[t+N\] - mid\[t\] and e = a millionth of a tick, a row is [#UP] if d >= k * tick - e, [#DOWN] if
/// d <= -k * tick + e, else [#FLAT]; null when either mid is null or row t+N does not exist (yet) in the segment.
///
/// @param horizons   numbers of rows to look ahead, each at least 1; kept ascending
/// @param thresholdK the threshold k, in ticks; above a millionth, so that no change is flat
/// @param tickSize   the smallest change of the price
public record DirectionRule(List<Integer> horizons, double thresholdK, double tickSize) {
    /// The mid price falls by the threshold or more.
    public static final int DOWN = 0;
    /// The mid price changes by less than the threshold.
    public static final int FLAT = 1;
    /// The mid price rises by the threshold or more.
    public static final int UP = 2;

    public static final List<Integer> DEFAULT_HORIZONS = List.of(10, 50, 200);
    public static final double DEFAULT_THRESHOLD_K = 1;

    public DirectionRule {
        horizons = Labels.ascending(horizons, 1, "horizon");
        Labels.requirePositive(thresholdK, "threshold k");
        Labels.requirePositive(tickSize, "tick size");
        if (thresholdK * tickSize <= Labels.tolerance(tickSize)) {
            throw new IllegalArgumentException(
                    "threshold k " + thresholdK + " does not tell a change of price from rounding; expected more");
        }
    }

    /// The largest horizon: how many rows after a row are read.
    public int maxHorizon() {
        return horizons.getLast();
    }

    /// The columns of the labels: the source's keys, the mid price, then a column a horizon.
    public List<TypedColumn> columns(TickSource source) {
        var columns = new ArrayList<>(source.keys());
        columns.add(new TypedColumn("mid", ValueType.DOUBLE));
        horizons.forEach(horizon -> columns.add(new TypedColumn("label_" + horizon, ValueType.INT32)));
        return List.copyOf(columns);
    }

    /// The label of one row.
    ///
    /// @param mid   its mid price, NaN for null
    /// @param later the mid price a horizon later, NaN for null or not there
    /// @return [#UP], [#FLAT], [#DOWN] or [Labels#NULL]
    public int label(double mid, double later) {
        double change = later - mid;
        double threshold = thresholdK * tickSize;
        double tolerance = Labels.tolerance(tickSize);
        return classify(change, threshold - tolerance, -threshold + tolerance);
    }

    private static int classify(double change, double up, double down) {
        if (change >= up) {
            return UP;
        }
        if (change <= down) {
            return DOWN;
        }
        return Double.isNaN(change) ? Labels.NULL : FLAT;
    }

    /// Labels rows.
    ///
    /// @param mid  mid prices of one segment, NaN for null; rows from `to` on are look-ahead rows
    /// @param rows how many of them there are
    /// @param from first row to label
    /// @param to   the row behind the last
    /// @return a column a horizon, ascending, each with `to - from` values, [Labels#NULL] for null
    public int[][] compute(double[] mid, int rows, int from, int to) {
        Objects.checkFromToIndex(0, rows, mid.length);
        Objects.checkFromToIndex(from, to, rows);
        var labels = new int[horizons.size()][to - from];
        for (int i = 0; i < labels.length; i++) {
            fill(mid, rows, from, horizons.get(i), labels[i]);
        }
        return labels;
    }

    private void fill(double[] mid, int rows, int from, int horizon, int[] out) {
        double tolerance = Labels.tolerance(tickSize);
        double up = thresholdK * tickSize - tolerance;
        double down = -(thresholdK * tickSize) + tolerance;
        int known = Math.clamp((long) rows - horizon - from, 0, out.length);
        for (int i = 0; i < known; i++) {
            int t = from + i;
            out[i] = classify(mid[t + horizon] - mid[t], up, down);
        }
        Arrays.fill(out, known, out.length, Labels.NULL);
    }
}
