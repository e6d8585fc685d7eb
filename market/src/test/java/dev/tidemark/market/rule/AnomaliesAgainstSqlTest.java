package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.market.Sql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Detectors and the same questions in SQL, over bars with nulls, runs and imputed rows.
class AnomaliesAgainstSqlTest {
    private static final int ROWS = 2000;
    private static final String RETURNS =
            "with returns as (select seq, close / lag(close) over (order by seq) - 1 as r from bars where imputed = 0"
                    + " and close is not null)";

    private static SomeBars bars(long seed) {
        Random random = new Random(seed);
        SomeBars bars = SomeBars.quiet(ROWS);
        double price = 100;
        for (int i = 0; i < ROWS; i++) {
            price *= 1 + 0.01 * random.nextGaussian() * (random.nextInt(30) == 0 ? 6 : 1);
            if (i == 0 || random.nextInt(20) > 0) {
                bars.set(i, price);
            }
            bars.volume[i] = 1000 + 100 * random.nextGaussian() * (random.nextInt(30) == 0 ? 6 : 1);
            bars.imputed[i] = random.nextInt(25) == 0;
            if (random.nextInt(40) == 0) {
                bars.volume[i] = Double.NaN;
            }
            if (random.nextInt(40) == 0) {
                bars.close[i] = Double.NaN;
            }
        }
        for (int start = 50; start + 40 < ROWS; start += 100) {
            for (int i = start; i < start + random.nextInt(40); i++) {
                bars.set(i, 100);
            }
        }
        return bars;
    }

    private static Sql sql(SomeBars bars) throws SQLException {
        return new Sql(
                "bars(seq integer, imputed integer, open double, high double, low double, close double, volume double)",
                ROWS,
                row -> new int[] {row, bars.imputed[row] ? 1 : 0},
                row -> new double[] {bars.open[row], bars.high[row], bars.low[row], bars.close[row], bars.volume[row]});
    }

    private static void assertSame(SomeBars bars, String detector, AnomalySettings settings, String scores)
            throws SQLException {
        List<Anomaly> found = Findings.anomalies(bars, settings).stream()
                .filter(anomaly -> anomaly.detector().equals(detector))
                .toList();
        try (Sql sql = sql(bars)) {
            String above = scores + " where abs(score) > " + settings.threshold() + " order by seq";
            double[] rows = sql.numbers(above.replace("SELECTED", "seq"));
            double[] expected = sql.numbers(above.replace("SELECTED", "score"));
            assertThat(rows).hasSizeGreaterThan(5);
            assertThat(found)
                    .extracting(Anomaly::ts)
                    .containsExactlyElementsOf(Arrays.stream(rows)
                            .mapToObj(row -> bars.ts[(int) row])
                            .toList());
            for (int i = 0; i < expected.length; i++) {
                assertThat(found.get(i).score()).isCloseTo(expected[i], within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 4.5"})
    void medianAbsoluteDeviations(long seed, String threshold) throws SQLException {
        assertSame(
                bars(seed),
                "return_outliers",
                AnomalySettings.DEFAULTS.with("threshold", threshold),
                RETURNS + ", whole as (select median(r) as m, mad(r) as d from returns),"
                        + " scores as (select seq, 0.6745 * abs(r - m) / d as score from returns, whole)"
                        + " select SELECTED from scores");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void standardScores(long seed) throws SQLException {
        assertSame(
                bars(seed),
                "return_outliers",
                AnomalySettings.DEFAULTS.with("method", "zscore"),
                RETURNS + ", whole as (select avg(r) as m, stddev_samp(r) as d from returns),"
                        + " scores as (select seq, abs(r - m) / d as score from returns, whole)"
                        + " select SELECTED from scores");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void interquartileRanges(long seed) throws SQLException {
        assertSame(
                bars(seed),
                "return_outliers",
                AnomalySettings.DEFAULTS.with("method", "iqr"),
                RETURNS + ", whole as (select quantile_cont(r, 0.25) as l, quantile_cont(r, 0.75) as h from returns),"
                        + " scores as (select seq, greatest(l - r, r - h) / (h - l) as score from returns, whole"
                        + " where r < l or r > h) select SELECTED from scores");
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 20", "3, 7"})
    void volumes(long seed, int window) throws SQLException {
        assertSame(
                bars(seed),
                "volume_spikes",
                AnomalySettings.DEFAULTS.with("window", Integer.toString(window)),
                "with known as (select seq, volume from bars where imputed = 0 and volume >= 0),"
                        + " windows as (select seq, volume, count(*) over w as n, avg(volume) over w as m,"
                        + " stddev_samp(volume) over w as d from known window w as (order by seq rows between " + window
                        + " preceding and 1 preceding)),"
                        + " scores as (select seq, (volume - m) / d as score from windows where n = " + window
                        + " and volume > 0) select SELECTED from scores");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staleness(long seed) throws SQLException {
        assertSame(
                bars(seed),
                "price_staleness",
                AnomalySettings.DEFAULTS.with("threshold", "5"),
                "with real as (select *, row_number() over (order by seq) as n from bars where imputed = 0),"
                        + " steps as (select seq, n, (open, high, low, close) is distinct from (lag(open) over w,"
                        + " lag(high) over w, lag(low) over w, lag(close) over w) or close is null as changed"
                        + " from real window w as (order by n)),"
                        + " runs as (select seq, sum(case when changed then 1 else 0 end) over (order by n) as run"
                        + " from steps),"
                        + " scores as (select max(seq) as seq, count(*) - 1 as score from runs group by run)"
                        + " select SELECTED from scores");
    }
}
