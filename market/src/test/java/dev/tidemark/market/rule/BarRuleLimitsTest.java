package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is below or at a preset's limit is quiet, what is above is found. Limits stand here as the specification has
/// them.
class BarRuleLimitsTest {
    private static long count(SomeBars bars, String preset, String code) {
        return Findings.count(Findings.of(bars, RuleSettings.preset(preset), Timeframe.DAILY), code);
    }

    @ParameterizedTest
    @CsvSource({
        "equity, 0.2",
        "crypto, 0.5",
        "forex, 0.1",
        "commodity, 0.15",
        "futures, 0.15",
        "strict, 0.1",
        "relaxed, 1"
    })
    void returns(String preset, double limit) {
        SomeBars bars = SomeBars.quiet(2);
        for (double price : new double[] {1, 1.1, 3, 100, 0.07}) {
            bars.set(0, price);
            bars.set(1, price * (1 + limit));
            assertThat(count(bars, preset, "extreme_returns"))
                    .as("up at " + price)
                    .isZero();
            bars.set(1, price * (1 - limit));
            assertThat(count(bars, preset, "extreme_returns"))
                    .as("down at " + price)
                    .isZero();
            bars.set(1, price * (1 + limit + 1e-6));
            assertThat(count(bars, preset, "extreme_returns"))
                    .as("up above " + price)
                    .isOne();
            bars.set(1, price * (1 - limit - 1e-6));
            assertThat(count(bars, preset, "extreme_returns"))
                    .as("down below " + price)
                    .isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "equity, 0.05",
        "crypto, 0.15",
        "forex, 0.02",
        "commodity, 0.05",
        "futures, 0.05",
        "strict, 0.02",
        "relaxed, 0.25"
    })
    void openGaps(String preset, double limit) {
        SomeBars bars = SomeBars.quiet(2);
        for (double price : new double[] {1, 1.1, 3, 100, 0.07}) {
            bars.set(0, price);
            for (int sign : new int[] {1, -1}) {
                bars.open[1] = price * (1 + sign * limit);
                assertThat(count(bars, preset, "price_continuity"))
                        .as("at " + price)
                        .isZero();
                bars.open[1] = price * (1 + sign * (limit + 1e-6));
                assertThat(count(bars, preset, "price_continuity"))
                        .as("above " + price)
                        .isOne();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"equity, 10", "crypto, 20", "forex, 5", "commodity, 8", "futures, 8", "strict, 5", "relaxed, 50"})
    void volumes(String preset, double factor) {
        SomeBars bars = SomeBars.quiet(21);
        for (double volume : new double[] {1, 0.1, 1234.5}) {
            Arrays.fill(bars.volume, volume);
            bars.volume[20] = volume * factor;
            assertThat(count(bars, preset, "volume_spikes")).as("at " + volume).isZero();
            bars.volume[20] = volume * (factor + 1e-4);
            assertThat(count(bars, preset, "volume_spikes"))
                    .as("above " + volume)
                    .isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"equity, 5", "crypto, 3", "forex, 10", "commodity, 5", "futures, 5", "strict, 3", "relaxed, 10"})
    void staleness(String preset, int limit) {
        for (int first : new int[] {0, 7}) {
            SomeBars bars = SomeBars.quiet(30);
            for (int i = 0; i <= limit; i++) {
                bars.set(first + i, 100.5);
            }
            assertThat(count(bars, preset, "price_staleness"))
                    .as(limit + " steps from row " + first)
                    .isZero();
            bars.set(first + limit + 1, 100.5);
            assertThat(count(bars, preset, "price_staleness"))
                    .as(limit + 1 + " steps from row " + first)
                    .isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"1d, 10, 0", "1d, 11, 1", "1h, 10, 0", "1h, 11, 1", "1w, 10, 0", "1w, 11, 1", "1mo, 10, 0", "1mo, 11, 1"
    })
    void holesWithoutAMarketCountByTheBarsLength(String timeframe, int missing, int found) {
        long length = Timeframe.parse(timeframe).interval().toSeconds() * SomeBars.SECOND;
        SomeBars bars = SomeBars.at(0, length * (missing + 1));
        assertThat(Findings.count(Findings.of(bars, Findings.EQUITY, Timeframe.parse(timeframe)), "large_gap"))
                .isEqualTo(found);
    }
}
