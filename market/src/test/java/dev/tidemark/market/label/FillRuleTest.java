package dev.tidemark.market.label;

import static dev.tidemark.market.label.Labels.NULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillRuleTest {
    private static final FillRule RULE = new FillRule(List.of(0, 1), List.of(2, 3), 1);

    private static TickColumns book() {
        return TickColumns.of(new long[6])
                .with(TickColumn.BID_PRICE1, new double[] {100, 100, 99, 99, 100, 101})
                .with(TickColumn.ASK_PRICE1, new double[] {101, 101, 100, 100, 101, 102})
                .with(TickColumn.BID_VOLUME1, new double[] {5, 6, 7, 8, 9, 10})
                .with(TickColumn.ASK_VOLUME1, new double[] {1, 1, 1, 1, 1, Double.NaN})
                .build();
    }

    private static String text(int value) {
        return value == NULL ? "-" : Integer.toString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "BID, 0, 0, (2 1) (1 1) (- 0) (- 0) (- -) (- -)",
        "BID, 0, 1, (2 1) (1 1) (- 0) (- -) (- -) (- -)",
        "BID, 1, 0, (- 0) (- 0) (- 0) (- 0) (- -) (- -)",
        "ASK, 0, 0, (- 0) (- 0) (2 1) (1 1) (1 1) (- -)",
        "ASK, 1, 0, (- 0) (- 0) (- 0) (2 1) (- -) (- -)",
        "ASK, 1, 1, (- 0) (- 0) (3 1) (2 1) (- -) (- -)",
    })
    void specifiedFills(Side side, int level, int horizon, String expected) {
        FillLabels labels = RULE.compute(book(), 0, 6, side, level);
        var text = new StringBuilder();
        for (int t = 0; t < 6; t++) {
            text.append(t == 0 ? "(" : " (")
                    .append(text(labels.timeToFill(horizon)[t]))
                    .append(' ')
                    .append(text(labels.fillProbability(horizon)[t]))
                    .append(')');
        }
        assertThat(text).hasToString(expected);
    }

    @Test
    void anOrderStandsBehindTheBest() {
        assertThat(RULE.compute(book(), 0, 6, Side.BID, 0).queuePosition()).startsWith(5, 6);
        FillLabels second = RULE.compute(book(), 0, 6, Side.BID, 1);
        assertThat(second.queuePosition()).startsWith(10, 12);
        assertThat(second.orderPrice()).startsWith(99, 99, 98);
        FillLabels ask = RULE.compute(book(), 0, 6, Side.ASK, 1);
        assertThat(ask.orderPrice()).endsWith(102, 103);
        assertThat(ask.queuePosition()).endsWith(2, Double.NaN);
    }

    @Test
    void noOwnPriceNoOrder() {
        TickColumns rows = TickColumns.of(new long[3])
                .with(TickColumn.BID_PRICE1, new double[] {Double.NaN, 100, 100})
                .with(TickColumn.ASK_PRICE1, new double[] {101, 100, 99})
                .with(TickColumn.BID_VOLUME1, new double[] {0, 1, 1})
                .build();
        FillLabels labels = new FillRule(List.of(0), List.of(1), 1).compute(rows, 0, 3, Side.BID, 0);
        assertThat(labels.orderPrice()[0]).isNaN();
        assertThat(labels.queuePosition()[0]).isNaN();
        assertThat(labels.timeToFill(0)).containsExactly(NULL, 1, NULL);
        assertThat(labels.fillProbability(0)).containsExactly(NULL, 1, NULL);
    }

    @Test
    void aNullOppositePriceFillsNothing() {
        TickColumns rows = TickColumns.of(new long[4])
                .with(TickColumn.BID_PRICE1, new double[] {100, 100, 100, 100})
                .with(TickColumn.ASK_PRICE1, new double[] {101, Double.NaN, 100, Double.NaN})
                .with(TickColumn.BID_VOLUME1, new double[4])
                .build();
        FillLabels labels = new FillRule(List.of(0), List.of(1, 2), 1).compute(rows, 0, 4, Side.BID, 0);
        assertThat(labels.timeToFill(0)).containsExactly(NULL, 1, NULL, NULL);
        assertThat(labels.fillProbability(0)).containsExactly(0, 1, 0, NULL);
        assertThat(labels.timeToFill(1)).containsExactly(2, 1, NULL, NULL);
    }

    @Test
    void rulesAreChecked() {
        assertThatThrownBy(() -> new FillRule(List.of(-1), List.of(1), 1)).hasMessage("price level -1 is below 0");
        assertThatThrownBy(() -> RULE.compute(book(), 0, 6, Side.BID, 2))
                .hasMessage("price level 2 is not one of [0, 1]");
        assertThat(new FillRule(List.of(0), List.of(10), 1)
                        .columns(TickSource.RAW).stream().map(TypedColumn::toString))
                .containsExactly(
                        "symbol:string",
                        "datetime:int64",
                        "side:string",
                        "price_level:int32",
                        "order_price:double",
                        "queue_position:double",
                        "time_to_fill_10:int32",
                        "fill_prob_10:int32");
    }

    /// The definition, word by word.
    private static int slowTime(TickColumns rows, int t, Side side, int level, double tick, int horizon) {
        double[] bid = rows.column(TickColumn.BID_PRICE1);
        double[] ask = rows.column(TickColumn.ASK_PRICE1);
        double tolerance = tick * 1e-6;
        for (int k = 1; k <= horizon && t + k < rows.rows(); k++) {
            boolean isFilled = side == Side.BID
                    ? ask[t + k] <= bid[t] - level * tick + tolerance
                    : bid[t + k] >= ask[t] + level * tick - tolerance;
            if (isFilled) {
                return k;
            }
        }
        return NULL;
    }

    @Property(tries = 100)
    void theSearchFindsWhatAScanFinds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 90) int horizon,
            @ForAll Side side,
            @ForAll @IntRange(max = 3) int level) {
        TickColumns ticks = SampleTicks.random(seed, rows).columns();
        FillLabels labels = new FillRule(List.of(level), List.of(horizon), 0.02).compute(ticks, 0, rows, side, level);
        double[] own = ticks.column(side == Side.BID ? TickColumn.BID_PRICE1 : TickColumn.ASK_PRICE1);
        for (int t = 0; t < rows; t++) {
            int time = slowTime(ticks, t, side, level, 0.02, horizon);
            assertThat(labels.timeToFill(0)[t]).isEqualTo(time);
            boolean isUnknown = time == NULL && (Double.isNaN(own[t]) || t + horizon >= rows);
            assertThat(labels.fillProbability(0)[t]).isEqualTo(time != NULL ? 1 : isUnknown ? NULL : 0);
        }
    }

    @Property(tries = 100)
    void aPartIsLabelledAsTheWhole(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int cut, @ForAll Side side) {
        TickColumns all = SampleTicks.random(seed, 300).columns();
        var rule = new FillRule(List.of(1), List.of(5, 40), 1);
        FillLabels whole = rule.compute(all, 0, 300, side, 1);
        int to = Math.min(300, cut + 60);
        int read = Math.min(300, to + rule.maxHorizon());
        FillLabels part = rule.compute(SampleTicks.random(seed, 300).columns(cut, read), 0, to - cut, side, 1);
        for (int i = 0; i < 2; i++) {
            assertThat(part.timeToFill(i)).containsExactly(Arrays.copyOfRange(whole.timeToFill(i), cut, to));
            assertThat(part.fillProbability(i)).containsExactly(Arrays.copyOfRange(whole.fillProbability(i), cut, to));
        }
        assertThat(part.orderPrice()).containsExactly(Arrays.copyOfRange(whole.orderPrice(), cut, to));
        assertThat(part.queuePosition()).containsExactly(Arrays.copyOfRange(whole.queuePosition(), cut, to));
    }
}
