package dev.tidemark.app.demo;

import java.time.LocalDateTime;

/// A made-up bar, as a line of a Stooq file says it: prices in ten-thousandths, so that they are exact.
///
/// @param start  the bar's start in the file's zone
/// @param open   1.5 is 15000
/// @param high   not below the others
/// @param low    not above the others, above zero
/// @param close  the last price
/// @param volume shares
record SimulatedBar(LocalDateTime start, long open, long high, long low, long close, long volume) {
    private static final double SCALE = 1e4;

    /// A bar around two prices; the extremes reach beyond them by a share of the price.
    static SimulatedBar of(
            LocalDateTime start, double open, double close, double reachUp, double reachDown, double volume) {
        double top = Math.max(open, close) * (1 + reachUp);
        double bottom = Math.min(open, close) / (1 + reachDown);
        return new SimulatedBar(start, scaled(open), scaled(top), scaled(bottom), scaled(close), (long) volume);
    }

    private static long scaled(double price) {
        return Math.max(1, Math.round(price * SCALE));
    }

    /// The same bar with prices multiplied, as after a dividend or split adjustment.
    SimulatedBar adjusted(double factor) {
        return new SimulatedBar(
                start, times(open, factor), times(high, factor), times(low, factor), times(close, factor), volume);
    }

    private static long times(long price, double factor) {
        return Math.max(1, Math.round(price * factor));
    }
}
