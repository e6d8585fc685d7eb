package dev.tidemark.sources.update;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Times, as half-open intervals that neither overlap nor touch. Immutable.
public final class IntervalSet {
    public static final IntervalSet EMPTY = new IntervalSet(new long[0]);

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long[] bounds; // start, end, start, end, … ascending

    /// One stretch of time.
    ///
    /// @param start first time, microseconds since 1970-01-01T00:00Z
    /// @param end   first time after it
    public record Interval(long start, long end) {
        public Interval {
            if (start >= end) {
                throw new IllegalArgumentException("an interval from " + start + " to " + end);
            }
        }

        /// The times of both.
        boolean overlaps(Interval other) {
            return start < other.end && other.start < end;
        }
    }

    private IntervalSet(long[] bounds) {
        this.bounds = bounds;
    }

    /// The union of some intervals, in any order.
    public static IntervalSet of(List<Interval> intervals) {
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort((a, b) -> Long.compare(a.start(), b.start()));
        long[] merged = new long[2 * sorted.size()];
        int count = 0;
        for (Interval next : sorted) {
            if (count > 0 && next.start() <= merged[count - 1]) {
                merged[count - 1] = Math.max(merged[count - 1], next.end());
            } else {
                merged[count++] = next.start();
                merged[count++] = next.end();
            }
        }
        return count == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(merged, count));
    }

    public static IntervalSet of(long start, long end) {
        return of(List.of(new Interval(start, end)));
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /// The intervals, ascending.
    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>(bounds.length / 2);
        for (int i = 0; i < bounds.length; i += 2) {
            intervals.add(new Interval(bounds[i], bounds[i + 1]));
        }
        return intervals;
    }

    public boolean holds(long micros) {
        int found = Arrays.binarySearch(bounds, micros);
        return found >= 0 ? found % 2 == 0 : (-found - 1) % 2 == 1;
    }

    public IntervalSet plus(IntervalSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Interval> all = new ArrayList<>(intervals());
        all.addAll(other.intervals());
        return of(all);
    }

    public IntervalSet minus(IntervalSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        List<Interval> rest = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long start = bounds[i];
            long end = bounds[i + 1];
            while (at < other.bounds.length && other.bounds[at + 1] <= start) {
                at += 2;
            }
            for (int j = at; j < other.bounds.length && other.bounds[j] < end; j += 2) {
                if (start < other.bounds[j]) {
                    rest.add(new Interval(start, other.bounds[j]));
                }
                start = Math.max(start, other.bounds[j + 1]);
            }
            if (start < end) {
                rest.add(new Interval(start, end));
            }
        }
        return of(rest);
    }

    /// What of it lies in a range.
    public IntervalSet within(long from, long to) {
        List<Interval> inside = new ArrayList<>();
        for (Interval interval : intervals()) {
            long start = Math.max(from, interval.start());
            long end = Math.min(to, interval.end());
            if (start < end) {
                inside.add(new Interval(start, end));
            }
        }
        return of(inside);
    }

    /// A compact text: the first start, then lengths of intervals and of the holes between them in turn, all in
    /// seconds, such as `2024-01-02T00:00:00Z 86400 3600 60`. Starts and ends are whole seconds.
    public String text() {
        if (isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(instant(bounds[0]).toString());
        for (int i = 1; i < bounds.length; i++) {
            text.append(' ').append((bounds[i] - bounds[i - 1]) / MICROS_PER_SECOND);
        }
        return text.toString();
    }

    /// Parses what [#text] wrote.
    ///
    /// @throws IllegalArgumentException for another text
    public static IntervalSet parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        String[] words = text.split(" ", -1);
        if (words.length % 2 != 0) {
            throw new IllegalArgumentException("'" + text + "' has no end of its last interval");
        }
        try {
            long[] bounds = new long[words.length];
            bounds[0] = Instant.parse(words[0]).getEpochSecond() * MICROS_PER_SECOND;
            for (int i = 1; i < words.length; i++) {
                long step = Long.parseLong(words[i]);
                if (step <= 0) {
                    throw new IllegalArgumentException("'" + words[i] + "' in '" + text + "' is no length");
                }
                bounds[i] = bounds[i - 1] + step * MICROS_PER_SECOND;
            }
            return new IntervalSet(bounds);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' are no intervals", e);
        }
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return text();
    }
}
