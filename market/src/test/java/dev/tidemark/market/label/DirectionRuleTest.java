package dev.tidemark.market.label;

import static dev.tidemark.market.label.Labels.NULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.SchemaHash;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionRuleTest {
    static double[] mids(SampleTicks ticks) {
        double[] bid = ticks.column(TickColumn.BID_PRICE1);
        double[] ask = ticks.column(TickColumn.ASK_PRICE1);
        var mids = new double[ticks.rows()];
        Arrays.setAll(mids, t -> (bid[t] + ask[t]) / 2);
        return mids;
    }

    private static int[] labels(double[] mids, int horizon, double tick) {
        return new DirectionRule(List.of(horizon), 1, tick).compute(mids, mids.length, 0, mids.length)[0];
    }

    @Test
    void specifiedLabels() {
        double[] mids = mids(SampleTicks.specified(30));
        assertThat(labels(mids, 3, 1))
                .containsExactly(
                        2, 1, 0, 1, 2, 1, 2, 0, 2, 1, 2, 1, 0, 1, 2, 1, 2, 0, 2, 1, 2, 1, 0, 1, 2, 1, 2, NULL, NULL,
                        NULL);
        int[] ten = labels(mids, 10, 1);
        assertThat(Arrays.copyOf(ten, 20)).containsOnly(DirectionRule.FLAT);
        assertThat(Arrays.copyOfRange(ten, 20, 30)).containsOnly(NULL);
    }

    @Test
    void aNullMidIsNeverFlat() {
        double[] mids = mids(SampleTicks.specified(30));
        mids[4] = Double.NaN;
        assertThat(labels(mids, 3, 1)).startsWith(2, NULL, 0, 1, NULL, 1, 2, 0, 2, 1);
    }

    @Test
    void aRoundedTickIsATick() {
        double[] mids = {(450.00 + 450.02) / 2, (450.02 + 450.04) / 2};
        assertThat(mids[1] - mids[0]).isLessThan(0.02);
        assertThat(labels(mids, 1, 0.02)).containsExactly(DirectionRule.UP, NULL);
    }

    @Test
    void theTickSizeDecides() {
        double[] copper = {68000, 68005, 68010, 68000};
        assertThat(labels(copper, 1, 10)).containsExactly(1, 1, 0, NULL);
        assertThat(labels(copper, 1, 1)).containsExactly(2, 2, 0, NULL);
    }

    @Test
    void labelsHaveTheSpecifiedSchemas() {
        var rule = new DirectionRule(DirectionRule.DEFAULT_HORIZONS, DirectionRule.DEFAULT_THRESHOLD_K, 1);
        assertThat(SchemaHash.of(rule.columns(TickSource.RAW))).isEqualTo("b1992641960b554a");
        assertThat(SchemaHash.of(rule.columns(TickSource.MAIN_L5))).isEqualTo("257a28179a02ad3b");
    }

    @Test
    void horizonsAscend() {
        assertThat(new DirectionRule(List.of(50, 3, 10), 1, 1).horizons()).containsExactly(3, 10, 50);
        assertThatThrownBy(() -> new DirectionRule(List.of(3, 3), 1, 1)).hasMessage("horizon 3 is named twice");
        assertThatThrownBy(() -> new DirectionRule(List.of(0), 1, 1)).hasMessage("horizon 0 is below 1");
        assertThatThrownBy(() -> new DirectionRule(List.of(), 1, 1)).hasMessage("at least one horizon is needed");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void ticksAndThresholdsArePositive(double value) {
        assertThatThrownBy(() -> new DirectionRule(List.of(1), 1, value)).hasMessageStartingWith("tick size");
        assertThatThrownBy(() -> new DirectionRule(List.of(1), value, 1)).hasMessageStartingWith("threshold k");
    }

    @Test
    void aThresholdBelowTheToleranceIsRefused() {
        assertThatThrownBy(() -> new DirectionRule(List.of(1), 1e-7, 1)).hasMessageContaining("rounding");
    }

    @Property(tries = 200)
    void aRowIsLabelledAlikeAloneAndAmongMany(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 120) int horizon,
            @ForAll @IntRange(max = 300) int cut) {
        double[] mids = mids(SampleTicks.random(seed, rows));
        var rule = new DirectionRule(List.of(1, horizon + 1), 1.5, 0.5);
        int[][] whole = rule.compute(mids, rows, 0, rows);
        int from = Math.min(cut, rows);
        int to = Math.min(rows, from + new Random(seed).nextInt(50));
        int read = Math.min(rows, to + rule.maxHorizon());
        int[][] part = rule.compute(mids, read, from, to);
        for (int i = 0; i < whole.length; i++) {
            assertThat(part[i]).containsExactly(Arrays.copyOfRange(whole[i], from, to));
        }
    }

    @Property(tries = 200)
    void aStreamGivesWhatABatchGives(
            @ForAll long seed,
            @ForAll @IntRange(max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 120) int horizon) {
        double[] mids = mids(SampleTicks.random(seed, rows));
        var rule = new DirectionRule(List.of(horizon, horizon + 7, 2 * horizon + 9), 1, 0.02);
        var streamed = new ArrayList<List<Integer>>();
        var stream = new LabelStream(rule, (row, mid, labels) -> {
            assertThat(row).isEqualTo(streamed.size());
            assertThat(mid).isEqualTo(Double.valueOf(mids[(int) row]));
            streamed.add(Arrays.stream(labels).boxed().toList());
        });
        for (int t = 0; t < rows; t++) {
            stream.accept(mids[t]);
            assertThat(streamed).hasSize(Math.max(0, t + 1 - rule.maxHorizon()));
        }
        stream.flush();
        int[][] batch = rule.compute(mids, rows, 0, rows);
        assertThat(streamed).hasSize(rows);
        for (int t = 0; t < rows; t++) {
            assertThat(streamed.get(t)).containsExactly(batch[0][t], batch[1][t], batch[2][t]);
        }
    }

    @Test
    void aFlushEndsASegment() {
        var rows = new ArrayList<Integer>();
        var stream = new LabelStream(new DirectionRule(List.of(1), 1, 1), (row, mid, labels) -> rows.add(labels[0]));
        stream.accept(1);
        stream.accept(2);
        stream.flush();
        stream.accept(1);
        stream.accept(1);
        stream.flush();
        assertThat(rows).containsExactly(DirectionRule.UP, NULL, DirectionRule.FLAT, NULL);
    }
}
