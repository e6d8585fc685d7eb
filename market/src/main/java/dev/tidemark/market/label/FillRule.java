package dev.tidemark.market.label;

import static dev.tidemark.market.tick.TickColumn.ASK_PRICE1;
import static dev.tidemark.market.tick.TickColumn.ASK_VOLUME1;
import static dev.tidemark.market.tick.TickColumn.BID_PRICE1;
import static dev.tidemark.market.tick.TickColumn.BID_VOLUME1;

import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import dev.tidemark.market.tick.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Says whether and when an order placed at a row would have been filled.
///
/// An order of side bid and price level L has the price bid_price1 - L * tick, one of side ask ask_price1 + L * tick.
/// It is filled k rows later, the first k with ask_price1\[t+k\] at or below its price (bid) or bid_price1\[t+k\] at or
/// above it (ask), with a tolerance of a millionth of a tick. A null opposite price fills nothing.
///
/// @param priceLevels ticks behind the best price, each at least 0; kept ascending
/// @param horizons    numbers of rows to look ahead, each at least 1; kept ascending
/// @param tickSize    the smallest change of the price
public record FillRule(List<Integer> priceLevels, List<Integer> horizons, double tickSize) {
    public static final List<Integer> DEFAULT_PRICE_LEVELS = List.of(0, 1);
    public static final List<Integer> DEFAULT_HORIZONS = List.of(10, 50, 100, 500);

    public FillRule {
        priceLevels = Labels.ascending(priceLevels, 0, "price level");
        horizons = Labels.ascending(horizons, 1, "horizon");
        Labels.requirePositive(tickSize, "tick size");
    }

    /// The largest horizon: how many rows after a row are read.
    public int maxHorizon() {
        return horizons.getLast();
    }

    /// The columns of the labels: the source's keys, the order, then time and probability for each horizon.
    public List<TypedColumn> columns(TickSource source) {
        var columns = new ArrayList<>(source.keys());
        columns.add(new TypedColumn("side", ValueType.STRING));
        columns.add(new TypedColumn("price_level", ValueType.INT32));
        columns.add(new TypedColumn("order_price", ValueType.DOUBLE));
        columns.add(new TypedColumn("queue_position", ValueType.DOUBLE));
        for (int horizon : horizons) {
            columns.add(new TypedColumn("time_to_fill_" + horizon, ValueType.INT32));
            columns.add(new TypedColumn("fill_prob_" + horizon, ValueType.INT32));
        }
        return List.copyOf(columns);
    }

    /// Labels the orders of one side and level, one a row.
    ///
    /// @param rows  best prices and volumes of one segment; rows from `to` on are look-ahead rows
    /// @param from  first row to label
    /// @param to    the row behind the last
    /// @param side  the orders' side
    /// @param level the orders' price level, one of [#priceLevels()]
    public FillLabels compute(TickColumns rows, int from, int to, Side side, int level) {
        Objects.checkFromToIndex(from, to, rows.rows());
        if (!priceLevels.contains(level)) {
            throw new IllegalArgumentException("price level " + level + " is not one of " + priceLevels);
        }
        double[] prices = orderPrices(rows, from, to, side, level);
        double[] queue = queuePositions(rows, prices, from, side, level);
        int[] firstFill = firstFill(rows, from, prices, side);
        var times = new int[horizons.size()][];
        var fills = new int[horizons.size()][];
        for (int i = 0; i < times.length; i++) {
            int horizon = horizons.get(i);
            times[i] = times(firstFill, horizon);
            fills[i] = fills(firstFill, prices, horizon, rows.rows() - from - horizon);
        }
        return new FillLabels(prices, queue, times, fills);
    }

    private double[] orderPrices(TickColumns rows, int from, int to, Side side, int level) {
        double[] own = rows.column(side == Side.BID ? BID_PRICE1 : ASK_PRICE1);
        double behind = side == Side.BID ? -level * tickSize : level * tickSize;
        var prices = new double[to - from];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = own[from + i] + behind;
        }
        return prices;
    }

    /// An order without a price has no place in a queue.
    private static double[] queuePositions(TickColumns rows, double[] prices, int from, Side side, int level) {
        double[] volume = rows.column(side == Side.BID ? BID_VOLUME1 : ASK_VOLUME1);
        var positions = new double[prices.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Double.isNaN(prices[i]) ? Double.NaN : volume[from + i] * (1 + level);
        }
        return positions;
    }

    private int[] firstFill(TickColumns rows, int from, double[] prices, Side side) {
        double tolerance = Labels.tolerance(tickSize);
        double sign = side == Side.BID ? 1 : -1;
        double[] opposite = rows.column(side == Side.BID ? ASK_PRICE1 : BID_PRICE1);
        var limits = new double[prices.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = sign * prices[i] + tolerance;
        }
        return FirstTouch.rowsUntil(opposite, sign, rows.rows(), from, limits);
    }

    private static int[] times(int[] firstFill, int horizon) {
        var times = new int[firstFill.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = firstFill[i] <= horizon ? firstFill[i] : Labels.NULL;
        }
        return times;
    }

    private static int[] fills(int[] firstFill, double[] prices, int horizon, int known) {
        var fills = new int[firstFill.length];
        for (int i = 0; i < fills.length; i++) {
            if (firstFill[i] <= horizon) {
                fills[i] = 1;
            } else if (Double.isNaN(prices[i]) || i >= known) {
                fills[i] = Labels.NULL;
            }
        }
        return fills;
    }
}
