package dev.tidemark.market.gap;

import dev.tidemark.market.gap.DayCompleteness.Buckets;
import dev.tidemark.market.gap.DayCompleteness.Cadence;
import dev.tidemark.market.gap.DayCompleteness.Gaps;
import dev.tidemark.market.gap.DayCompleteness.Intervals;
import dev.tidemark.market.gap.DayCompleteness.Seconds;
import dev.tidemark.market.gap.DayCompleteness.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/// Compares the ticks of one trading day with its sessions, second by second. The door is [#of].
public final class SessionCompleteness {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sessions;
    private final long[] nanos;
    private final int rows;
    private final CompletenessRules rules;
    private final List<Segment> segments = new ArrayList<>();
    private final long[] intervals;
    private int intervalCount;
    private int at;

    private long expected;
    private long strict;
    private long withTicks;
    private long withTwoPlus;
    private long boundaryMissing;
    private long outside;
    private long lastOutside = Long.MIN_VALUE;
    private OptionalLong lastTick = OptionalLong.empty();

    private final Buckets[] bySession;
    private long gapCount;
    private long longest;
    private long observed;

    private SessionCompleteness(long[] sessions, long[] nanos, int rows, CompletenessRules rules) {
        this.sessions = sessions;
        this.nanos = nanos;
        this.rows = rows;
        this.rules = rules;
        this.bySession = new Buckets[sessions.length / 2];
        Arrays.fill(bySession, Buckets.NONE);
        this.intervals = new long[Math.max(0, rows - 1)];
    }

    /// Measures one day.
    ///
    /// A day without a tick in its sessions has all strict seconds missing, but no gaps: what is missing is the day. A
    /// day without sessions misses nothing; all its seconds with ticks are outside.
    ///
    /// @param sessions start and end in turn, seconds since 1970-01-01T00:00Z, ascending, both belong to the session;
    /// see
    ///                 [dev.tidemark.market.calendar.Market#sessionSeconds]
    /// @param nanos    times of the ticks, ascending, equal ones allowed; nanoseconds since 1970-01-01T00:00Z
    /// @param rows     how many of `nanos` count
    public static DayCompleteness of(long[] sessions, long[] nanos, int rows, CompletenessRules rules) {
        SessionCompleteness day = new SessionCompleteness(sessions, nanos, rows, rules);
        for (int i = 0; i < sessions.length; i += 2) {
            day.passOutside(sessions[i]);
            day.measure(i / 2, sessions[i], sessions[i + 1]);
        }
        day.passOutside(Long.MAX_VALUE);
        return day.result();
    }

    private long second(int row) {
        return Math.floorDiv(nanos[row], NANOS_PER_SECOND);
    }

    private void passOutside(long until) {
        while (at < rows && second(at) < until) {
            if (second(at) != lastOutside) {
                lastOutside = second(at);
                outside++;
            }
            at++;
        }
    }

    private void measure(int session, long start, long end) {
        expected += end - start + 1;
        strict += Math.max(0, end - start - 1);
        long due = start + 1; // the next strict second to be seen
        boolean isObserving = false;
        boolean hasFirst = false;
        boolean hasLast = false;
        int first = at;
        while (at < rows && second(at) <= end) {
            long second = second(at);
            int count = passSecond(second, first);
            lastTick = OptionalLong.of(second);
            hasFirst |= second == start;
            hasLast |= second == end;
            if (second > start) {
                isObserving &= !missed(session, due, second);
                due = second + 1;
            }
            if (second > start && second < end) {
                withTicks++;
                withTwoPlus += count > 1 ? 1 : 0;
            }
            if (!isObserving) {
                isObserving = true;
                observed++;
            }
        }
        missed(session, due, end);
        boundaryMissing += (hasFirst ? 0 : 1) + (hasLast ? 0 : 1);
    }

    /// Goes past the rows of a second.
    ///
    /// @param first first row of the session
    private int passSecond(long second, int first) {
        int from = at;
        while (at < rows && second(at) == second) {
            if (at > first) {
                intervals[intervalCount++] = nanos[at] - nanos[at - 1];
            }
            at++;
        }
        return at - from;
    }

    /// Takes note of a run of empty seconds.
    ///
    /// @return whether it is a gap
    private boolean missed(int session, long from, long until) {
        long length = until - from;
        if (length <= 0) {
            return false;
        }
        longest = Math.max(longest, length);
        if (length < rules.gapThresholdSeconds()) {
            return false;
        }
        gapCount++;
        bySession[session] = bySession[session].withGap(length);
        if (segments.size() < rules.mostSegments()) {
            segments.add(new Segment(session, from, until - 1));
        }
        return true;
    }

    private DayCompleteness result() {
        boolean isWithoutTicks = lastTick.isEmpty();
        boolean isFixed = withTicks > 0 && (double) withTwoPlus / withTicks >= rules.strictRatio();
        Seconds seconds = new Seconds(
                expected,
                strict,
                withTicks,
                withTwoPlus,
                strict - withTicks,
                isFixed ? strict - withTwoPlus : 0,
                boundaryMissing,
                outside);
        Gaps gaps = isWithoutTicks
                ? new Gaps(0, Buckets.NONE, longest, 0)
                : new Gaps(gapCount, all(bySession), longest, observed);
        OptionalLong lag = isWithoutTicks
                ? OptionalLong.empty()
                : OptionalLong.of(sessions[sessions.length - 1] - lastTick.getAsLong());
        return new DayCompleteness(
                rows,
                isFixed ? Cadence.FIXED_0P5S : Cadence.EVENT,
                seconds,
                gaps,
                intervals(),
                lastTick,
                lag,
                isWithoutTicks ? List.of() : segments,
                isWithoutTicks ? Collections.nCopies(bySession.length, Buckets.NONE) : List.of(bySession));
    }

    private static Buckets all(Buckets[] parts) {
        Buckets sum = Buckets.NONE;
        for (Buckets part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    private Intervals intervals() {
        if (intervalCount == 0) {
            return Intervals.NONE;
        }
        Arrays.sort(intervals, 0, intervalCount);
        return new Intervals(rank(50), rank(95), rank(99));
    }

    private double rank(int percent) {
        long rank = Math.ceilDiv((long) percent * intervalCount, 100);
        return intervals[(int) Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
