package dev.tidemark.market.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.calendar.SessionWindow.Kind;
import dev.tidemark.market.gap.CompletenessVerdict.Reason;
import dev.tidemark.market.gap.CompletenessVerdict.State;
import dev.tidemark.market.gap.DayCompleteness.Buckets;
import dev.tidemark.market.gap.DayCompleteness.Cadence;
import dev.tidemark.market.gap.DayCompleteness.Segment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionCompletenessTest {
    private static final long SECOND = 1_000_000_000;
    private static final long HALF = SECOND / 2;
    private static final long[] TWO_SESSIONS = {1000, 1060, 2000, 2100};

    private static DayCompleteness day(long[] sessions, long... nanos) {
        return SessionCompleteness.of(sessions, nanos, nanos.length, CompletenessRules.DEFAULT);
    }

    /// Two ticks a second, both bounds included.
    private static LongStream fixed(long from, long to) {
        return LongStream.rangeClosed(2 * from, 2 * to + 1).map(half -> half * HALF);
    }

    private static long[] all(LongStream... parts) {
        return Arrays.stream(parts).flatMapToLong(part -> part).toArray();
    }

    @Test
    void aFullDayMissesNothing() {
        DayCompleteness day = day(TWO_SESSIONS, all(fixed(1000, 1060), fixed(2000, 2100)));
        assertThat(day.seconds()).isEqualTo(new DayCompleteness.Seconds(162, 158, 158, 158, 0, 0, 0, 0));
        assertThat(day.cadence()).isEqualTo(Cadence.FIXED_0P5S);
        assertThat(day.gaps()).isEqualTo(new DayCompleteness.Gaps(0, Buckets.NONE, 0, 2));
        assertThat(day.intervals()).isEqualTo(new DayCompleteness.Intervals(500, 500, 500));
        assertThat(day.endLag()).hasValue(0);
        assertThat(day.lastTick()).hasValue(2100);
        assertThat(CompletenessVerdict.of(CompletenessTotals.NONE.plus(day)).reason())
                .isEqualTo(Reason.QUALITY_OK);
    }

    @Test
    void theFirstAndLastSecondOfASessionAreNotStrict() {
        DayCompleteness day = day(new long[] {1000, 1060}, all(fixed(1001, 1059)));
        assertThat(day.seconds().missing()).isZero();
        assertThat(day.seconds().boundaryMissing()).isEqualTo(2);
        assertThat(day.endLag()).hasValue(1);
        assertThat(day.isMissing()).isFalse();
    }

    @Test
    void runsFromTheThresholdOnAreGapsAndFallIntoBuckets() {
        long[] session = {0, 1000};
        // runs of 4, 5, 6, 15, 16, 30 and 31 empty seconds
        LongStream ticks = LongStream.empty();
        long second = 0;
        for (int run : new int[] {4, 5, 6, 15, 16, 30, 31}) {
            ticks = LongStream.concat(ticks, fixed(second, second));
            second += run + 1;
        }
        DayCompleteness day = day(session, all(ticks, fixed(second, 1000)));
        assertThat(day.gaps()).isEqualTo(new DayCompleteness.Gaps(6, new Buckets(1, 2, 2, 1), 31, 7));
        assertThat(day.seconds().missing()).isEqualTo(4 + 5 + 6 + 15 + 16 + 30 + 31);
        assertThat(day.segments()).hasSize(6).startsWith(new Segment(0, 6, 10));
        assertThat(day.segments().getFirst().seconds()).isEqualTo(5);
        assertThat(CompletenessVerdict.of(CompletenessTotals.NONE.plus(day)).policy())
                .isEqualTo(State.ERROR);
    }

    @Test
    void aRunEndsWithItsSession() {
        DayCompleteness day = day(TWO_SESSIONS, all(fixed(1000, 1050), fixed(2020, 2100)));
        assertThat(day.segments()).containsExactly(new Segment(0, 1051, 1059), new Segment(1, 2001, 2019));
        assertThat(day.gaps().longest()).isEqualTo(19);
        assertThat(day.gaps().observed()).isEqualTo(2);
        assertThat(day.bySession()).containsExactly(new Buckets(0, 1, 0, 0), new Buckets(0, 0, 1, 0));
    }

    @Test
    void daysAddUpBySessionAndLag() {
        List<Kind> kinds = List.of(Kind.NIGHT, Kind.DAY);
        CompletenessReport.Builder builder = new CompletenessReport.Builder();
        assertThat(builder.build().lags().p95()).isEmpty();
        assertThat(builder.build().first()).isEmpty();
        for (int i = 1; i <= 20; i++) {
            builder.add(100 + i, kinds, day(TWO_SESSIONS, all(fixed(1000, 1060), fixed(2000, 2100 - i))));
        }
        builder.add(121, kinds, day(TWO_SESSIONS, all(fixed(1000, 1050), fixed(2000, 2100))));
        builder.add(122, List.of(), day(new long[0], 7 * SECOND));
        CompletenessReport report = builder.add(123, kinds, day(TWO_SESSIONS)).build();
        assertThat(report.first()).hasValue(101);
        assertThat(report.last()).hasValue(123);
        assertThat(report.missing()).containsExactly(123L);
        assertThat(report.totals().days()).isEqualTo(22);
        assertThat(report.totals().outsideSeconds()).isEqualTo(1);
        assertThat(report.lags().most()).hasValue(20);
        assertThat(report.lags().p95()).as("the 20th of 0, 1, … 20").hasValue(19);
        assertThat(report.lags().days()).isEqualTo(20);
        assertThat(report.gapsBySession())
                .containsExactly(
                        Map.entry(Kind.DAY, new Buckets(1, 10, 4, 0)), Map.entry(Kind.NIGHT, new Buckets(0, 1, 0, 0)));
    }

    @Test
    void onlySomeMissingDaysAreNamed() {
        CompletenessReport.Builder builder = new CompletenessReport.Builder();
        for (int i = 0; i < 30; i++) {
            builder.add(i, List.of(Kind.DAY), day(new long[] {0, 100}));
        }
        assertThat(builder.build().missing()).hasSize(20).startsWith(0L, 1L);
        assertThat(builder.build().totals().missingDays()).isEqualTo(30);
    }

    @Test
    void oneTickASecondIsAnEventFeedWithoutHalfSeconds() {
        DayCompleteness day = day(
                new long[] {0, 100},
                LongStream.rangeClosed(0, 100).map(s -> s * SECOND).toArray());
        assertThat(day.cadence()).isEqualTo(Cadence.EVENT);
        assertThat(day.seconds().missingHalf()).isZero();
        assertThat(day.seconds().twoPlusRatio()).isZero();
    }

    @Test
    void aFixedFeedLacksHalfSeconds() {
        long[] ticks = LongStream.rangeClosed(0, 201)
                .filter(half -> half % 20 != 1)
                .map(half -> half * HALF)
                .toArray();
        DayCompleteness day = day(new long[] {0, 100}, ticks);
        assertThat(day.cadence()).isEqualTo(Cadence.FIXED_0P5S);
        assertThat(day.seconds().missingHalf())
                .isEqualTo(9); // of seconds 10, 20, … 90; those of 0 and 100 are not strict
        assertThat(CompletenessVerdict.of(CompletenessTotals.NONE.plus(day)).reason())
                .isEqualTo(Reason.MISSING_HALF_SECONDS_INFO);
    }

    @Test
    void secondsOutsideSessionsCountOnce() {
        DayCompleteness day = day(
                TWO_SESSIONS,
                all(fixed(998, 999), fixed(1000, 1060), fixed(1500, 1500), fixed(2000, 2100), fixed(2101, 2101)));
        assertThat(day.seconds().outside()).isEqualTo(4);
        assertThat(day.lastTick()).hasValue(2100);
        CompletenessVerdict verdict = CompletenessVerdict.of(CompletenessTotals.NONE.plus(day));
        assertThat(verdict.engineering()).isEqualTo(State.WARN);
        assertThat(verdict.reason()).isEqualTo(Reason.OUTSIDE_SESSIONS_WARN);
        assertThat(verdict.overall()).isEqualTo(State.WARN);
    }

    @Test
    void aDayWithoutTicksIsMissingAndHasNoGaps() {
        for (DayCompleteness day : List.of(day(TWO_SESSIONS), day(TWO_SESSIONS, 5 * SECOND))) {
            assertThat(day.isMissing()).isTrue();
            assertThat(day.endLag()).isEmpty();
            assertThat(day.seconds().missingRatio()).isEqualTo(1);
            assertThat(day.gaps().count()).isZero();
            assertThat(day.segments()).isEmpty();
            assertThat(day.intervals().median()).isNaN();
        }
        CompletenessVerdict verdict = CompletenessVerdict.of(CompletenessTotals.NONE.plus(day(TWO_SESSIONS)));
        assertThat(verdict.reason()).isEqualTo(Reason.SOURCE_MISSING_DAYS_WARN);
        assertThat(verdict.policy()).isEqualTo(State.OK);
    }

    @Test
    void aDayWithoutSessionsExpectsNothing() {
        DayCompleteness day = day(new long[0], SECOND, 2 * SECOND);
        assertThat(day.seconds()).isEqualTo(new DayCompleteness.Seconds(0, 0, 0, 0, 0, 0, 0, 2));
        assertThat(day.seconds().missingRatio()).isZero();
        assertThat(day.isTradingDay()).isFalse();
        assertThat(day.isMissing()).isFalse();
        CompletenessTotals totals = CompletenessTotals.NONE.plus(day);
        assertThat(totals).isEqualTo(new CompletenessTotals(0, 0, 2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(CompletenessVerdict.of(totals).source()).isEqualTo(State.OK);
        assertThat(CompletenessVerdict.of(totals).reason()).isEqualTo(Reason.OUTSIDE_SESSIONS_WARN);
    }

    @Test
    void intervalsAreThoseWithinSessionsByNearestRank() {
        long[] ticks = {1000 * SECOND, 1001 * SECOND, 1001 * SECOND, 1004 * SECOND, 2000 * SECOND};
        assertThat(day(TWO_SESSIONS, ticks).intervals())
                .isEqualTo(new DayCompleteness.Intervals(1000, 3000, 3000)); // 0, 1000 and 3000
    }

    @Test
    void segmentsAreLimitedAndCountsAreNot() {
        long[] ticks = LongStream.rangeClosed(0, 100).map(s -> 10 * s * SECOND).toArray();
        DayCompleteness day =
                SessionCompleteness.of(new long[] {0, 1000}, ticks, ticks.length, new CompletenessRules(5, 0.8, 3));
        assertThat(day.segments()).hasSize(3);
        assertThat(day.gaps().count()).isEqualTo(100);
    }

    @Test
    void rulesAreChecked() {
        assertThatThrownBy(() -> new CompletenessRules(0, 0.8, 1)).hasMessageContaining("0 s");
        assertThatThrownBy(() -> new CompletenessRules(5, Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new CompletenessRules(5, 1.1, 1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> new CompletenessRules(5, 0.8, -1)).hasMessageContaining("-1");
    }

    @Test
    void errorsComeBeforeWarnings() {
        assertThat(reason(0, 0, 61)).isEqualTo(Reason.OUTSIDE_SESSIONS_BLOCK);
        assertThat(reason(100, 0, 60)).isEqualTo(Reason.MISSING_HALF_SECONDS_BLOCK);
        assertThat(reason(99, 1, 60)).isEqualTo(Reason.GAP_GT30_BLOCK);
        assertThat(reason(99, 0, 60)).isEqualTo(Reason.OUTSIDE_SESSIONS_WARN);
        assertThat(reason(20, 0, 0)).isEqualTo(Reason.MISSING_HALF_SECONDS_INFO);
        assertThat(reason(19, 0, 0)).isEqualTo(Reason.QUALITY_OK);
        CompletenessTotals broken = new CompletenessTotals(2, 0, 9, 1000, 0, 0, 0, 1001, 0, 9);
        assertThat(CompletenessVerdict.of(broken).policy()).isEqualTo(State.WARN);
    }

    private static Reason reason(long half, long over30, long outside) {
        return CompletenessVerdict.of(new CompletenessTotals(1, 0, 9, 1000, 0, half, outside, 0, over30, 0))
                .reason();
    }

    @Property(tries = 300)
    void everySecondIsCountedAsAPlainCountSaysIt(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 400) Long> halves,
            @ForAll @IntRange(min = 1, max = 60) int threshold) {
        long[] sessions = {20, 80, 120, 121, 130, 170};
        long[] nanos = halves.stream().mapToLong(h -> h * HALF).sorted().toArray();
        Map<Long, Integer> rows = new HashMap<>();
        Arrays.stream(nanos).forEach(n -> rows.merge(n / SECOND, 1, Integer::sum));
        DayCompleteness day = SessionCompleteness.of(
                sessions, nanos, nanos.length, new CompletenessRules(threshold, 0.8, Integer.MAX_VALUE));
        long[] strict = all(LongStream.range(21, 80), LongStream.range(131, 170));
        assertThat(day.seconds().strict()).isEqualTo(strict.length);
        assertThat(day.seconds().missing())
                .isEqualTo(
                        Arrays.stream(strict).filter(s -> !rows.containsKey(s)).count());
        assertThat(day.seconds().withTwoPlus())
                .isEqualTo(Arrays.stream(strict)
                        .filter(s -> rows.getOrDefault(s, 0) > 1)
                        .count());
        assertThat(day.seconds().outside())
                .isEqualTo(rows.keySet().stream()
                        .filter(s -> s < 20 || (s > 80 && s < 120) || (s > 121 && s < 130) || s > 170)
                        .count());
        for (Segment gap : day.segments()) {
            assertThat(gap.seconds()).isGreaterThanOrEqualTo(threshold);
            assertThat(LongStream.rangeClosed(gap.start(), gap.end()).noneMatch(rows::containsKey))
                    .isTrue();
        }
        if (!day.isMissing() && threshold == 1) {
            assertThat(day.segments().stream().mapToLong(Segment::seconds).sum())
                    .isEqualTo(day.seconds().missing());
        }
    }
}
