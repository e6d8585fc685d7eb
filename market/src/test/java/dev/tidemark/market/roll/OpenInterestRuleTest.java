package dev.tidemark.market.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInterestRuleTest {
    private static final OpenInterestRule RULE = new OpenInterestRule(OpenInterestRule.DEFAULT_THRESHOLD);

    private static long day(String iso) {
        return LocalDate.parse(iso).toEpochDay();
    }

    private static DayInterest day(String iso, Map<String, Double> interest) {
        var symbols = new TreeMap<String, Double>();
        interest.forEach((code, value) -> symbols.put("SHFE." + code, value));
        return new DayInterest(day(iso), symbols);
    }

    private static OpenInterestRule.Result decide(List<DayInterest> days) {
        return RULE.decide(RollCarry.start(), days, before -> before - 1);
    }

    private static List<DayInterest> specified() {
        return List.of(
                day("2024-01-02", Map.of("cu2402", 1000.0, "cu2403", 900.0)),
                day("2024-01-03", Map.of("cu2402", 980.0, "cu2403", 1078.0)),
                day("2024-01-04", Map.of("cu2402", 900.0, "cu2403", 1000.0)),
                day("2024-01-05", Map.of("cu2402", 700.0, "cu2403", 1100.0)),
                day("2024-01-08", Map.of("cu2403", 1050.0, "cu2404", 1200.0)),
                day("2024-01-09", Map.of("cu2404", 1300.0, "cu2405", 100.0)),
                day("2024-01-10", Map.of("cu2405", 2000.0, "cu2406", 2000.0)),
                day("2024-01-11", Map.of("cu2405", 2100.0, "cu2406", 2000.0)));
    }

    private static ScheduleDay row(
            String iso,
            String main,
            double interest,
            String next,
            double nextInterest,
            boolean isSwitch,
            long segment) {
        return new ScheduleDay(day(iso), "SHFE." + main, interest, "SHFE." + next, nextInterest, isSwitch, segment);
    }

    @Test
    void specifiedSchedule() {
        List<ScheduleDay> days = decide(specified()).days();
        assertThat(days)
                .containsExactly(
                        row("2024-01-02", "cu2402", 1000, "cu2403", 900, false, 0),
                        row("2024-01-03", "cu2402", 1000, "cu2403", 900, false, 0),
                        row("2024-01-04", "cu2402", 980, "cu2403", 1078, false, 0),
                        row("2024-01-05", "cu2403", 1000, "cu2402", 900, true, 1),
                        row("2024-01-08", "cu2403", 1100, "cu2402", 700, false, 1),
                        row("2024-01-09", "cu2404", 1200, "cu2403", 1050, true, 2),
                        row("2024-01-10", "cu2404", 1300, "cu2405", 100, false, 2),
                        row("2024-01-11", "cu2405", 2000, "cu2406", 2000, true, 3));
        var schedule = new Schedule(days);
        assertThat(schedule.hash()).isEqualTo("bbdafb91399a87a6");
        assertThat(schedule.distinctContracts()).isEqualTo(4);
    }

    @Test
    void anOldReferenceIsFound() {
        OpenInterestRule.Result result = RULE.decide(
                RollCarry.start(), specified(), day -> day == day("2024-01-08") ? day("2024-01-05") : day - 1);
        assertThat(result.stale()).isEmpty();
        List<DayInterest> hole = new ArrayList<>(specified());
        hole.remove(2);
        OpenInterestRule.Result stale =
                RULE.decide(RollCarry.start(), hole, day -> day == day("2024-01-08") ? day("2024-01-05") : day - 1);
        assertThat(stale.stale())
                .containsExactly(new StaleReference(day("2024-01-05"), day("2024-01-03"), day("2024-01-04")));
        assertThat(stale.stale().getFirst().message())
                .isEqualTo("2024-01-05 was decided with open interest of 2024-01-03; that of 2024-01-04 is missing");
    }

    @Test
    void aSingleContractHasNoNext() {
        ScheduleDay day =
                decide(List.of(day("2024-01-02", Map.of("cu2402", 5.0)))).days().getFirst();
        assertThat(day.nextContract()).isEmpty();
        assertThat(day.nextInterest()).isNaN();
    }

    @Test
    void amongEqualsTheNearestDeliveryComesFirst() {
        List<DayInterest> turn = DayInterest.gather(
                new long[] {day("2019-11-05"), day("2019-11-05"), day("2019-11-05")},
                new String[] {"CZCE.SR003", "CZCE.SR001", "CZCE.SR912"},
                new double[] {7, 7, 7});
        ScheduleDay day = decide(turn).days().getFirst();
        assertThat(day.mainContract()).isEqualTo("CZCE.SR912");
        assertThat(day.nextContract()).isEqualTo("CZCE.SR001");
    }

    @Test
    void contractsAreOrderedByDelivery() {
        var order = new ContractOrder(day("2024-06-03"));
        var codes = new ArrayList<>(
                List.of("odd", "CZCE.AP510", "CZCE.AP407", "SHFE.cu2512", "SHFE.cu2601", "cu12345", "CZCE.AP310"));
        codes.sort(order);
        assertThat(codes)
                .containsExactly(
                        "CZCE.AP310", "CZCE.AP407", "CZCE.AP510", "SHFE.cu2512", "SHFE.cu2601", "cu12345", "odd");
    }

    @Test
    void rowsOfADayAreGathered() {
        assertThat(DayInterest.gather(
                        new long[] {20, 10, 10, 10, 30},
                        new String[] {"b", "a", "a", "b", "a"},
                        new double[] {1, 3, 4, Double.NaN, Double.NaN}))
                .containsExactly(
                        new DayInterest(10, new TreeMap<>(Map.of("a", 4.0))),
                        new DayInterest(20, new TreeMap<>(Map.of("b", 1.0))));
        assertThatThrownBy(() -> DayInterest.gather(new long[1], new String[2], new double[1]))
                .hasMessageContaining("1, 2 and 1 rows");
        assertThatThrownBy(() -> new DayInterest(1, new TreeMap<>(Map.of("a", Double.NaN))))
                .hasMessageContaining("NaN of 'a'");
    }

    @Test
    void daysAscendAndAreNotEmpty() {
        DayInterest first = day("2024-01-02", Map.of("cu2402", 5.0));
        assertThatThrownBy(() -> decide(List.of(first, first)))
                .hasMessage("days ascend; 2024-01-02 does not follow 2024-01-02");
        assertThatThrownBy(() -> decide(List.of(day("2024-01-03", Map.of()))))
                .hasMessage("2024-01-03 has no open interest, so it is no day of a schedule");
        ScheduleDay other = decide(specified()).days().getFirst();
        assertThatThrownBy(() -> RollCarry.after(day("2024-01-03", Map.of()), other))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(List.of(other, other))).hasMessageContaining("2024-01-02 does not");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void thresholdsArePositive(double threshold) {
        assertThatThrownBy(() -> new OpenInterestRule(threshold)).hasMessageStartingWith("threshold");
    }

    /// Rows of a daily table: contracts come and go, ties, nulls, repeated rows, holes.
    private record Daily(List<Long> days, List<String> symbols, List<Double> interest) {
        static Daily random(long seed, int count) {
            var random = new Random(seed);
            var daily = new Daily(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < count; i++) {
                daily.days.add(19_000L + random.nextInt(40));
                daily.symbols.add("SHFE.cu24" + (10 + random.nextInt(3)));
                daily.interest.add(random.nextInt(9) == 0 ? Double.NaN : 10.0 * random.nextInt(12));
            }
            return daily;
        }

        List<DayInterest> gather(List<Integer> order) {
            return DayInterest.gather(
                    order.stream().mapToLong(days::get).toArray(),
                    order.stream().map(symbols::get).toArray(String[]::new),
                    order.stream().mapToDouble(interest::get).toArray());
        }

        List<Integer> places() {
            var places = new ArrayList<Integer>();
            for (int i = 0; i < days.size(); i++) {
                places.add(i);
            }
            return places;
        }
    }

    @Property(tries = 200)
    void theOrderOfRowsDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 200) int rows) {
        Daily daily = Daily.random(seed, rows);
        List<Integer> shuffled = daily.places();
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(decide(daily.gather(shuffled)).days())
                .isEqualTo(decide(daily.gather(daily.places())).days());
    }

    @Property(tries = 200)
    void goingOnGivesWhatAllAtOnceGives(
            @ForAll long seed, @ForAll @IntRange(max = 200) int rows, @ForAll @IntRange(max = 40) int cut) {
        Daily daily = Daily.random(seed, rows);
        List<DayInterest> days = daily.gather(daily.places());
        int middle = Math.min(cut, days.size());
        OpenInterestRule.Result whole = decide(days);
        OpenInterestRule.Result first = decide(days.subList(0, middle));
        RollCarry carry = middle == 0
                ? RollCarry.start()
                : RollCarry.after(days.get(middle - 1), first.days().getLast());
        OpenInterestRule.Result second = RULE.decide(carry, days.subList(middle, days.size()), before -> before - 1);
        var joined = new ArrayList<>(first.days());
        joined.addAll(second.days());
        assertThat(joined).isEqualTo(whole.days());
        var stale = new ArrayList<>(first.stale());
        stale.addAll(second.stale());
        assertThat(stale).isEqualTo(whole.stale());
    }

    @Property(tries = 200)
    void eachRowFollowsFromTheRowBefore(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @DoubleRange(min = 0.5, max = 2) double threshold) {
        Daily daily = Daily.random(seed, rows);
        List<DayInterest> days = daily.gather(daily.places());
        List<ScheduleDay> schedule = new OpenInterestRule(threshold)
                .decide(RollCarry.start(), days, before -> before - 1)
                .days();
        assertThat(schedule).hasSameSizeAs(days);
        for (int i = 0; i < schedule.size(); i++) {
            ScheduleDay row = schedule.get(i);
            Map<String, Double> reference = days.get(Math.max(0, i - 1)).bySymbol();
            String before = i == 0 ? "" : schedule.get(i - 1).mainContract();
            assertThat(row.mainContract()).isEqualTo(expectedMain(reference, before, threshold));
            assertThat(row.mainInterest()).isEqualTo(reference.get(row.mainContract()));
            assertThat(row.isSwitch()).isEqualTo(i > 0 && !row.mainContract().equals(before));
            long segment = i == 0 ? 0 : schedule.get(i - 1).segmentId() + (row.isSwitch() ? 1 : 0);
            assertThat(row.segmentId()).isEqualTo(segment);
            var others = new TreeMap<>(reference);
            others.remove(row.mainContract());
            assertThat(row.nextContract()).isEqualTo(top(others));
        }
    }

    private static String top(Map<String, Double> sorted) {
        String top = "";
        for (String contract : sorted.keySet()) {
            if (top.isEmpty() || sorted.get(contract) > sorted.get(top)) {
                top = contract;
            }
        }
        return top;
    }

    private static String expectedMain(Map<String, Double> reference, String main, double threshold) {
        String top = top(reference);
        if (main.isEmpty() || !reference.containsKey(main)) {
            return top;
        }
        return reference.get(top) > threshold * reference.get(main) ? top : main;
    }
}
