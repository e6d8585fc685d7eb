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
/// @param cuts       times at which a window ends in any case, ascending; those outside of `times` mean nothing
/// @param longest    longest window, microseconds
/// @param isWhole    whether the answers take the place of all that is held, instead of adding to it
/// @param stopsAtEmpty whether to stop where the past has nothing more
public record FetchPlan(IntervalSet times, List<Long> cuts, long longest, boolean isWhole, boolean stopsAtEmpty) {
    private static final Duration JOINED = Duration.ofDays(7);
    private static final Duration PIECE = Duration.ofDays(30);
    private static final int FEW = 3;

    public FetchPlan {
        cuts = List.copyOf(cuts);
    }

    /// @param barsPerCall steps of the timeframe that a window spans at most, so that a provider that counts bars never
    ///                    has to leave any out
    static FetchPlan of(IntervalSet times, Timeframe timeframe, int barsPerCall, boolean isWhole) {
        return new FetchPlan(times, List.of(), longest(timeframe, barsPerCall), isWhole, false);
    }

    /// The same times, but as far back only as there is something.
    FetchPlan untilEmpty() {
        return new FetchPlan(times, cuts, longest, isWhole, true);
    }

    /// The same times, in windows that also end where pieces touch.
    FetchPlan cutBetween(List<Interval> pieces) {
        List<Long> inner = new ArrayList<>();
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i - 1).end() == pieces.get(i).start()) {
                inner.add(pieces.get(i).start());
            }
        }
        return new FetchPlan(times, inner, longest, isWhole, stopsAtEmpty);
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
        return calls(stretches(), longest);
    }

    /// The times, cut where they have to be.
    private List<Interval> stretches() {
        List<Interval> pieces = new ArrayList<>();
        int at = 0;
        for (Interval interval : times.intervals()) {
            long start = interval.start();
            for (; at < cuts.size() && cuts.get(at) < interval.end(); at++) {
                if (cuts.get(at) > start) {
                    pieces.add(new Interval(start, cuts.get(at)));
                    start = cuts.get(at);
                }
            }
            pieces.add(new Interval(start, interval.end()));
        }
        return pieces;
    }

    /// The windows, newest first.
    Iterator<Interval> windows() {
        Deque<Interval> left = new ArrayDeque<>(stretches());
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

    /// Holes as pieces to ask for, so that one call repairs several: joined and cut where there are at least three and
    /// that saves three calls in ten, else as they are. Pieces ascend and may touch.
    static List<Interval> pieces(IntervalSet holes, Timeframe timeframe, int barsPerCall) {
        long longest = longest(timeframe, barsPerCall);
        List<Interval> all = holes.intervals();
        if (all.size() < FEW) {
            return all;
        }
        List<Interval> pieces = cut(joined(all));
        return 10 * calls(pieces, longest) <= 7 * calls(all, longest) ? pieces : all;
    }

    /// Holes that lie at most seven days apart, with the times between them.
    static List<Interval> joined(List<Interval> holes) {
        long near = JOINED.toNanos() / 1000;
        List<Interval> joined = new ArrayList<>();
        for (Interval hole : holes) {
            Interval before = joined.isEmpty() ? null : joined.getLast();
            if (before != null && hole.start() - before.end() <= near) {
                joined.set(joined.size() - 1, new Interval(before.start(), hole.end()));
            } else {
                joined.add(hole);
            }
        }
        return joined;
    }

    /// Intervals in pieces of at most thirty days, from the start of each.
    static List<Interval> cut(List<Interval> intervals) {
        long longest = PIECE.toNanos() / 1000;
        List<Interval> pieces = new ArrayList<>();
        for (Interval interval : intervals) {
            for (long start = interval.start(); start < interval.end(); start += longest) {
                pieces.add(new Interval(start, Math.min(start + longest, interval.end())));
            }
        }
        return pieces;
    }

    private static long calls(List<Interval> intervals, long longest) {
        long calls = 0;
        for (Interval interval : intervals) {
            calls += Math.ceilDiv(interval.end() - interval.start(), longest);
        }
        return calls;
    }
}
