package dev.tidemark.sources.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.update.IntervalSet.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FetchPlanTest {
    private static final long DAY = 86_400_000_000L;
    private static final long HOUR = DAY / 24;
    private static final int MANY = 5000;

    /// The days from one date to another, both included.
    private static Interval days(String first, String last) {
        return new Interval(
                LocalDate.parse("2024-" + first).toEpochDay() * DAY,
                (LocalDate.parse("2024-" + last).toEpochDay() + 1) * DAY);
    }

    private static List<Interval> windows(FetchPlan plan) {
        List<Interval> windows = new ArrayList<>();
        plan.windows().forEachRemaining(windows::add);
        return windows.reversed();
    }

    private static List<Interval> pieces(int barsPerCall, Interval... holes) {
        return FetchPlan.pieces(IntervalSet.of(Arrays.asList(holes)), Timeframe.DAILY, barsPerCall);
    }

    @Test
    void nearHolesAreJoinedAndLongOnesCut() {
        List<Interval> holes = List.of(days("01-03", "01-04"), days("01-09", "01-09"), days("03-01", "04-20"));
        assertThat(FetchPlan.cut(FetchPlan.joined(holes)))
                .containsExactly(days("01-03", "01-09"), days("03-01", "03-30"), days("03-31", "04-20"));
    }

    @Test
    void sevenDaysAreNearAndEightAreNot() {
        assertThat(FetchPlan.joined(List.of(days("01-01", "01-01"), days("01-09", "01-09"))))
                .containsExactly(days("01-01", "01-09"));
        assertThat(FetchPlan.joined(List.of(days("01-01", "01-01"), days("01-10", "01-10"))))
                .hasSize(2);
    }

    @Test
    void aRunOfHolesLongerThanAPieceIsJoinedAllTheSame() {
        Interval[] holes = new Interval[20];
        for (int i = 0; i < holes.length; i++) {
            long start = days("01-01", "01-01").start() + i * 4L * DAY;
            holes[i] = new Interval(start, start + DAY);
        }
        assertThat(pieces(MANY, holes))
                .containsExactly(days("01-01", "01-30"), days("01-31", "02-29"), days("03-01", "03-17"));
    }

    @Test
    void holesStayAsTheyAreWhereJoiningSavesLittle() {
        Interval[] two = {days("01-03", "01-03"), days("01-05", "01-05")};
        assertThat(pieces(MANY, two)).as("two").containsExactly(two);
        Interval[] far = {days("01-03", "01-04"), days("01-09", "01-09"), days("03-01", "04-20")};
        assertThat(pieces(MANY, far)).as("three calls become three").containsExactly(far);
        Interval[] near = {days("01-03", "01-03"), days("01-05", "01-05"), days("01-09", "01-09")};
        assertThat(pieces(MANY, near)).containsExactly(days("01-03", "01-09"));
        assertThat(pieces(2, near)).as("seven days are four calls").containsExactly(near);
    }

    @Test
    void callsAreThoseOfTheProvider() {
        Interval[] holes = new Interval[10];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = new Interval(i * 10L * HOUR, i * 10L * HOUR + HOUR);
        }
        Timeframe hourly = Timeframe.parse("1h");
        IntervalSet set = IntervalSet.of(Arrays.asList(holes));
        assertThat(FetchPlan.pieces(set, hourly, 13)).as("91 hours in 7 calls").hasSize(1);
        assertThat(FetchPlan.pieces(set, hourly, 12)).as("91 hours in 8 calls").hasSize(10);
    }

    @Test
    void windowsEndWherePiecesTouch() {
        List<Interval> pieces = List.of(days("01-03", "01-09"), days("03-01", "03-30"), days("03-31", "04-20"));
        IntervalSet wider = IntervalSet.of(List.of(days("01-01", "01-11"), days("02-27", "04-22")));
        FetchPlan plan = FetchPlan.of(wider, Timeframe.DAILY, MANY, false).cutBetween(pieces);
        assertThat(windows(plan))
                .containsExactly(days("01-01", "01-11"), days("02-27", "03-30"), days("03-31", "04-22"));
        assertThat(plan.size()).isEqualTo(3);
        FetchPlan small = FetchPlan.of(wider, Timeframe.DAILY, 20, false).cutBetween(pieces);
        assertThat(windows(small)).hasSize(1 + 2 + 2).contains(days("03-31", "04-02"));
        assertThat(small.size()).isEqualTo(5);
    }

    /// Whatever the holes, pieces hold all of them, ascend without overlap, and are no more calls than the holes.
    @Property
    void piecesHoldAllHoles(
            @ForAll @Size(max = 40) List<@IntRange(max = 400) Integer> starts,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 500) int barsPerCall) {
        IntervalSet holes = IntervalSet.of(starts.stream()
                .map(start -> new Interval(start * DAY, (start + length) * DAY))
                .toList());
        List<Interval> pieces = FetchPlan.pieces(holes, Timeframe.DAILY, barsPerCall);
        assertThat(holes.minus(IntervalSet.of(pieces)).isEmpty()).isTrue();
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).start())
                    .isGreaterThanOrEqualTo(pieces.get(i - 1).end());
        }
        FetchPlan asked = FetchPlan.of(IntervalSet.of(pieces), Timeframe.DAILY, barsPerCall, false)
                .cutBetween(pieces);
        FetchPlan plain = FetchPlan.of(holes, Timeframe.DAILY, barsPerCall, false);
        assertThat(asked.size()).isLessThanOrEqualTo(plain.size());
        assertThat(windows(asked)).hasSize((int) asked.size());
        assertThat(IntervalSet.of(windows(asked))).isEqualTo(asked.times());
    }
}
