package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.Timeframe;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarRulesTest {
    private final SomeBars bars = SomeBars.quiet(60);

    private List<RuleFinding> findings() {
        return Findings.of(bars);
    }

    private void assertOnly(String code, Severity severity, int row, String values) {
        assertThat(findings())
                .containsExactly(new RuleFinding(code, severity, 1, List.of(new Sample(bars.ts[row], values))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"equity", "crypto", "forex", "commodity", "futures", "strict", "relaxed"})
    void quietBarsHaveNoFindings(String preset) {
        assertThat(Findings.of(bars, RuleSettings.preset(preset), Timeframe.DAILY))
                .isEmpty();
    }

    @Test
    void noRowsHaveNoFindings() {
        assertThat(Findings.of(SomeBars.at())).isEmpty();
    }

    @Test
    void aNullPriceIsFound() {
        bars.high[30] = Double.NaN;
        assertOnly("null_values", Severity.ERROR, 30, "open 101.0 high null low 100.0 close 100.0");
    }

    @Test
    void aNullVolumeIsNotDelivered() {
        bars.volume[30] = Double.NaN;
        assertThat(findings()).isEmpty();
    }

    @Test
    void anInfiniteValueIsFoundOnceARow() {
        bars.volume[30] = Double.POSITIVE_INFINITY;
        bars.high[30] = Double.POSITIVE_INFINITY;
        bars.volume[31] = Double.POSITIVE_INFINITY;
        RuleFinding found = Findings.only(findings(), "non_finite_values");
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.samples().get(1)).isEqualTo(new Sample(bars.ts[31], "volume Infinity"));
    }

    @Test
    void hugePricesAreFinite() {
        bars.set(30, 1e308);
        assertThat(Findings.counts(findings())).doesNotContainKey("non_finite_values");
    }

    @Test
    void aHighBelowAnotherPriceIsFound() {
        bars.high[30] = 100.5;
        assertOnly("price_consistency", Severity.ERROR, 30, "open 101.0 high 100.5 low 100.0 close 100.0");
    }

    @Test
    void aLowAboveAnotherPriceIsFound() {
        bars.low[30] = 100.5;
        assertOnly("price_consistency", Severity.ERROR, 30, "open 101.0 high 101.0 low 100.5 close 100.0");
    }

    @Test
    void aNegativePriceIsFound() {
        bars.low[30] = -0.1;
        assertOnly("negative_prices", Severity.ERROR, 30, "open 101.0 high 101.0 low -0.1 close 100.0");
        assertThat(Findings.of(bars, RuleSettings.preset("futures"), Timeframe.DAILY))
                .extracting(RuleFinding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(Findings.of(bars, Findings.EQUITY.with("negative_prices", "allowed"), Timeframe.DAILY))
                .isEmpty();
    }

    @Test
    void aCloseOfZeroIsFoundUnlessNegativePricesAreAllowed() {
        bars.low[30] = 0;
        assertThat(findings()).isEmpty();
        bars.close[30] = -0.0;
        assertThat(Findings.only(findings(), "non_positive_price").samples())
                .containsExactly(new Sample(bars.ts[30], "close -0.0"));
        assertThat(Findings.counts(
                        Findings.of(bars, Findings.EQUITY.with("negative_prices", "allowed"), Timeframe.DAILY)))
                .doesNotContainKey("non_positive_price");
    }

    @Test
    void aNegativeVolumeIsFoundAndInNoMean() {
        bars.volume[30] = -1e9;
        assertOnly("negative_volume", Severity.ERROR, 30, "volume -1.0E9");
    }

    @Test
    void aRepeatedTimeIsFound() {
        bars.ts[30] = bars.ts[29];
        assertOnly("duplicate_timestamps", Severity.ERROR, 30, "previous_time 2024-02-12T00:00:00Z");
    }

    @Test
    void aStepBackIsFound() {
        bars.ts[30] = bars.ts[28];
        assertOnly("chronological_order", Severity.ERROR, 30, "previous_time 2024-02-12T00:00:00Z");
    }

    @Test
    void returnsAreFromTheLastBarThatIsRealAndHasAClose() {
        bars.set(30, 150);
        bars.imputed[30] = true;
        assertThat(findings()).isEmpty();
        bars.imputed[30] = false;
        RuleFinding found = Findings.only(findings(), "extreme_returns");
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.samples().getFirst().values())
                .isEqualTo("close 150.0 previous_close 101.0 return 0.48514851485148514");
        bars.close[31] = Double.NaN;
        bars.close[30] = Double.NaN;
        assertThat(Findings.count(findings(), "extreme_returns")).isZero();
    }

    @Test
    void aReturnFromZeroIsNone() {
        bars.low[30] = 0;
        bars.close[30] = 0;
        assertThat(Findings.only(findings(), "extreme_returns").samples())
                .containsExactly(new Sample(bars.ts[30], "close 0.0 previous_close 101.0 return -1.0"));
    }

    @Test
    void anOpenAwayFromTheCloseBeforeIsFound() {
        bars.open[30] = 108;
        bars.high[30] = 108;
        assertOnly("price_continuity", Severity.WARNING, 30, "open 108.0 previous_close 101.0");
    }

    @Test
    void openGapsOfNegativePricesCountByTheirSize() {
        for (int i = 0; i < bars.rows(); i++) {
            bars.set(i, i % 2 == 0 ? -100 : -101);
        }
        bars.open[30] = -120;
        bars.low[30] = -120;
        assertThat(Findings.counts(
                        Findings.of(bars, Findings.EQUITY.with("negative_prices", "allowed"), Timeframe.DAILY)))
                .containsOnlyKeys("price_continuity");
    }

    @Test
    void aRunOfEqualBarsCountsOnceWhereItBecomesOne() {
        for (int i = 20; i < 40; i++) {
            bars.set(i, 100.5);
        }
        assertOnly("price_staleness", Severity.WARNING, 26, "close 100.5 unchanged_bars 6");
    }

    @Test
    void imputedAndOpenBarsDoNotMakeARun() {
        for (int i = 20; i < 27; i++) {
            bars.set(i, 100.5);
        }
        assertThat(Findings.count(findings(), "price_staleness")).isOne();
        bars.imputed[22] = true;
        assertThat(Findings.count(findings(), "price_staleness")).isZero();
        bars.imputed[22] = false;
        bars.isFinal[26] = false;
        assertThat(Findings.count(findings(), "price_staleness")).isZero();
    }

    @Test
    void aChangeOfAnyPriceEndsARun() {
        for (int i = 20; i < 27; i++) {
            bars.set(i, 100.5);
        }
        bars.high[24] = 100.6;
        assertThat(findings()).isEmpty();
    }

    @Test
    void flatBarsWithoutVolumeAreFoundByRunWithTheirShare() {
        for (int i : new int[] {10, 20, 21, 22, 30, 40, 41}) {
            bars.set(i, 100.5 + i / 100.0);
            bars.volume[i] = 0;
        }
        RuleFinding found = Findings.only(findings(), "zero_volume_run");
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.samples().getFirst())
                .isEqualTo(new Sample(
                        bars.ts[21], "close 100.71 volume 0.0 zero_volume_ratio 0.1167 zero_volume_severity high"));
    }

    @Test
    void aMeanNeedsTwentyVolumesBefore() {
        bars.volume[19] = 1e6;
        assertThat(findings()).isEmpty();
        bars.volume[19] = 1000;
        bars.volume[20] = 1e6;
        assertOnly("volume_spikes", Severity.INFO, 20, "volume 1000000.0 mean 1000.0");
        bars.volume[5] = Double.NaN;
        assertThat(findings()).isEmpty();
    }

    @Test
    void aMeanOfZeroHasNoSpikes() {
        Arrays.fill(bars.volume, 0);
        bars.volume[30] = 1e6;
        assertThat(findings()).isEmpty();
    }

    @Test
    void aSplitShowsInPricesSaidToBeAdjustedOnly() {
        for (int i = 30; i < bars.rows(); i++) {
            bars.open[i] /= 7;
            bars.high[i] /= 7;
            bars.low[i] /= 7;
            bars.close[i] /= 7;
        }
        bars.open[30] = 101 / 7.0 * 1.004;
        bars.high[30] = bars.open[30];
        assertThat(Findings.only(findings(), "split_like_jump")
                        .samples()
                        .getFirst()
                        .values())
                .startsWith("open 14.48")
                .contains(" previous_close 101.0 ratio 0.143");
        BarRules raw = new BarRules(Findings.EQUITY, Timeframe.DAILY, Optional.empty(), false);
        raw.accept(bars.block());
        assertThat(Findings.counts(raw.findings())).doesNotContainKey("split_like_jump");
        bars.open[30] = 101 / 7.0 * 1.006;
        assertThat(Findings.count(findings(), "split_like_jump")).isZero();
    }

    @Test
    void splitsAreTwoToFiftyForOneEitherWay() {
        for (double ratio : new double[] {2, 50, 0.5, 0.02, 3.014, 1 / 3.014}) {
            bars.open[30] = 101 * ratio;
            assertThat(Findings.count(findings(), "split_like_jump"))
                    .as("ratio " + ratio)
                    .isOne();
        }
        for (double ratio : new double[] {1, 51, 1 / 51.0, 2.02, 1.5, 0}) {
            bars.open[30] = 101 * ratio;
            assertThat(Findings.count(findings(), "split_like_jump"))
                    .as("ratio " + ratio)
                    .isZero();
        }
    }

    @Test
    void withinADayNothingSplits() {
        long noon = SomeBars.micros("2024-01-03") + 12 * 3600 * SomeBars.SECOND;
        SomeBars hours = SomeBars.at(noon, noon + 3600 * SomeBars.SECOND, noon + 12 * 3600 * SomeBars.SECOND);
        hours.open[1] = 50;
        hours.open[2] = 50.5;
        assertThat(Findings.only(Findings.of(hours, Findings.EQUITY, Timeframe.parse("1h")), "split_like_jump")
                        .samples())
                .extracting(Sample::ts)
                .containsExactly(hours.ts[2]);
    }

    @Test
    void anotherPriceLevelBehindALongHoleIsAReusedTicker() {
        SomeBars two = SomeBars.at(SomeBars.micros("2020-01-01"), SomeBars.micros("2020-09-11"));
        two.set(1, 250);
        assertThat(Findings.only(Findings.of(two), "ticker_reused").samples())
                .containsExactly(
                        new Sample(two.ts[1], "close 250.0 previous_close 100.0 previous_time 2020-01-01T00:00:00Z"));
        two.ts[1] = SomeBars.micros("2020-09-10");
        assertThat(Findings.count(Findings.of(two), "ticker_reused"))
                .as("180 weekdays between")
                .isZero();
    }

    @Test
    void theSameLevelBehindALongHoleIsNoReusedTicker() {
        SomeBars two = SomeBars.at(SomeBars.micros("2020-01-01"), SomeBars.micros("2024-01-01"));
        for (double close : new double[] {200, 50}) {
            two.set(1, close);
            assertThat(Findings.count(Findings.of(two), "ticker_reused")).isZero();
        }
        for (double close : new double[] {200.1, 49.9}) {
            two.set(1, close);
            assertThat(Findings.count(Findings.of(two), "ticker_reused")).isOne();
        }
    }

    @Test
    void atMostTenSamplesAreShownTheFirstByTime() {
        for (int i = 0; i < 30; i++) {
            bars.volume[i] = -i - 1;
        }
        RuleFinding found = Findings.only(findings(), "negative_volume");
        assertThat(found.count()).isEqualTo(30);
        assertThat(found.samples()).hasSize(10);
        long last = bars.ts[0] - SomeBars.DAY;
        bars.ts[29] = last;
        assertThat(Findings.only(findings(), "negative_volume").samples())
                .extracting(Sample::ts)
                .containsExactly(
                        last,
                        bars.ts[0],
                        bars.ts[1],
                        bars.ts[2],
                        bars.ts[3],
                        bars.ts[4],
                        bars.ts[5],
                        bars.ts[6],
                        bars.ts[7],
                        bars.ts[8]);
    }

    @Test
    void findingsComeInTheOrderOfTheCodes() {
        bars.volume[30] = -1;
        bars.close[31] = Double.NaN;
        bars.ts[32] = bars.ts[31];
        assertThat(findings())
                .extracting(RuleFinding::code)
                .containsExactly("null_values", "negative_volume", "duplicate_timestamps");
    }

    @Test
    void severitiesAndCodesCanBeChanged() {
        bars.high[30] = 100.5;
        bars.volume[31] = -1;
        RuleSettings settings =
                Findings.EQUITY.with("severity.price_consistency", "info").with("severity.negative_volume", "off");
        assertThat(Findings.of(bars, settings, Timeframe.DAILY))
                .extracting(finding -> finding.code() + " " + finding.severity())
                .containsExactly("price_consistency INFO");
    }

    @Test
    void columnsOfABlockAreEquallyLong() {
        BarBlock block = bars.block();
        assertThatThrownBy(() -> new BarBlock(
                        block.ts(),
                        block.open(),
                        block.high(),
                        block.low(),
                        block.close(),
                        new double[3],
                        block.imputed(),
                        block.isFinal(),
                        0))
                .hasMessage("column volume has 3 values for 60 rows");
        assertThatThrownBy(() -> bars.block(0, 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 49, 50, 100})
    void sharesOfRowsWithoutVolumeHaveSeverities(int of) {
        String expected = of <= 2 ? "critical" : of <= 10 ? "high" : "moderate";
        assertThat(new ZeroVolumeShare(1, of).severity()).isEqualTo(expected);
        assertThat(new ZeroVolumeShare(1, 101).severity()).isEqualTo("low");
    }

    @Test
    void sharesHaveFourDecimals() {
        assertThat(new ZeroVolumeShare(2, 7).text()).isEqualTo("zero_volume_ratio 0.2857 zero_volume_severity high");
        assertThat(new ZeroVolumeShare(0, 0).ratioText()).isEqualTo("0.0000");
        assertThatThrownBy(() -> new ZeroVolumeShare(2, 1)).hasMessage("2 of 1 rows cannot have no volume");
    }
}
