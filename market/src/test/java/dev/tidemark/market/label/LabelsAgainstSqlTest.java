package dev.tidemark.market.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Sql;
import dev.tidemark.market.tick.SampleTicks;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels and the same questions in SQL, over rows with nulls, ties and decimal ticks.
class LabelsAgainstSqlTest {
    private static final int ROWS = 10_000;

    private static double[] numbers(int[] labels) {
        return Arrays.stream(labels)
                .mapToDouble(label -> label == Labels.NULL ? Double.NaN : label)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 0.02", "3, 2, 0.1", "4, 0.5, 1"})
    void directions(long seed, double thresholdK, double tick) throws SQLException {
        SampleTicks ticks = SampleTicks.random(seed, ROWS);
        var rule = new DirectionRule(DirectionRule.DEFAULT_HORIZONS, thresholdK, tick);
        int[][] actual = rule.compute(DirectionRuleTest.mids(ticks), ROWS, 0, ROWS);
        try (var sql = new Sql(ticks)) {
            for (int i = 0; i < actual.length; i++) {
                double[] expected = sql.numbers(directions(rule, rule.horizons().get(i)));
                assertThat(Arrays.stream(expected).distinct()).hasSizeGreaterThanOrEqualTo(3);
                assertThat(numbers(actual[i])).containsExactly(expected);
            }
        }
    }

    private static String directions(DirectionRule rule, int horizon) {
        return String.format(
                Locale.ROOT,
                """
                with mids as (select seq, (bid_price1 + ask_price1) / 2 as mid from ticks),
                    changes as (select seq, lead(mid, %d) over (order by seq) - mid as d from mids)
                select case when d is null then null
                    when d >= %s::double * %s::double - %s::double * 1e-6::double then 2
                    when d <= -(%s::double * %s::double) + %s::double * 1e-6::double then 0 else 1 end
                from changes order by seq
                """,
                horizon,
                rule.thresholdK(),
                rule.tickSize(),
                rule.tickSize(),
                rule.thresholdK(),
                rule.tickSize(),
                rule.tickSize());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fills(long seed) throws SQLException {
        SampleTicks ticks = SampleTicks.random(seed, ROWS);
        var rule = new FillRule(FillRule.DEFAULT_PRICE_LEVELS, List.of(10, 100), 0.02);
        try (var sql = new Sql(ticks)) {
            for (Side side : Side.values()) {
                for (int level : rule.priceLevels()) {
                    FillLabels labels = rule.compute(ticks.columns(), 0, ROWS, side, level);
                    for (int i = 0; i < rule.horizons().size(); i++) {
                        String times = times(side, level, rule.horizons().get(i));
                        assertThat(numbers(labels.timeToFill(i)))
                                .containsExactly(sql.numbers(times + " select k from orders order by seq"));
                        assertThat(numbers(labels.fillProbability(i)))
                                .containsExactly(sql.numbers(times
                                        + " select case when k is not null then 1 when p is null or seq + "
                                        + rule.horizons().get(i) + " >= " + ROWS + " then null else 0 end"
                                        + " from orders order by seq"));
                    }
                }
            }
        }
    }

    private static String times(Side side, int level, int horizon) {
        String price = (side == Side.BID ? "bid_price1 - " : "ask_price1 + ") + level + " * 0.02::double";
        String fills = side == Side.BID
                ? "ask_price1 <= p + 0.02::double * 1e-6::double"
                : "bid_price1 >= p - 0.02::double * 1e-6::double";
        return "with placed as (select seq, " + price + " as p from ticks),"
                + " waits as materialized (select seq as order_seq, p, k, seq + k as later_seq from placed, range(1, "
                + (horizon + 1) + ") rows(k)),"
                + " hits as (select order_seq, min(k) as k from waits join ticks on later_seq = ticks.seq where "
                + fills + " group by order_seq),"
                + " orders as (select seq, p, k from placed left join hits on seq = order_seq)";
    }
}
