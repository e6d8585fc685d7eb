package dev.tidemark.market.bar;

import java.util.function.Consumer;

/// Makes bars of the ticks of a trading day as they come one after the other, from a recorder or from a file. A bar is
/// there as soon as a tick of a later one comes. What days share, a weekly bar, is put together by [Bar#then(Bar)]. Not
/// thread-safe.
///
/// Every tick that has a price counts, also a snapshot that repeats the last trade's price; a bar without such a tick
/// is
/// left out, and its volume goes to the next one, so that the volumes of a day add up. Sums run in the order of ticks.
public final class BarStream {
    private final Consumer<Bar> bars;

    private long start = Long.MIN_VALUE;
    private boolean hasPrice;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume = Double.NaN;
    private double openInterest = Double.NaN;

    /// @param bars takes the bars in the order of their starts
    public BarStream(Consumer<Bar> bars) {
        this.bars = bars;
    }

    /// Takes a tick.
    ///
    /// @param startMicros  start of its bar, never less than that of the tick before; see [BarClock]
    /// @param price        of the last trade; NaN when there is none
    /// @param traded       units traded since the tick before; NaN when that is not known
    /// @param openInterest open contracts; NaN when that is not known
    /// @throws IllegalArgumentException when the bar is one before
    public void add(long startMicros, double price, double traded, double openInterest) {
        if (startMicros != start) {
            if (startMicros < start) {
                throw new IllegalArgumentException("a tick of the bar " + startMicros + " after one of " + start);
            }
            end();
            start = startMicros;
        }
        if (!Double.isNaN(price)) {
            trade(price);
        }
        if (!Double.isNaN(traded)) {
            volume = Double.isNaN(volume) ? traded : volume + traded;
        }
        if (!Double.isNaN(openInterest)) {
            this.openInterest = openInterest;
        }
    }

    private void trade(double price) {
        if (hasPrice) {
            high = Math.max(high, price);
            low = Math.min(low, price);
        } else {
            hasPrice = true;
            open = price;
            high = price;
            low = price;
        }
        close = price;
    }

    /// Gives the last bar, if there is one: no tick of it is going to come.
    public void end() {
        if (!hasPrice) {
            return;
        }
        bars.accept(new Bar(start, open, high, low, close, volume, openInterest));
        hasPrice = false;
        volume = Double.NaN;
        openInterest = Double.NaN;
    }
}
