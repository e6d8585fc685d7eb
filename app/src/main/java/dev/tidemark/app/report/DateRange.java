package dev.tidemark.app.report;

import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.rule.RuleCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `date_range`: whether a series begins with the first bar that the calendar expects of what was asked for, and ends
/// with the last.
final class DateRange {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MOST_MICROS = Duration.ofDays(800).toSeconds() * MICROS_PER_SECOND;
    private static final long NONE = Long.MIN_VALUE;

    private DateRange() {}

    /// What is wrong with the ends of a series, which has bars.
    ///
    /// @param by who asked, for the sample
    static Optional<Found> check(ExpectedBars grid, SeriesSummary summary, Asked asked, String by) {
        List<String> samples = new ArrayList<>();
        if (asked.from() != Asked.ANY_START) {
            long first = grid.from(asked.from()).time();
            if (first < summary.minTime() && isExpected(grid, first, asked)) {
                samples.add("begins at " + instant(summary.minTime()) + ", expected from " + instant(first) + by);
            }
        }
        long next = grid.from(summary.maxTime() + 1).time();
        if (asked.to() != Asked.ANY_END && isExpected(grid, next, asked)) {
            long last = Math.max(next, last(grid, asked));
            if (last >= asked.from()) {
                samples.add("ends at " + instant(summary.maxTime()) + ", expected up to " + instant(last) + by);
            }
        }
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(RuleCode.DATE_RANGE, samples.size(), samples));
    }

    /// Whether a bar of the calendar was asked for and has ended.
    private static boolean isExpected(ExpectedBars grid, long start, Asked asked) {
        return start < Math.min(asked.to(), asked.ended()) && grid.endOf(start) <= asked.ended();
    }

    /// The last bar that was asked for and has ended, searched backwards in steps that double; [#NONE] without one in
    /// two years.
    private static long last(ExpectedBars grid, Asked asked) {
        long end = Math.min(asked.to(), asked.ended());
        long last = NONE;
        long span = 4 * grid.timeframe().interval().toNanos() / 1000;
        while (last == NONE && span < 2 * MOST_MICROS) {
            for (long start : grid.between(end - span, end)) {
                last = grid.endOf(start) <= asked.ended() ? start : last;
            }
            span *= 2;
        }
        return last;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    }
}
