package dev.tidemark.market.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.bar.BarValues;
import dev.tidemark.market.bar.BarsOf;
import dev.tidemark.market.calendar.Markets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BarFillTest {
    private static final ExpectedBars US =
            new ExpectedBars(Markets.shipped().find("US", "").orElseThrow(), Timeframe.DAILY);

    /// A bar that was made.
    private record Made(long time, double open, double high, double low, double close, double adjClose) {}

    private static long day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    private static Made flat(String date, double price) {
        return new Made(day(date), price, price, price, price, Double.NaN);
    }

    private static List<Made> fill(FillMethod method, BarsOf bars) {
        return fill(method, Long.MIN_VALUE, Long.MAX_VALUE, bars.values());
    }

    private static List<Made> fill(FillMethod method, long from, long to, BarValues... blocks) {
        List<Made> made = new ArrayList<>();
        BarFill fill =
                new BarFill(US, method, from, to, (time, o, h, l, c, adj) -> made.add(new Made(time, o, h, l, c, adj)));
        Arrays.stream(blocks).forEach(fill::accept);
        fill.end();
        return made;
    }

    @Test
    void weekEndsAndHolidaysAreNeverFilled() {
        BarsOf bars = new BarsOf().flat(day("2024-07-03"), 10).flat(day("2024-07-10"), 20); // the 4th is a holiday
        assertThat(fill(FillMethod.FORWARD, bars))
                .containsExactly(flat("2024-07-05", 10), flat("2024-07-08", 10), flat("2024-07-09", 10));
        assertThat(fill(FillMethod.BACKWARD, bars))
                .containsExactly(flat("2024-07-05", 20), flat("2024-07-08", 20), flat("2024-07-09", 20));
        assertThat(fill(FillMethod.ZERO, bars))
                .containsExactly(flat("2024-07-05", 0), flat("2024-07-08", 0), flat("2024-07-09", 0));
    }

    @Test
    void forwardAndBackwardCopyTheClose() {
        BarsOf bars = new BarsOf().bar(day("2024-07-08"), 1, 4, 0.5, 2).bar(day("2024-07-10"), 5, 8, 4, 6);
        assertThat(fill(FillMethod.FORWARD, bars)).containsExactly(flat("2024-07-09", 2));
        assertThat(fill(FillMethod.BACKWARD, bars)).containsExactly(flat("2024-07-09", 6));
    }

    @Test
    void interpolationIsALineInBarsForEachColumn() {
        BarsOf bars = new BarsOf()
                .row(day("2024-07-05"), false, 10, 14, 8, 12, 100, 6)
                .row(day("2024-07-10"), false, 13, 20, 8, 15, 100, 9);
        assertThat(fill(FillMethod.INTERPOLATE, bars))
                .containsExactly(
                        new Made(day("2024-07-08"), 11, 16, 8, 13, 7), new Made(day("2024-07-09"), 12, 18, 8, 14, 8));
    }

    @Test
    void whatANeighbourDoesNotHaveIsNotInterpolated() {
        BarsOf bars = new BarsOf()
                .row(day("2024-07-08"), false, Double.NaN, 14, 8, 12, 100, 6)
                .row(day("2024-07-10"), false, 13, 20, 8, 14, 100, Double.NaN);
        assertThat(fill(FillMethod.INTERPOLATE, bars))
                .containsExactly(new Made(day("2024-07-09"), Double.NaN, 17, 8, 13, Double.NaN));
    }

    @Test
    void imputedBarsAreNeitherMadeAgainNorTakenForNeighbours() {
        BarsOf bars = new BarsOf()
                .flat(day("2024-07-05"), 10)
                .imputed(day("2024-07-08"), 777)
                .flat(day("2024-07-10"), 13);
        assertThat(fill(FillMethod.FORWARD, bars)).containsExactly(flat("2024-07-09", 10));
        assertThat(fill(FillMethod.INTERPOLATE, bars)).containsExactly(flat("2024-07-09", 12));
    }

    @Test
    void aBarWithoutCloseIsThereButNoNeighbour() {
        BarsOf bars = new BarsOf()
                .flat(day("2024-07-05"), 10)
                .bar(day("2024-07-08"), 1, 1, 1, Double.NaN)
                .flat(day("2024-07-10"), 13);
        assertThat(fill(FillMethod.BACKWARD, bars)).containsExactly(flat("2024-07-09", 13));
        assertThat(fill(FillMethod.FORWARD, bars)).containsExactly(flat("2024-07-09", 10));
    }

    @Test
    void nothingIsMadeBeforeTheFirstOrAfterTheLastRealBar() {
        BarsOf bars = new BarsOf()
                .imputed(day("2024-07-01"), 1)
                .flat(day("2024-07-08"), 10)
                .imputed(day("2024-07-11"), 1);
        for (FillMethod method : FillMethod.values()) {
            assertThat(fill(method, bars)).isEmpty();
            assertThat(fill(method, new BarsOf())).isEmpty();
        }
    }

    @Test
    void barsOutsideTheGridAreNeighboursAndStay() {
        BarsOf bars = new BarsOf()
                .flat(day("2024-07-05"), 10)
                .flat(day("2024-07-06"), 11) // a Saturday
                .flat(day("2024-07-09"), 12);
        assertThat(fill(FillMethod.FORWARD, bars)).containsExactly(flat("2024-07-08", 11));
    }

    @Test
    void onlyWhatLiesInTheRangeIsMade() {
        BarsOf bars = new BarsOf().flat(day("2024-07-05"), 10).flat(day("2024-07-11"), 14);
        assertThat(fill(FillMethod.INTERPOLATE, day("2024-07-09"), day("2024-07-10"), bars.values()))
                .containsExactly(flat("2024-07-09", 12));
    }

    @Test
    void aRangeReachesBeyondTheRealBars() {
        BarsOf bars = new BarsOf()
                .imputed(day("2024-07-02"), 1)
                .flat(day("2024-07-08"), 10)
                .flat(day("2024-07-10"), 20)
                .imputed(day("2024-07-11"), 1);
        long from = day("2024-07-01");
        long to = day("2024-07-16"); // the 4th is a holiday, the 6th and 13th are Saturdays
        assertThat(fill(FillMethod.FORWARD, from, to, bars.values()))
                .containsExactly(flat("2024-07-09", 10), flat("2024-07-12", 20), flat("2024-07-15", 20));
        assertThat(fill(FillMethod.BACKWARD, from, to, bars.values()))
                .containsExactly(
                        flat("2024-07-01", 10), flat("2024-07-03", 10), flat("2024-07-05", 10), flat("2024-07-09", 20));
        assertThat(fill(FillMethod.INTERPOLATE, from, to, bars.values())).containsExactly(flat("2024-07-09", 15));
        assertThat(fill(FillMethod.ZERO, from, to, bars.values()))
                .extracting(Made::time)
                .containsExactly(
                        day("2024-07-01"),
                        day("2024-07-03"),
                        day("2024-07-05"),
                        day("2024-07-09"),
                        day("2024-07-12"),
                        day("2024-07-15"));
        assertThat(fill(FillMethod.ZERO, Long.MIN_VALUE, to, bars.values())).hasSize(3);
        assertThat(fill(FillMethod.ZERO, from, Long.MAX_VALUE, bars.values())).hasSize(4);
        assertThat(fill(FillMethod.ZERO, day("2024-07-09"), to, bars.values())).hasSize(3);
        assertThat(fill(FillMethod.ZERO, from, day("2024-07-03"), bars.values()))
                .containsExactly(flat("2024-07-01", 0));
        assertThat(fill(
                        FillMethod.FORWARD,
                        from,
                        to,
                        new BarsOf().imputed(day("2024-07-02"), 1).values()))
                .isEmpty();
        assertThat(fill(FillMethod.ZERO, from, to))
                .as("nobody knows the series")
                .isEmpty();
    }

    @Test
    void methodsHaveStableNames() {
        assertThat(FillMethod.parse("interpolate")).isEqualTo(FillMethod.INTERPOLATE);
        assertThatThrownBy(() -> FillMethod.parse("linear"))
                .hasMessageContaining("'linear'")
                .hasMessageContaining("forward, backward, interpolate, zero");
    }

    /// What becomes of 40 trading days: 0 and 1 missing, 2 imputed, 3 without close, more: real.
    @Property
    void filledAndStoredAreExactlyTheExpected(
            @ForAll @Size(40) List<@IntRange(max = 6) Integer> kinds,
            @ForAll @IntRange(min = 1, max = 9) int block,
            @ForAll boolean isBounded) {
        long[] days = US.between(day("2024-01-02"), day("2024-06-01"));
        BarsOf bars = new BarsOf();
        TreeMap<Integer, Double> real = new TreeMap<>();
        Set<Long> stored = new TreeSet<>();
        for (int i = 0; i < kinds.size(); i++) {
            switch (kinds.get(i)) {
                case 0, 1 -> {
                    continue;
                }
                case 2 -> bars.imputed(days[i], -5);
                case 3 -> bars.bar(days[i], 1, 1, 1, Double.NaN);
                default -> {
                    bars.flat(days[i], 10 + 3 * i);
                    real.put(i, 10.0 + 3 * i);
                }
            }
            stored.add(days[i]);
        }
        for (FillMethod method : FillMethod.values()) {
            List<Made> wanted = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                var before = real.lowerEntry(i);
                var after = real.higherEntry(i);
                boolean isReached = isReached(method, isBounded && !stored.isEmpty(), before != null, after != null);
                if (!stored.contains(days[i]) && isReached) {
                    double price = switch (method) {
                        case FORWARD -> before.getValue();
                        case BACKWARD -> after.getValue();
                        case INTERPOLATE -> 10 + 3 * i; // real prices lie on a line
                        case ZERO -> 0;
                    };
                    wanted.add(new Made(days[i], price, price, price, price, Double.NaN));
                }
            }
            List<Made> made = fill(
                    method,
                    isBounded ? days[0] : Long.MIN_VALUE,
                    isBounded ? days[kinds.size()] : Long.MAX_VALUE,
                    bars.blocks(block).toArray(BarValues[]::new));
            assertThat(made).usingElementComparator(BarFillTest::compare).containsExactlyElementsOf(wanted);
        }
    }

    private static boolean isReached(FillMethod method, boolean isBounded, boolean hasBefore, boolean hasAfter) {
        return (hasBefore && hasAfter)
                || (isBounded
                        && switch (method) {
                            case FORWARD -> hasBefore;
                            case BACKWARD -> hasAfter;
                            case INTERPOLATE -> false;
                            case ZERO -> true;
                        });
    }

    private static int compare(Made a, Made b) {
        return a.time() == b.time() && Math.abs(a.close() - b.close()) < 1e-9
                ? 0
                : Long.compare(a.time(), b.time()) | 1;
    }

    @Property
    void anInterpolatedHighIsAHighAndNothingLeavesItsNeighbours(
            @ForAll @Size(4) List<@DoubleRange(min = -1000, max = 1000) Double> first,
            @ForAll @Size(4) List<@DoubleRange(min = -1000, max = 1000) Double> second) {
        BarsOf bars = new BarsOf();
        add(bars, day("2024-07-08"), first);
        add(bars, day("2024-08-08"), second);
        for (Made made : fill(FillMethod.INTERPOLATE, bars)) {
            assertThat(made.high()).isGreaterThanOrEqualTo(Math.max(made.open(), made.close()));
            assertThat(made.low()).isLessThanOrEqualTo(Math.min(made.open(), made.close()));
            assertThat(made.high())
                    .isBetween(Math.min(highest(first), highest(second)), Math.max(highest(first), highest(second)));
        }
    }

    private static double highest(List<Double> prices) {
        return prices.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static void add(BarsOf bars, long time, List<Double> prices) {
        double low = prices.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        bars.bar(time, prices.get(0), highest(prices), low, prices.get(1));
    }
}
