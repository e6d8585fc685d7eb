package dev.tidemark.sources.update;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.update.IntervalSet.Interval;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The times that a provider is asked for, in windows that one call each can answer.
///
/// @param times      all of them
/// @param longest    longest window, microseconds
/// @param isWhole    whether the answers take the place of all that is held, instead of adding to it
/// @param stopsAtEmpty whether to stop where the past has nothing more
public record FetchPlan(IntervalSet times, long longest, boolean isWhole, boolean stopsAtEmpty) {
    private static final Duration JOINED = Duration.ofDays(7);
    private static final Duration PIECE = Duration.ofDays(30);
    private static final int FEW = 3;
    private static final double WORTHWHILE = 0.7;

    /// @param barsPerCall steps of the timeframe that a window spans at most, so that a provider that counts bars never
    ///                    has to leave any out
    static FetchPlan of(IntervalSet times, Timeframe timeframe, int barsPerCall, boolean isWhole) {
        return new FetchPlan(times, longest(timeframe, barsPerCall), isWhole, false);
    }

    /// The same times, but as far back only as there is something.
    FetchPlan untilEmpty() {
        return new FetchPlan(times, longest, isWhole, true);
    }

    public boolean isEmpty() {
        return times.isEmpty();
    }

    private static long longest(Timeframe timeframe, int barsPerCall) {
        long step = timeframe.interval().toNanos() / 1000;
        return barsPerCall >= Long.MAX_VALUE / 2 / step ? Long.MAX_VALUE / 2 : step * barsPerCall;
    }

    /// Number of windows.
    public long size() {
        return calls(times.intervals(), longest);
    }

    /// The windows, newest first.
    Iterator<Interval> windows() {
        Deque<Interval> left = new ArrayDeque<>(times.intervals());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public Interval next() {
                Interval last = left.pollLast();
                if (last == null) {
                    throw new NoSuchElementException();
                }
                if (last.end() - last.start() <= longest) {
                    return last;
                }
                left.addLast(new Interval(last.start(), last.end() - longest));
                return new Interval(last.end() - longest, last.end());
            }
        };
    }

    /// Joins holes that lie near each other, so that one call repairs several, where that saves three calls in ten.
    static IntervalSet joined(IntervalSet holes, Timeframe timeframe, int barsPerCall) {
        long longest = longest(timeframe, barsPerCall);
        List<Interval> all = holes.intervals();
        if (all.size() < FEW) {
            return holes;
        }
        long near = JOINED.toNanos() / 1000;
        long piece = Math.min(longest, PIECE.toNanos() / 1000);
        List<Interval> joined = new ArrayList<>();
        for (Interval hole : all) {
            Interval before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && hole.start() - before.end() <= near && hole.end() - before.start() <= piece) {
                joined.set(joined.size() - 1, new Interval(before.start(), hole.end()));
            } else {
                joined.add(hole);
            }
        }
        return calls(joined, longest) <= WORTHWHILE * calls(all, longest) ? IntervalSet.of(joined) : holes;
    }

    private static long calls(List<Interval> intervals, long longest) {
        long calls = 0;
        for (Interval interval : intervals) {
            calls += Math.ceilDiv(interval.end() - interval.start(), longest);
        }
        return calls;
    }
}
