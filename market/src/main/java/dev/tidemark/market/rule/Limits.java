package dev.tidemark.market.rule;

/// Comparisons with limits that users write as decimals. Prices are decimals too, and 1.1 / 1.0 - 1 is a little more
/// than 0.1: what is above a limit only by a billionth of it is at the limit.
final class Limits {
    private static final double SLACK = 1 + 1e-9;

    private Limits() {}

    /// Whether an amount is above a positive limit; false for NaN.
    static boolean exceeds(double amount, double limit) {
        return amount > limit * SLACK;
    }
}
