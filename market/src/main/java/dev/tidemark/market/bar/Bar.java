package dev.tidemark.market.bar;

/// What was traded in an interval.
///
/// @param micros       start, microseconds since 1970-01-01T00:00Z; of daily and longer bars 00:00 of their first day
/// @param open         price of the first tick that has one
/// @param high         highest price
/// @param low          lowest price
/// @param close        price of the last tick that has one
/// @param volume       units traded; NaN when no tick says it
/// @param openInterest open contracts at the last tick that says it; NaN when none does
public record Bar(long micros, double open, double high, double low, double close, double volume, double openInterest) {
    /// This bar with what a later part of it adds: another trading day of a weekly bar.
    ///
    /// @throws IllegalArgumentException when that begins at another time
    public Bar then(Bar later) {
        if (later.micros != micros) {
            throw new IllegalArgumentException("a bar of " + later.micros + " is no part of that of " + micros);
        }
        return new Bar(
                micros,
                open,
                Math.max(high, later.high),
                Math.min(low, later.low),
                later.close,
                Double.isNaN(volume) || Double.isNaN(later.volume)
                        ? known(later.volume, volume)
                        : volume + later.volume,
                known(later.openInterest, openInterest));
    }

    private static double known(double first, double second) {
        return Double.isNaN(first) ? second : first;
    }
}
