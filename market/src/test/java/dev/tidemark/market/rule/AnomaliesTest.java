package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The vectors of the specification, severities at their bounds, and what is left out.
class AnomaliesTest {
    private static final double[] RETURNS = {
        0.01, -0.01, 0.012, -0.008, 0.009, -0.011, 0.010, -0.009, 0.008, -0.012, 0.011, -0.010, 0.007, -0.007, 0.013,
        -0.013, 0.006, -0.006, 0, 0.055
    };

    /// Bars whose closes have these returns.
    private static SomeBars ofReturns(double... returns) {
        SomeBars bars = SomeBars.quiet(returns.length + 1);
        for (int i = 0; i < returns.length; i++) {
            bars.close[i + 1] = bars.close[i] * (1 + returns[i]);
        }
        return bars;
    }

    private static List<Anomaly> find(SomeBars bars, String detector, String... settings) {
        AnomalySettings all = AnomalySettings.DEFAULTS;
        for (int i = 0; i < settings.length; i += 2) {
            all = all.with(settings[i], settings[i + 1]);
        }
        return Findings.anomalies(bars, all).stream()
                .filter(anomaly -> anomaly.detector().equals(detector))
                .toList();
    }

    @Test
    void medianAbsoluteDeviation() {
        SomeBars bars = ofReturns(RETURNS);
        Anomaly found = find(bars, "return_outliers").getFirst();
        assertThat(found.method()).isEqualTo("mad");
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.ts()).isEqualTo(bars.ts[20]);
        assertThat(found.value()).isCloseTo(0.055, within(1e-12));
        assertThat(found.score()).isCloseTo(3.692, within(1e-9));
        assertThat(found.expectedHigh()).isCloseTo(0.003 + 3 * 0.0095 / 0.6745, within(1e-9));
        assertThat(found.expectedLow()).isCloseTo(0.003 - 3 * 0.0095 / 0.6745, within(1e-9));
    }

    @Test
    void standardScore() {
        Anomaly found =
                find(ofReturns(RETURNS), "return_outliers", "method", "zscore").getFirst();
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.score()).isCloseTo(3.3573883937, within(1e-9));
        assertThat(found.value()).isGreaterThan(found.expectedHigh());
    }

    @Test
    void interquartileRange() {
        double[] returns = RETURNS.clone();
        assertThat(find(ofReturns(returns), "return_outliers", "method", "iqr")).isEmpty();
        returns[19] = 0.01 + 3.5 * 0.01925;
        Anomaly found =
                find(ofReturns(returns), "return_outliers", "method", "iqr").getFirst();
        assertThat(found.score()).isCloseTo(3.5, within(1e-9));
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.expectedLow()).isCloseTo(-0.00925 - 3 * 0.01925, within(1e-9));
        assertThat(found.expectedHigh()).isCloseTo(0.01 + 3 * 0.01925, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"2", "6"})
    void interquartileRangesHaveAThresholdOfTheirOwn(String threshold) {
        double[] returns = RETURNS.clone();
        for (double score : new double[] {2.99, 3.01}) {
            returns[19] = 0.01 + score * 0.01925;
            assertThat(find(ofReturns(returns), "return_outliers", "method", "iqr", "threshold", threshold))
                    .hasSize(score > 3 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mad, 3.01, WARNING", "mad, 3.99, WARNING", "mad, 4.01, ERROR", "mad, 4.99, ERROR", "mad, 5.01, CRITICAL",
        "iqr, 3.01, WARNING", "iqr, 4.49, WARNING", "iqr, 4.51, ERROR", "iqr, 5.99, ERROR", "iqr, 6.01, CRITICAL"
    })
    void severitiesOfReturns(String method, double score, Severity severity) {
        // 40 returns of -0.01 and 0.01 in turn: median, quartiles and MAD are known, one far return does not move them.
        double[] returns = new double[41];
        for (int i = 0; i < 40; i++) {
            returns[i] = i % 2 == 0 ? 0.01 : -0.01;
        }
        boolean isMad = method.equals("mad");
        returns[40] = isMad ? 0.01 + score * 0.02 / 0.6745 : 0.01 + score * 0.02;
        SomeBars bars = ofReturns(returns);
        Anomaly found = find(bars, "return_outliers", "method", method).getFirst();
        assertThat(found.score()).isCloseTo(isMad ? score * 2 / 2 : score, within(0.02));
        assertThat(found.severity()).isEqualTo(severity);
    }

    @Test
    void severitiesOfStandardScores() {
        assertThat(OutlierMethod.ZSCORE.severity(3)).isEqualTo(Severity.WARNING);
        assertThat(OutlierMethod.ZSCORE.severity(3.01)).isEqualTo(Severity.ERROR);
        assertThat(OutlierMethod.ZSCORE.severity(4)).isEqualTo(Severity.ERROR);
        assertThat(OutlierMethod.ZSCORE.severity(4.01)).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void withoutDeviationTheMedianOfSizesServes() {
        double[] returns = new double[30];
        Arrays.fill(returns, 0.5);
        returns[29] = 4;
        Anomaly found = find(ofReturns(returns), "return_outliers").getFirst();
        assertThat(found.score()).isCloseTo(0.6745 * 3.5 / (1.4826 * 0.5), within(1e-9));
        Arrays.fill(returns, 0, 29, 0);
        assertThat(find(ofReturns(returns), "return_outliers"))
                .as("still no deviation")
                .isEmpty();
    }

    @Test
    void fewReturnsTellNothing() {
        SomeBars bars = ofReturns(Arrays.copyOfRange(RETURNS, 1, 20));
        assertThat(find(bars, "return_outliers")).isEmpty();
        assertThat(find(bars, "return_outliers", "min_samples", "19")).hasSize(1);
    }

    @Test
    void imputedBarsHaveNoReturns() {
        SomeBars bars = ofReturns(RETURNS);
        bars.imputed[20] = true;
        assertThat(find(bars, "return_outliers", "min_samples", "5")).isEmpty();
    }

    private static SomeBars ofVolumes(double last) {
        SomeBars bars = SomeBars.quiet(21);
        for (int i = 0; i < 20; i++) {
            bars.volume[i] = 100 + 37 * i % 11;
        }
        bars.volume[20] = last;
        return bars;
    }

    @Test
    void volumesAgainstThoseBefore() {
        SomeBars bars = ofVolumes(130);
        Anomaly found = find(bars, "volume_spikes").getFirst();
        assertThat(found.score()).isCloseTo(7.4842602135, within(1e-9));
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.ts()).isEqualTo(bars.ts[20]);
        assertThat(found.value()).isEqualTo(130);
        assertThat(found.expectedHigh()).isLessThan(130);
    }

    @ParameterizedTest
    @CsvSource({"3.01, INFO", "4.01, WARNING", "5.01, ERROR", "-3.01, INFO", "-4.01, WARNING", "-5.01, ERROR"})
    void severitiesOfVolumes(double score, Severity severity) {
        double mean = Arrays.stream(ofVolumes(0).volume, 0, 20).average().orElseThrow();
        double deviation = (130 - mean) / 7.4842602135011465;
        Anomaly found =
                find(ofVolumes(mean + score * deviation), "volume_spikes").getFirst();
        assertThat(found.score()).isCloseTo(score, within(1e-9));
        assertThat(found.severity()).isEqualTo(severity);
    }

    @Test
    void smallVolumesDoNotStandOut() {
        assertThat(find(ofVolumes(130), "volume_spikes", "min_volume", "130")).isEmpty();
        assertThat(find(ofVolumes(0), "volume_spikes")).isEmpty();
        assertThat(find(ofVolumes(3), "volume_spikes").getFirst().score()).isNegative();
    }

    @Test
    void nullsAndImputedBarsAreNotInTheWindow() {
        SomeBars bars = ofVolumes(130);
        bars.volume[3] = Double.NaN;
        assertThat(find(bars, "volume_spikes")).isEmpty();
        assertThat(find(bars, "volume_spikes", "window", "19")).hasSize(1);
        bars.imputed[20] = true;
        assertThat(find(bars, "volume_spikes", "window", "19")).isEmpty();
    }

    @Test
    void equalVolumesTellNothing() {
        SomeBars bars = SomeBars.quiet(40);
        bars.volume[20] = 5000;
        assertThat(find(bars, "volume_spikes")).isEmpty();
    }

    private static SomeBars ofCloses(double... closes) {
        SomeBars bars = SomeBars.quiet(closes.length);
        for (int i = 0; i < closes.length; i++) {
            bars.set(i, closes[i]);
        }
        return bars;
    }

    @Test
    void aRunAtTheStartCounts() {
        SomeBars bars = ofCloses(5, 5, 5, 5, 5, 5, 5, 6, 6);
        assertThat(find(bars, "price_staleness"))
                .containsExactly(new Anomaly("price_staleness", "run", Severity.WARNING, bars.ts[6], 6, 0, 5, 6));
    }

    @ParameterizedTest
    @CsvSource({"6, WARNING", "10, WARNING", "11, ERROR", "20, ERROR", "21, CRITICAL"})
    void severitiesOfRuns(int steps, Severity severity) {
        double[] closes = new double[steps + 3];
        Arrays.fill(closes, 7);
        closes[0] = 1;
        closes[1] = 2;
        Anomaly found = find(ofCloses(closes), "price_staleness").getFirst();
        assertThat(found.value()).isEqualTo(steps);
        assertThat(found.severity()).isEqualTo(severity);
    }

    @Test
    void runsUpToTheLimitAreQuiet() {
        assertThat(find(ofCloses(5, 5, 5, 5, 5, 5, 6), "price_staleness")).isEmpty();
        assertThat(find(ofCloses(5, 5, 5, 5, 5, 5, 6), "price_staleness", "max_unchanged_days", "4"))
                .hasSize(1);
    }

    @Test
    void theCloseAloneCanBeChecked() {
        SomeBars bars = ofCloses(5, 5, 5, 5, 5, 5, 5, 6);
        bars.high[3] = 5.5;
        assertThat(find(bars, "price_staleness")).isEmpty();
        assertThat(find(bars, "price_staleness", "check_close_only", "true")).hasSize(1);
    }

    @Test
    void imputedAndOpenBarsAreNotInRuns() {
        SomeBars bars = ofCloses(5, 5, 5, 5, 5, 5, 5, 6);
        bars.imputed[3] = true;
        assertThat(find(bars, "price_staleness")).isEmpty();
        bars.imputed[3] = false;
        bars.isFinal[6] = false;
        assertThat(find(bars, "price_staleness")).isEmpty();
    }

    @Test
    void whatIsMildOrOffIsNotTold() {
        SomeBars bars = ofCloses(5, 5, 5, 5, 5, 5, 5, 6, 6);
        assertThat(find(bars, "price_staleness", "report_severity_threshold", "error"))
                .isEmpty();
        assertThat(find(bars, "price_staleness", "enabled", "false")).isEmpty();
    }

    @Test
    void lookBackRowsHavePassedBy() {
        SomeBars bars = ofReturns(RETURNS);
        List<Anomaly> found = new ArrayList<>();
        Anomalies anomalies = new Anomalies(AnomalySettings.DEFAULTS, found::add);
        anomalies.accept(bars.block(0, 12, 0));
        anomalies.accept(bars.block(8, 21, 4));
        anomalies.end();
        assertThat(found)
                .isEqualTo(Findings.anomalies(bars, AnomalySettings.DEFAULTS))
                .hasSize(1);
    }

    @Test
    void noRowsTellNothing() {
        assertThat(Findings.anomalies(SomeBars.at(), AnomalySettings.DEFAULTS)).isEmpty();
    }

    @Test
    void defaultsArePinned() {
        assertThat(AnomalySettings.DEFAULTS.text())
                .isEqualTo("enabled=true method=mad threshold=3.0 window=20 min_samples=20 min_volume=0.0"
                        + " max_unchanged_days=5 check_close_only=false report_severity_threshold=info");
    }

    @Test
    void everySettingCanBeSetAlone() {
        AnomalySettings set = AnomalySettings.DEFAULTS
                .with("enabled", "false")
                .with("method", "iqr")
                .with("threshold", "2.5")
                .with("window", "30")
                .with("min_samples", "10")
                .with("min_volume", "7")
                .with("max_unchanged_days", "3")
                .with("check_close_only", "true")
                .with("report_severity_threshold", "error");
        assertThat(set)
                .isEqualTo(new AnomalySettings(false, OutlierMethod.IQR, 2.5, 30, 10, 7, 3, true, Severity.ERROR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "method | mode | 'mode' is no method; expected mad, zscore, iqr",
                "threshold | -1 | '-1' is no threshold; expected a number above 0.0",
                "window | 1 | '1' is no window; expected a whole number from 2 to 1000",
                "min_volume | -1 | '-1' is no min_volume; expected a number of at least 0.0",
                "colour | red | 'colour' is no setting of anomalies; expected enabled, method, threshold, window,"
                        + " min_samples, min_volume, max_unchanged_days, check_close_only, report_severity_threshold"
            })
    void whatCannotBeIsRefusedWithTheChoices(String key, String value, String message) {
        assertThatThrownBy(() -> AnomalySettings.DEFAULTS.with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
