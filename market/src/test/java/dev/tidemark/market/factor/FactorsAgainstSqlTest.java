package dev.tidemark.market.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Sql;
import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumns;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Factors and the same questions in SQL, over rows with nulls, zeros, ties and several trading days.
class FactorsAgainstSqlTest {
    private static final int ROWS = 10_000;
    private static final String MID = "(bid_price1 + ask_price1) / 2";
    private static final String BIDS = "bid_volume1 + bid_volume2 + bid_volume3 + bid_volume4 + bid_volume5";
    private static final String ASKS = "ask_volume1 + ask_volume2 + ask_volume3 + ask_volume4 + ask_volume5";
    private static final String FAR_BIDS =
            "bid_volume1 + 2 * bid_volume2 + 3 * bid_volume3 + 4 * bid_volume4 + 5 * bid_volume5";
    private static final String FAR_ASKS =
            "ask_volume1 + 2 * ask_volume2 + 3 * ask_volume3 + 4 * ask_volume4 + 5 * ask_volume5";

    private static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("spread", "select ask_price1 - bid_price1 from ticks order by seq"),
            Map.entry("mid", "select " + MID + " from ticks order by seq"),
            Map.entry(
                    "microprice",
                    "select case when bid_volume1 + ask_volume1 <= 0 then " + MID
                            + " else (bid_price1 * ask_volume1 + ask_price1 * bid_volume1) / (bid_volume1 +"
                            + " ask_volume1) end from ticks order by seq"),
            Map.entry("imbalance_1", balance("bid_volume1", "ask_volume1")),
            Map.entry("imbalance_total", balance(BIDS, ASKS)),
            Map.entry("book_slope", balance(FAR_BIDS, FAR_ASKS)),
            Map.entry("depth_weighted_price", """
                with levels as (
                    select seq, unnest([bid_price1, ask_price1, bid_price2, ask_price2, bid_price3, ask_price3,
                            bid_price4, ask_price4, bid_price5, ask_price5]) as price,
                        unnest([bid_volume1, ask_volume1, bid_volume2, ask_volume2, bid_volume3, ask_volume3,
                            bid_volume4, ask_volume4, bid_volume5, ask_volume5]) as volume
                    from ticks)
                select case when count(volume) < 10 or bool_or(volume > 0 and price is null) then null
                        else sum(price * volume) / nullif(sum(volume), 0) end
                from levels group by seq order by seq
                """),
            Map.entry(
                    "return_10",
                    "select mid / nullif(lag(mid, 10) over (order by seq), 0) - 1 from (select seq, " + MID
                            + " as mid from ticks) order by seq"),
            Map.entry("volatility_20", """
                with mids as (select seq, (bid_price1 + ask_price1) / 2 as mid from ticks),
                    returns as (select seq, mid / nullif(lag(mid) over (order by seq), 0) - 1 as r from mids)
                select case when count(r) over w = 20 then stddev_samp(r) over w end from returns
                window w as (order by seq rows between 19 preceding and current row) order by seq
                """),
            Map.entry("volume_delta_10", """
                with counted as (
                    select seq, volume, lag(volume) over (order by seq) as before,
                        lag(day) over (order by seq) is distinct from day as starts from ticks),
                    traded as (select seq, volume, case when starts then volume else volume - before end as traded
                        from counted)
                select case when seq >= 10 and count(volume) over (order by seq rows 10 preceding) = 11
                    then sum(traded) over (order by seq rows 9 preceding) end from traded order by seq
                """),
            Map.entry(
                    "oi_delta_10",
                    "select open_interest - lag(open_interest, 10) over (order by seq) from ticks order by seq"));

    private static String balance(String bids, String asks) {
        return "select case when (" + bids + ") + (" + asks + ") <= 0 then 0 else ((" + bids + ") - (" + asks
                + ")) / ((" + bids + ") + (" + asks + ")) end from ticks order by seq";
    }

    @Test
    void everyBuiltInFactorIsAsked() {
        assertThat(QUERIES.keySet())
                .containsExactlyInAnyOrderElementsOf(FactorRegistry.builtIn().factors().stream()
                        .map(Factor::name)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bothAnswerAlike(long seed) throws SQLException {
        SampleTicks ticks = SampleTicks.random(seed, ROWS);
        TickColumns rows = ticks.columns();
        try (var sql = new Sql(ticks)) {
            for (Factor factor : FactorRegistry.builtIn().factors()) {
                var actual = new double[ROWS];
                factor.compute(rows, 0, ROWS, actual, 0);
                double[] expected = sql.numbers(QUERIES.getOrDefault(factor.name(), ""));
                assertThat(Arrays.stream(actual).filter(Double::isNaN).count())
                        .as("nulls of %s", factor.name())
                        .isBetween(1L, ROWS / 2L);
                assertAlike(factor.name(), actual, expected, tolerance(factor.name()));
            }
        }
    }

    /// The engine adds in another order where it aggregates; where it computes row by row, bits are equal.
    private static double tolerance(String factor) {
        return switch (factor) {
            case "volatility_20", "depth_weighted_price" -> 1e-9;
            default -> 0;
        };
    }

    private static void assertAlike(String name, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int t = 0; t < actual.length; t++) {
            boolean isAlike = Double.isNaN(expected[t])
                    ? Double.isNaN(actual[t])
                    : Math.abs(actual[t] - expected[t]) <= tolerance * Math.abs(expected[t]);
            assertThat(isAlike)
                    .as("%s of row %d: %s, expected %s", name, t, actual[t], expected[t])
                    .isTrue();
        }
    }
}
