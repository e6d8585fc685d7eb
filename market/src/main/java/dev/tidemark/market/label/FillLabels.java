package dev.tidemark.market.label;

/// The labels of the orders of one side and price level, one a row; arrays are the receiver's.
public final class FillLabels {
    private final double[] orderPrice;
    private final double[] queuePosition;
    private final int[][] timeToFill;
    private final int[][] fillProbability;

    FillLabels(double[] orderPrice, double[] queuePosition, int[][] timeToFill, int[][] fillProbability) {
        this.orderPrice = orderPrice;
        this.queuePosition = queuePosition;
        this.timeToFill = timeToFill;
        this.fillProbability = fillProbability;
    }

    /// The orders' prices; NaN when the side has none.
    public double[] orderPrice() {
        return orderPrice;
    }

    /// The own best volume times (1 + level): what lies before an order at the most. NaN when price or volume is null.
    public double[] queuePosition() {
        return queuePosition;
    }

    /// Rows until the fill, at least 1; [Labels#NULL] when not filled within the horizon.
    ///
    /// @param horizon the place of a horizon among the rule's, from 0
    public int[] timeToFill(int horizon) {
        return timeToFill[horizon];
    }

    /// 1 if filled within the horizon, 0 if not, [Labels#NULL] when the order has no price, or is not filled yet and
    /// too few rows follow.
    ///
    /// @param horizon the place of a horizon among the rule's, from 0
    public int[] fillProbability(int horizon) {
        return fillProbability[horizon];
    }
}
