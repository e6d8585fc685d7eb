package dev.tidemark.market.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumns;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// A factor's bits do not depend on how rows are cut and handed over.
class FactorCutsTest {
    private static final FactorSet SET = FactorRegistry.defaultSet();

    private static double[][] whole(SampleTicks ticks) {
        return SET.compute(ticks.columns(), 0, ticks.rows());
    }

    private static void assertSameBits(double[] actual, double[] expected, String name) {
        assertThat(Arrays.stream(actual).mapToLong(Double::doubleToRawLongBits).toArray())
                .as(name)
                .containsExactly(Arrays.stream(expected)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
    }

    @Property(tries = 60)
    void aPartitionWithItsLookbackRowsGivesItsPartOfTheWhole(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 2500) int rows, @ForAll @IntRange(max = 2500) int cut) {
        SampleTicks ticks = SampleTicks.random(seed, rows);
        double[][] expected = whole(ticks);
        int from = Math.min(cut, rows);
        int to = from + new Random(seed).nextInt(rows - from + 1);
        int first = Math.max(0, from - SET.lookbackRows());
        double[][] part = SET.compute(ticks.columns(first, to), from - first, to - first);
        for (int i = 0; i < part.length; i++) {
            assertSameBits(
                    part[i],
                    Arrays.copyOfRange(expected[i], from, to),
                    SET.factors().get(i).name());
        }
    }

    @Property(tries = 60)
    void eachFactorReadsNoMoreThanItDeclares(@ForAll long seed, @ForAll @IntRange(min = 21, max = 200) int row) {
        SampleTicks ticks = SampleTicks.random(seed, row + 1);
        TickColumns rows = ticks.columns();
        for (Factor factor : SET.factors()) {
            var expected = new double[row + 1];
            factor.compute(rows, 0, row + 1, expected, 0);
            int first = row - factor.lookbackRows();
            TickColumns cut = ticks.columns(first, row + 1);
            TickColumns.Builder needed = TickColumns.of(cut.datetime());
            factor.inputs().forEach(column -> needed.with(column, cut.column(column)));
            for (int t = first; t <= row; t++) {
                if (ticks.isDayStart(t)) {
                    needed.dayStart(t - first);
                }
            }
            var alone = new double[1];
            factor.compute(needed.build(), factor.lookbackRows(), factor.lookbackRows() + 1, alone, 0);
            assertSameBits(alone, new double[] {expected[row]}, factor.name());
        }
    }

    @Property(tries = 40)
    void aStreamGivesWhatFilesGive(@ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int rows) {
        SampleTicks ticks = SampleTicks.random(seed, rows);
        double[][] expected = whole(ticks);
        var streamed = new double[expected.length][rows];
        var stream = new FactorStream(SET);
        var row = new double[expected.length];
        for (int t = 0; t < rows; t++) {
            stream.accept(ticks.datetime[t], ticks.tradingDay[t], ticks.row(t), row);
            for (int i = 0; i < row.length; i++) {
                streamed[i][t] = row[i];
            }
        }
        for (int i = 0; i < expected.length; i++) {
            assertSameBits(streamed[i], expected[i], SET.factors().get(i).name());
        }
    }

    @Test
    void aNewSegmentForgets() {
        SampleTicks ticks = SampleTicks.specified(60);
        var stream = new FactorStream(SET);
        var row = new double[SET.factors().size()];
        for (int t = 0; t < 60; t++) {
            if (t == 30) {
                stream.startSegment();
            }
            stream.accept(ticks.datetime[t], ticks.tradingDay[t], ticks.row(t), row);
            assertThat(Double.isNaN(row[6])).as("return_10 of row %d", t).isEqualTo(t % 30 < 10);
            assertThat(Double.isNaN(row[7])).as("volatility_20 of row %d", t).isEqualTo(t % 30 < 20);
        }
    }
}
