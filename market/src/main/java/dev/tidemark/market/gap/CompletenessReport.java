package dev.tidemark.market.gap;

import dev.tidemark.market.calendar.SessionWindow;
import dev.tidemark.market.gap.DayCompleteness.Buckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// How completely ticks fill the days of a series.
///
/// @param totals        what all days add up to
/// @param first         first day looked at, as an epoch day; empty without any
/// @param last          last day looked at
/// @param missing       the first missing trading days, as epoch days; at most [#MOST_MISSING]
/// @param lags          from the last tick of each day to its close
/// @param gapsBySession gaps by length for each kind of session that there was
public record CompletenessReport(
        CompletenessTotals totals,
        OptionalLong first,
        OptionalLong last,
        List<Long> missing,
        Lags lags,
        SortedMap<SessionWindow.Kind, Buckets> gapsBySession) {
    /// How many missing days are named.
    public static final int MOST_MISSING = 20;

    private static final int PERCENT = 95;

    public CompletenessReport {
        missing = List.copyOf(missing);
    }

    /// Seconds from the last tick inside a session to the close of the last session, of days with ticks.
    ///
    /// @param p95  by nearest rank; empty without a day with ticks
    /// @param most the longest
    /// @param days days with a lag above zero
    public record Lags(OptionalLong p95, OptionalLong most, long days) {
        static Lags of(long[] seconds) {
            if (seconds.length == 0) {
                return new Lags(OptionalLong.empty(), OptionalLong.empty(), 0);
            }
            long[] sorted = seconds.clone();
            Arrays.sort(sorted);
            int rank = (int) Math.ceilDiv((long) PERCENT * sorted.length, 100);
            return new Lags(
                    OptionalLong.of(sorted[rank - 1]),
                    OptionalLong.of(sorted[sorted.length - 1]),
                    Arrays.stream(sorted).filter(lag -> lag > 0).count());
        }
    }

    /// Takes days as they come, ascending; keeps a number a day. For one thread.
    public static final class Builder {
        private final List<Long> missing = new ArrayList<>();
        private final SortedMap<SessionWindow.Kind, Buckets> gaps = new TreeMap<>();
        private CompletenessTotals totals = CompletenessTotals.NONE;
        private OptionalLong first = OptionalLong.empty();
        private OptionalLong last = OptionalLong.empty();
        private long[] lags = new long[64];
        private int lagCount;

        /// One day more.
        ///
        /// @param day   as an epoch day
        /// @param kinds which kind each session of the day is
        public Builder add(long day, List<SessionWindow.Kind> kinds, DayCompleteness completeness) {
            totals = totals.plus(completeness);
            first = first.isPresent() ? first : OptionalLong.of(day);
            last = OptionalLong.of(day);
            if (completeness.isMissing() && missing.size() < MOST_MISSING) {
                missing.add(day);
            }
            completeness.endLag().ifPresent(this::addLag);
            for (int i = 0; i < kinds.size(); i++) {
                gaps.merge(kinds.get(i), completeness.bySession().get(i), Buckets::plus);
            }
            return this;
        }

        private void addLag(long seconds) {
            if (lagCount == lags.length) {
                lags = Arrays.copyOf(lags, 2 * lagCount);
            }
            lags[lagCount++] = seconds;
        }

        public CompletenessReport build() {
            return new CompletenessReport(
                    totals, first, last, missing, Lags.of(Arrays.copyOf(lags, lagCount)), new TreeMap<>(gaps));
        }
    }
}
