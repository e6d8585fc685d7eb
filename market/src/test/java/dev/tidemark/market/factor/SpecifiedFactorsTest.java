package dev.tidemark.market.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.SchemaHash;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The values of the specification, which were computed by other means.
class SpecifiedFactorsTest {
    private static final double TOLERANCE = 1e-9;

    private static double[] values(String factor, SampleTicks ticks) {
        var out = new double[ticks.rows()];
        FactorRegistry.builtIn().factor(factor).compute(ticks.columns(), 0, out.length, out, 0);
        return out;
    }

    /// An empty expectation is null.
    private static void assertValue(double actual, Double expected) {
        if (expected == null) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spread, 1, 2, 1, 1, 2",
        "mid, 100.5, 104, 100.5, 100.5, 104",
        "microprice, 100.4545454545, 104.0857142857, 100.5263157895, 100.6382978723, 104.4716981132",
        "imbalance_1, -0.0909090909, 0.0857142857, 0.0526315789, 0.2765957447, 0.4716981132",
        "imbalance_total, -0.0909090909, -0.0126582278, -0.0243902439, 0.0989010989, 0.2164948454",
        "depth_weighted_price, 100.7878787879, 104.0886075949, 100.6097560976, 100.2967032967, 103.3917525773",
        "return_10, , , 0, 0, 0",
        "volatility_20, , , , 0.0248529453, 0.0248529453",
        "volume_delta_10, , , 1002, 999, 997",
        "oi_delta_10, , , 9, 1, -1",
        "book_slope, -0.0909090909, -0.0249110320, -0.0344827586, 0.0725552050, 0.1761194030",
    })
    void plainRows(String factor, Double t0, Double t9, Double t10, Double t20, Double t29) {
        double[] values = values(factor, SampleTicks.specified(30));
        assertValue(values[0], t0);
        assertValue(values[9], t9);
        assertValue(values[10], t10);
        assertValue(values[20], t20);
        assertValue(values[29], t29);
    }

    @ParameterizedTest
    @CsvSource({
        "spread,",
        "mid,",
        "microprice,",
        "imbalance_1, -1",
        "imbalance_total, -0.0182767624",
        "depth_weighted_price, 104.4830287206",
        "return_10,",
        "book_slope, 0.0021231423",
        "volume_delta_10, 1000",
        "oi_delta_10, -3",
        "volatility_20,",
    })
    void anAbsentBid(String factor, Double expected) {
        assertValue(values(factor, absentBid())[12], expected);
    }

    @Test
    void anAbsentBidIsSeenByTheWindowsThatHoldIt() {
        double[] returns = values("return_10", absentBid());
        assertThat(IntStream.range(10, 30).filter(t -> Double.isNaN(returns[t])))
                .containsExactly(12, 22);
        assertThat(values("volatility_20", absentBid())).containsOnly(Double.NaN);
    }

    private static SampleTicks absentBid() {
        SampleTicks ticks = SampleTicks.specified(30);
        ticks.set(TickColumn.BID_PRICE1, 12, Double.NaN);
        ticks.set(TickColumn.BID_VOLUME1, 12, 0);
        return ticks;
    }

    @ParameterizedTest
    @CsvSource({
        "microprice, 101",
        "mid, 101",
        "imbalance_1, 0",
        "imbalance_total, 0",
        "book_slope, 0",
        "depth_weighted_price,",
    })
    void anEmptyBook(String factor, Double expected) {
        SampleTicks ticks = SampleTicks.specified(30);
        for (int level = 1; level <= TickColumn.LEVELS; level++) {
            ticks.set(TickColumn.bidVolume(level), 5, 0);
            ticks.set(TickColumn.askVolume(level), 5, 0);
        }
        assertValue(values(factor, ticks)[5], expected);
    }

    @Test
    void volumeOverANewTradingDay() {
        SampleTicks ticks = SampleTicks.specified(12);
        double[] volumes = {900, 910, 925, 940, 960, 7, 12, 12, 20, 31, 40, 55};
        for (int t = 0; t < volumes.length; t++) {
            ticks.set(TickColumn.VOLUME, t, volumes[t]);
            ticks.tradingDay[t] = t < 5 ? 19_000 : 19_001;
        }
        assertThat(values("volume_delta_10", ticks)).endsWith(Double.NaN, 100, 105);
    }

    @Test
    void featuresHaveTheSpecifiedSchemas() {
        FactorSet set = FactorRegistry.defaultSet();
        assertThat(SchemaHash.of(set.columns(TickSource.RAW))).isEqualTo("801b2ecd46a6c227");
        assertThat(SchemaHash.of(set.columns(TickSource.MAIN_L5))).isEqualTo("6e1f1f8ef8bde9e1");
    }
}
