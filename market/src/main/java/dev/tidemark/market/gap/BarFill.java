package dev.tidemark.market.gap;

import dev.tidemark.market.bar.BarValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the bars that a series lacks while its bars pass by: exactly the expected bars of its market that are not
/// stored, between its first and its last real bar. In memory for one hole. For one thread.
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
    private ExpectedBars.@Nullable Cursor next; // the first expected bar after the last real one; null before any
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
            if (bars.imputed()[row] || Double.isNaN(bars.close()[row])) {
                store(bars.times()[row]);
            } else {
                real(bars, row);
            }
        }
    }

    private void store(long time) {
        if (next != null) {
            if (storedCount == stored.length) {
                stored = Arrays.copyOf(stored, 2 * storedCount);
            }
            stored[storedCount++] = time;
        }
    }

    private void real(BarValues bars, int row) {
        long time = bars.times()[row];
        ExpectedBars.Cursor expected = next;
        if (expected == null) {
            expected = grid.from(time);
            next = expected;
        } else {
            long first = expected.time();
            long between = 0;
            for (; expected.time() < time; expected.next()) {
                between++;
            }
            if (between > 0) {
                after.set(bars, row);
                fill(first, between);
            }
        }
        if (expected.time() == time) {
            expected.next();
        }
        before.set(bars, row);
        storedCount = 0;
    }

    /// Makes what is missing of the expected bars between two real ones.
    private void fill(long first, long between) {
        ExpectedBars.Cursor bar = grid.from(first);
        int at = 0;
        for (long place = 1; place <= between; place++, bar.next()) {
            long time = bar.time();
            while (at < storedCount && stored[at] < time) {
                at++;
            }
            boolean isStored = at < storedCount && stored[at] == time;
            if (!isStored && from <= time && time < to) {
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
