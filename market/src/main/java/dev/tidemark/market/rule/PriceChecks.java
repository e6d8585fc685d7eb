package dev.tidemark.market.rule;

/// Rules about the prices of one bar, or of one side of a quote bar.
final class PriceChecks {
    private final String prefix;
    private final Tally infinite;
    private final Tally missing;
    private final Tally inconsistent;
    private final Tally negative;
    private final Tally zeroClose;

    /// @param prefix stands before a column's name in samples, such as `bid_`
    PriceChecks(FindingLog log, String prefix) {
        this.prefix = prefix;
        this.infinite = log.tally(RuleCode.NON_FINITE_VALUES);
        this.missing = log.tally(RuleCode.NULL_VALUES);
        this.inconsistent = log.tally(RuleCode.PRICE_CONSISTENCY);
        this.negative = log.tally(RuleCode.NEGATIVE_PRICES);
        this.zeroClose = log.tally(RuleCode.NON_POSITIVE_PRICE);
    }

    void check(long ts, double open, double high, double low, double close) {
        double sum = open + high + low + close;
        if (!Double.isFinite(sum)) {
            checkUnusual(ts, open, high, low, close);
        }
        boolean isTooLow = high < open || high < close || high < low;
        boolean isTooHigh = low > open || low > close;
        if ((isTooLow || isTooHigh) && inconsistent.hit(ts)) {
            inconsistent.keep(ts, text(open, high, low, close));
        }
        if ((open < 0 || high < 0 || low < 0 || close < 0) && negative.hit(ts)) {
            negative.keep(ts, text(open, high, low, close));
        }
        if (close == 0 && zeroClose.hit(ts)) {
            zeroClose.keep(ts, prefix + "close " + close);
        }
    }

    /// A sum that is not finite says that a price may be null or infinite.
    private void checkUnusual(long ts, double open, double high, double low, double close) {
        boolean isNull = Double.isNaN(open) || Double.isNaN(high) || Double.isNaN(low) || Double.isNaN(close);
        if (isInfinite(open, high, low, close) && infinite.hit(ts)) {
            infinite.keep(ts, text(open, high, low, close));
        }
        if (isNull && missing.hit(ts)) {
            missing.keep(ts, text(open, high, low, close));
        }
    }

    static boolean isInfinite(double open, double high, double low, double close) {
        return Double.isInfinite(open) || Double.isInfinite(high) || Double.isInfinite(low) || Double.isInfinite(close);
    }

    private String text(double open, double high, double low, double close) {
        return prefix + "open " + number(open) + " " + prefix + "high " + number(high) + " " + prefix + "low "
                + number(low) + " " + prefix + "close " + number(close);
    }

    /// A value as text; `null` for NaN.
    static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }
}
