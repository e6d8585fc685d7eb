package dev.tidemark.market.gap;

import dev.tidemark.market.bar.BarValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the bars that a series lacks while its bars pass by: exactly the expected bars of its market that are not
/// stored, between its first and its last real bar, or from and up to times that are given. In memory for one hole. For
/// one thread.
///
/// Before the first real bar only what comes after counts, and after the last one only what came before: a bar without
/// the neighbour that its method needs is not made.
///
/// A real bar is one that no fill made and that has a close. Imputed bars, and bars without a close, are stored, so
/// they are neither made again nor changed; but nothing is derived from them. Bars outside the grid are real bars like
/// others.
public final class BarFill {
    private static final int FIRST_CAPACITY = 16;

    private final ExpectedBars grid;
    private final FillMethod method;
    private final long from;
    private final long to;
    private final Sink sink;
    private final Bar before = new Bar();
    private final Bar after = new Bar();
    private ExpectedBars.@Nullable Cursor next; // the first expected bar after the last real one; null before any bar
    private boolean hasBefore;
    private long[] stored = new long[FIRST_CAPACITY]; // times since the last real bar that are there
    private int storedCount;

    /// Takes bars as they are made, in the order of time.
    public interface Sink {
        /// A price is NaN where a real bar beside the hole has none. `adjClose` is NaN but of an interpolated bar.
        void bar(long time, double open, double high, double low, double close, double adjClose);
    }

    /// The prices of a real bar.
    private static final class Bar {
        private double open;
        private double high;
        private double low;
        private double close;
        private double adjClose;

        void set(BarValues bars, int row) {
            open = bars.open()[row];
            high = bars.high()[row];
            low = bars.low()[row];
            close = bars.close()[row];
            adjClose = bars.adjClose()[row];
        }
    }

    /// A fill of the bars that begin in `[from, to)`, microseconds; real bars outside of it count as neighbours.
    ///
    /// @param from [Long#MIN_VALUE] to begin with the first real bar
    /// @param to   [Long#MAX_VALUE] to end with the last real bar; else bars are made up to it
    public BarFill(ExpectedBars grid, FillMethod method, long from, long to, Sink sink) {
        this.grid = grid;
        this.method = method;
        this.from = from;
        this.to = to;
        this.sink = sink;
    }

    /// Takes bars, block by block in the order of time.
    public void accept(BarValues bars) {
        for (int row = 0; row < bars.rows(); row++) {
            ExpectedBars.Cursor expected = expectedFrom(bars.times()[row]);
            if (bars.imputed()[row] || Double.isNaN(bars.close()[row])) {
                store(bars.times()[row]);
            } else {
                real(bars, row, expected);
            }
        }
    }

    private ExpectedBars.Cursor expectedFrom(long time) {
        ExpectedBars.Cursor expected = next;
        if (expected == null) {
            expected = grid.from(from == Long.MIN_VALUE ? time : Math.min(from, time));
            next = expected;
        }
        return expected;
    }

    /// Ends the series: makes what is missing after its last real bar, where an end is given.
    public void end() {
        ExpectedBars.Cursor expected = next;
        if (expected != null && to != Long.MAX_VALUE && has(false)) {
            fill(expected.time(), to, 0);
        }
    }

    private void store(long time) {
        if (storedCount == stored.length) {
            stored = Arrays.copyOf(stored, 2 * storedCount);
        }
        stored[storedCount++] = time;
    }

    private void real(BarValues bars, int row, ExpectedBars.Cursor expected) {
        long time = bars.times()[row];
        long first = expected.time();
        long between = 0;
        for (; expected.time() < time; expected.next()) {
            between++;
        }
        boolean isWanted = hasBefore || from != Long.MIN_VALUE;
        after.set(bars, row);
        if (between > 0 && isWanted && has(true)) {
            fill(first, time, between);
        }
        if (expected.time() == time) {
            expected.next();
        }
        before.set(bars, row);
        hasBefore = true;
        storedCount = 0;
    }

    /// Whether there is what the method needs.
    private boolean has(boolean hasAfter) {
        return switch (method) {
            case FORWARD -> hasBefore;
            case BACKWARD -> hasAfter;
            case INTERPOLATE -> hasBefore && hasAfter;
            case ZERO -> true;
        };
    }

    /// Makes what is missing of the expected bars in `[first, end)`.
    ///
    /// @param between how many they are, stored ones included; of no matter without a real bar on either side
    private void fill(long first, long end, long between) {
        ExpectedBars.Cursor bar = grid.from(first);
        int at = 0;
        for (long place = 1; bar.time() < Math.min(end, to); place++, bar.next()) {
            long time = bar.time();
            while (at < storedCount && stored[at] < time) {
                at++;
            }
            boolean isStored = at < storedCount && stored[at] == time;
            if (!isStored && from <= time) {
                make(time, between + 1 - place, place);
            }
        }
    }

    /// @param toAfter  bars from here to the real one after
    /// @param toBefore bars from the real one before to here
    private void make(long time, long toAfter, long toBefore) {
        switch (method) {
            case FORWARD -> flat(time, before.close);
            case BACKWARD -> flat(time, after.close);
            case ZERO -> flat(time, 0);
            case INTERPOLATE ->
                sink.bar(
                        time,
                        mean(before.open, toAfter, after.open, toBefore),
                        mean(before.high, toAfter, after.high, toBefore),
                        mean(before.low, toAfter, after.low, toBefore),
                        mean(before.close, toAfter, after.close, toBefore),
                        mean(before.adjClose, toAfter, after.adjClose, toBefore));
        }
    }

    private void flat(long time, double price) {
        sink.bar(time, price, price, price, price, Double.NaN);
    }

    /// The weighted mean of two prices, never outside of them. Rounding keeps order: where one column is not below
    /// another in both bars, its mean is not below either, so that a high stays a high.
    private static double mean(double a, long weightOfA, double b, long weightOfB) {
        double mean = (a * weightOfA + b * weightOfB) / (weightOfA + weightOfB);
        return Math.min(Math.max(mean, Math.min(a, b)), Math.max(a, b));
    }
}
