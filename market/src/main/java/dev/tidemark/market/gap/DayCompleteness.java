package dev.tidemark.market.gap;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// How completely ticks fill the sessions of one trading day, see [SessionCompleteness].
///
/// @param ticks     rows of the day, inside and outside sessions
/// @param lastTick  second of the last tick inside a session, since 1970-01-01T00:00Z; empty for a day without one
/// @param endLag    seconds from the last tick inside a session to the close of the last session
/// @param segments  the first gaps of the day
/// @param bySession gaps of each session by length
public record DayCompleteness(
        long ticks,
        Cadence cadence,
        Seconds seconds,
        Gaps gaps,
        Intervals intervals,
        OptionalLong lastTick,
        OptionalLong endLag,
        List<Segment> segments,
        List<Buckets> bySession) {
    public DayCompleteness {
        segments = List.copyOf(segments);
        bySession = List.copyOf(bySession);
    }

    /// How a feed sends.
    public enum Cadence {
        /// Two ticks a second, whatever happens.
        FIXED_0P5S,
        /// A tick when something happens.
        EVENT;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Counts of seconds. The first and the last second of a session belong to it, but are not strict: a feed may begin
    /// and end within them. All but `expected`, `boundaryMissing` and `outside` count strict seconds.
    ///
    /// @param expected        of all sessions
    /// @param strict          without each session's first and last one
    /// @param withTicks       with a tick or more
    /// @param withTwoPlus     with two ticks or more
    /// @param missing         without a tick
    /// @param missingHalf     with less than two ticks, where the cadence is fixed; else 0
    /// @param boundaryMissing first and last seconds of sessions without a tick
    /// @param outside         distinct seconds with ticks outside every session
    public record Seconds(
            long expected,
            long strict,
            long withTicks,
            long withTwoPlus,
            long missing,
            long missingHalf,
            long boundaryMissing,
            long outside) {
        /// Share of the seconds with ticks that have two or more; 0 without any.
        public double twoPlusRatio() {
            return withTicks == 0 ? 0 : (double) withTwoPlus / withTicks;
        }

        /// Share of strict seconds without a tick; 0 without strict seconds.
        public double missingRatio() {
            return strict == 0 ? 0 : (double) missing / strict;
        }

        /// Share of strict seconds with less than two ticks where two are due; 0 without strict seconds.
        public double missingHalfRatio() {
            return strict == 0 ? 0 : (double) missingHalf / strict;
        }
    }

    /// Gaps by length: runs of strict seconds without a tick inside one session, from the threshold on.
    ///
    /// @param count        all of them
    /// @param buckets      those of two seconds and more
    /// @param longest      seconds of the longest run without a tick, whether a gap or not
    /// @param observed     stretches of ticks that gaps and breaks leave
    public record Gaps(long count, Buckets buckets, long longest, long observed) {}

    /// How many gaps are of which length.
    ///
    /// @param from2To5   2 to 5 seconds
    /// @param from6To15  6 to 15 seconds
    /// @param from16To30 16 to 30 seconds
    /// @param over30     longer
    public record Buckets(long from2To5, long from6To15, long from16To30, long over30) {
        /// No gap.
        public static final Buckets NONE = new Buckets(0, 0, 0, 0);

        /// Those of both.
        public Buckets plus(Buckets other) {
            return new Buckets(
                    from2To5 + other.from2To5,
                    from6To15 + other.from6To15,
                    from16To30 + other.from16To30,
                    over30 + other.over30);
        }

        /// With one gap more; of one second it is in none of them.
        Buckets withGap(long seconds) {
            if (seconds < 2) {
                return this;
            }
            return new Buckets(
                    from2To5 + (seconds <= 5 ? 1 : 0),
                    from6To15 + (seconds > 5 && seconds <= 15 ? 1 : 0),
                    from16To30 + (seconds > 15 && seconds <= 30 ? 1 : 0),
                    over30 + (seconds > 30 ? 1 : 0));
        }
    }

    /// Milliseconds between one tick and the next of the same session, by nearest rank; NaN without such a pair.
    public record Intervals(double median, double p95, double p99) {
        static final Intervals NONE = new Intervals(Double.NaN, Double.NaN, Double.NaN);
    }

    /// One gap.
    ///
    /// @param session place of its session in the day, from 0
    /// @param start   first second without a tick, since 1970-01-01T00:00Z
    /// @param end     last second without a tick
    public record Segment(int session, long start, long end) {
        public long seconds() {
            return end - start + 1;
        }
    }

    /// Whether the day has sessions: only such a day is a trading day, and counts as one.
    public boolean isTradingDay() {
        return seconds.expected() > 0;
    }

    /// Whether there are sessions and none of them has a tick.
    public boolean isMissing() {
        return isTradingDay() && lastTick.isEmpty();
    }
}
