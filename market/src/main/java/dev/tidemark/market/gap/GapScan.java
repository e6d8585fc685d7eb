package dev.tidemark.market.gap;

import dev.tidemark.market.Timeframe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the missing bars of one series while its times pass by, in memory for one gap. For one thread.
///
/// With a calendar, a bar is missing when the market's grid has it and the series does not; a stored bar outside the
/// grid is counted, changes nothing else, and does not end a gap. Without one, a gap is a step longer than the bar's
/// length and a tolerance; it misses `max(1, round(step / length) - 1)` bars.
public final class GapScan {
    /// The tolerance of series without calendar: a tenth of a bar's length.
    public static final double DEFAULT_TOLERANCE = 0.10;

    private final @Nullable ExpectedBars grid;
    private final long interval;
    private final double tolerance;
    private final Sink sink;
    private ExpectedBars.@Nullable Cursor cursor;
    private long last = Long.MIN_VALUE;
    private long runStart;
    private long runLast;
    private long run;
    private long expected;
    private long present;
    private long missing;
    private long offGrid;

    /// Takes gaps as they end, in the order of time.
    public interface Sink {
        void gap(Gap gap);

        /// Takes the time of a stored bar that the calendar does not know.
        ///
        /// @param micros start of the bar
        default void offGrid(long micros) {}
    }

    private GapScan(@Nullable ExpectedBars grid, Timeframe timeframe, double tolerance, Sink sink) {
        this.grid = grid;
        this.interval = timeframe.interval().toNanos() / 1000;
        this.tolerance = tolerance;
        this.sink = sink;
    }

    /// A scan by a market's grid where there is one, else by the length of a bar.
    ///
    /// @param tolerance share of a bar's length that a step may be longer, where there is no grid; not negative
    public static GapScan of(Optional<ExpectedBars> grid, Timeframe timeframe, double tolerance, Sink sink) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance of " + tolerance);
        }
        return new GapScan(grid.orElse(null), timeframe, tolerance, sink);
    }

    /// Begins at a time instead of at the first bar: expected bars from then on count. Before any bar.
    public GapScan begin(long micros) {
        if (grid != null) {
            cursor = grid.from(micros);
        }
        return this;
    }

    /// Takes bars in the order of time; equal times count once.
    ///
    /// @param times microseconds, `times[from, to)`
    public void accept(long[] times, int from, int to) {
        if (grid == null) {
            for (int i = from; i < to; i++) {
                step(times[i]);
            }
            return;
        }
        if (from == to) {
            return;
        }
        ExpectedBars.Cursor next = cursor;
        if (next == null) {
            next = grid.from(times[from]);
            cursor = next;
        }
        long wanted = next.time();
        for (int i = from; i < to; i++) {
            long time = times[i];
            if (time == last) {
                continue;
            }
            last = time;
            while (wanted < time) {
                miss(wanted);
                wanted = next.next();
            }
            if (wanted == time) {
                present++;
                expected++;
                flush();
                wanted = next.next();
            } else {
                offGrid++;
                sink.offGrid(time);
            }
        }
    }

    private void step(long time) {
        if (time == last) {
            return;
        }
        present++;
        expected++;
        if (last != Long.MIN_VALUE) {
            long delta = time - last;
            if (delta > interval * (1 + tolerance)) {
                long lost = Math.max(1, Math.round((double) delta / interval) - 1);
                missing += lost;
                expected += lost;
                sink.gap(new Gap(last + interval, Math.max(time, last + interval), lost));
            }
        }
        last = time;
    }

    private void miss(long time) {
        if (run == 0) {
            runStart = time;
        }
        runLast = time;
        run++;
        missing++;
        expected++;
    }

    private void flush() {
        if (run > 0) {
            sink.gap(new Gap(runStart, endOfBar(runLast), run));
            run = 0;
        }
    }

    private long endOfBar(long start) {
        return grid == null ? start + interval : grid.endOfGap(start);
    }

    /// Ends the scan: with a grid, expected bars before a time count as missing.
    ///
    /// @param until microseconds, exclusive; [Long#MIN_VALUE] to end with the last bar
    public void end(long until) {
        ExpectedBars.Cursor next = cursor;
        if (grid != null && next != null) {
            for (long time = next.time(); time < until; time = next.next()) {
                miss(time);
            }
        }
        flush();
    }

    /// Bars that there should be.
    public long expected() {
        return expected;
    }

    /// Expected bars that there are; without a calendar, all bars.
    public long present() {
        return present;
    }

    public long missing() {
        return missing;
    }

    /// Stored bars that the calendar does not know.
    public long offGrid() {
        return offGrid;
    }
}
