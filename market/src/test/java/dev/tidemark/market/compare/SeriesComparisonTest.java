package dev.tidemark.market.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.market.bar.BarsOf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesComparisonTest {
    private static SeriesDifference compare(BarsOf a, BarsOf b) {
        return compare(a, b, 1000);
    }

    private static SeriesDifference compare(BarsOf a, BarsOf b, int block) {
        return SeriesComparison.of(a.blocks(block).iterator(), b.blocks(block).iterator(), Tolerances.DEFAULT);
    }

    @Test
    void equalSeriesDoNotDiffer() {
        BarsOf bars =
                new BarsOf().flat(1, 10).bar(2, 1, 2, Double.NaN, Double.NaN).flat(3, 12);
        SeriesDifference difference = compare(bars, bars, 2);
        assertThat(difference.isNone()).isTrue();
        assertThat(difference.isWithinTolerance()).isTrue();
        assertThat(difference.both()).isEqualTo(3);
        assertThat(difference.factors().total()).isZero();
        assertThat(compare(new BarsOf(), new BarsOf()).isNone()).isTrue();
    }

    @Test
    void keysOfOneSideComeAsStretches() {
        BarsOf a = new BarsOf().flat(1, 10).flat(2, 10).flat(3, 10).flat(6, 10);
        BarsOf b = new BarsOf().flat(3, 10).flat(4, 10).flat(7, 10);
        SeriesDifference difference = compare(a, b, 2);
        assertThat(difference.onlyA()).isEqualTo(new Runs<>(3, 2, List.of(new KeyRun(1, 2, 2), new KeyRun(6, 6, 1))));
        assertThat(difference.onlyB()).isEqualTo(new Runs<>(2, 2, List.of(new KeyRun(4, 4, 1), new KeyRun(7, 7, 1))));
        assertThat(difference.both()).isEqualTo(1);
        assertThat(difference.isWithinTolerance()).isFalse();
    }

    @Test
    void imputedRowsCountOnNeitherSide() {
        BarsOf a = new BarsOf().flat(1, 10).imputed(2, 99).flat(3, 10);
        BarsOf b = new BarsOf().flat(1, 10).flat(2, 10).imputed(3, 99);
        SeriesDifference difference = compare(a, b);
        assertThat(difference.rowsA()).isEqualTo(2);
        assertThat(difference.onlyA().first()).containsExactly(new KeyRun(3, 3, 1));
        assertThat(difference.onlyB().first()).containsExactly(new KeyRun(2, 2, 1));
    }

    @Test
    void aDifferenceCountsBeyondItsTolerance() {
        BarsOf a = new BarsOf()
                .row(1, false, 100, 100, 100, 100, 1000, Double.NaN)
                .row(2, false, 100, 100, 100, 100, 1000, Double.NaN)
                .row(3, false, 100, 100, 100, 100, 1000, 5);
        BarsOf b = new BarsOf()
                .row(1, false, 100.4, 100, 100, 100, 1099, Double.NaN)
                .row(2, false, 100.6, 100, 100, 100, 1200, Double.NaN)
                .row(3, false, 100, 100, 100, 100, 1000, Double.NaN);
        SeriesDifference difference = compare(a, b);
        ColumnDifference open = difference.column(ComparedColumn.OPEN);
        assertThat(open.differing()).isEqualTo(2);
        assertThat(open.beyond()).isEqualTo(1);
        assertThat(open.largest()).isCloseTo(0.6 / 100.6, within(1e-12));
        assertThat(open.largestAt()).isEqualTo(2);
        assertThat(difference.column(ComparedColumn.VOLUME).beyond()).isEqualTo(1);
        assertThat(difference.column(ComparedColumn.VOLUME).differing()).isEqualTo(2);
        assertThat(difference.column(ComparedColumn.ADJ_CLOSE))
                .isEqualTo(new ColumnDifference(ComparedColumn.ADJ_CLOSE, 1, 0, 1, 0, 0, List.of()));
        assertThat(open.first()).containsExactly(new ValueDifference(2, 100, 100.6));
        assertThat(difference.column(ComparedColumn.HIGH).differing()).isZero();
    }

    @Test
    void splitsAndFactorsAreFound() {
        BarsOf a = new BarsOf();
        BarsOf b = new BarsOf();
        for (int i = 0; i < 30; i++) {
            double price = 100 + i;
            double factor = i < 10 ? 0.25 : i < 20 ? 0.9978 * (1 + (i % 2) * 1e-6) : 1;
            a.flat(i, price);
            b.flat(i, price * factor);
        }
        SeriesDifference difference = compare(a, b, 7);
        assertThat(difference.splits()).isEqualTo(new Runs<>(10, 1, List.of(new RatioRun(0, 9, 10, 0.25))));
        assertThat(difference.factors().total()).isEqualTo(2);
        assertThat(difference.factors().first().getFirst()).isEqualTo(new RatioRun(0, 9, 10, 0.25));
        RatioRun dividend = difference.factors().first().getLast();
        assertThat(dividend.first()).isEqualTo(10);
        assertThat(dividend.last()).isEqualTo(19);
        assertThat(dividend.ratio()).isCloseTo(0.9978, within(1e-6));

        SeriesDifference mirrored = compare(b, a, 7);
        assertThat(mirrored.splits().first()).containsExactly(new RatioRun(0, 9, 10, 4));
    }

    @Test
    void fewKeysWithOneRatioAreNoAdjustment() {
        BarsOf a = new BarsOf();
        BarsOf b = new BarsOf();
        for (int i = 0; i < SeriesComparison.LEAST_FACTOR_ROWS - 1; i++) {
            a.flat(i, 10);
            b.flat(i, 10.3);
        }
        assertThat(compare(a, b).factors().total()).isZero();
        a.flat(100, 10);
        b.flat(100, 10.3);
        assertThat(compare(a, b).factors().total()).isEqualTo(1);
    }

    @Test
    void zeroNullAndNegativeClosesHaveNoRatio() {
        BarsOf a = new BarsOf().flat(1, 0).flat(2, -37).flat(3, Double.NaN).flat(4, 0);
        BarsOf b = new BarsOf().flat(1, 2).flat(2, 37).flat(3, 1).flat(4, 0);
        SeriesDifference difference = compare(a, b);
        assertThat(difference.splits().total()).isZero();
        assertThat(difference.factors().total()).isZero();
        assertThat(difference.column(ComparedColumn.CLOSE).differing()).isEqualTo(3);
        assertThat(difference.column(ComparedColumn.CLOSE).largest()).isEqualTo(2);
    }

    @Test
    void listsAreBoundedAndCountsAreNot() {
        BarsOf a = new BarsOf();
        BarsOf b = new BarsOf();
        for (int i = 0; i < 500; i++) {
            (i % 2 == 0 ? a : b).flat(i, 10);
        }
        Runs<KeyRun> only = compare(a, b).onlyA();
        assertThat(only.total()).isEqualTo(250);
        assertThat(only.rows()).isEqualTo(250);
        assertThat(only.first()).hasSize(Runs.MOST);
    }

    @Test
    void tolerancesAreNotNegative() {
        assertThatThrownBy(() -> new Tolerances(-0.1, 0)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new Tolerances(0, Double.NaN)).hasMessageContaining("NaN");
    }

    @Property
    void countsAreThoseOfASetOfKeysAndMirrored(
            @ForAll @Size(max = 30) List<@IntRange(max = 60) Integer> keysA,
            @ForAll @Size(max = 30) List<@IntRange(max = 60) Integer> keysB,
            @ForAll @IntRange(min = 1, max = 7) int block) {
        TreeMap<Integer, Double> a = new TreeMap<>();
        TreeMap<Integer, Double> b = new TreeMap<>();
        keysA.forEach(key -> a.put(key, 10.0 + key % 3));
        keysB.forEach(key -> b.put(key, 10.0 + key % 4));
        TreeSet<Integer> both = new TreeSet<>(a.keySet());
        both.retainAll(b.keySet());
        SeriesDifference difference = compare(bars(a), bars(b), block);
        assertThat(difference.both()).isEqualTo(both.size());
        assertThat(difference.onlyA().rows()).isEqualTo(a.size() - both.size());
        assertThat(difference.onlyB().rows()).isEqualTo(b.size() - both.size());
        long differing =
                both.stream().filter(key -> !a.get(key).equals(b.get(key))).count();
        assertThat(difference.column(ComparedColumn.CLOSE).differing()).isEqualTo(differing);
        assertThat(difference.column(ComparedColumn.CLOSE).beyond()).isEqualTo(differing);
        assertThat(difference.column(ComparedColumn.CLOSE).first())
                .isEqualTo(both.stream()
                        .filter(key -> !a.get(key).equals(b.get(key)))
                        .limit(ColumnDifference.MOST_FIRST)
                        .map(key -> new ValueDifference(key, a.get(key), b.get(key)))
                        .toList());

        SeriesDifference mirrored = compare(bars(b), bars(a), block);
        assertThat(mirrored.onlyA()).isEqualTo(difference.onlyB());
        assertThat(mirrored.onlyB()).isEqualTo(difference.onlyA());
        assertThat(mirrored.columns().stream().map(SeriesComparisonTest::mirror))
                .containsExactlyElementsOf(difference.columns());
        assertThat(mirrored.splits().rows()).isEqualTo(difference.splits().rows());
    }

    private static ColumnDifference mirror(ColumnDifference column) {
        return new ColumnDifference(
                column.column(),
                column.differing(),
                column.beyond(),
                column.oneSided(),
                column.largest(),
                column.largestAt(),
                column.first().stream()
                        .map(value -> new ValueDifference(value.time(), value.b(), value.a()))
                        .toList());
    }

    private static BarsOf bars(Map<Integer, Double> closes) {
        BarsOf bars = new BarsOf();
        closes.forEach(bars::flat);
        return bars;
    }
}
