package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "equity, 0.2, 5, 10, 0.05, ERROR, true",
        "crypto, 0.5, 3, 20, 0.15, ERROR, false",
        "forex, 0.1, 10, 5, 0.02, ERROR, true",
        "commodity, 0.15, 5, 8, 0.05, WARNING, true",
        "futures, 0.15, 5, 8, 0.05, WARNING, true",
        "strict, 0.1, 3, 5, 0.02, ERROR, true",
        "relaxed, 1.0, 10, 50, 0.25, ERROR, true"
    })
    void presetsArePinned(
            String name,
            double maxReturn,
            int staleBars,
            double volumeFactor,
            double openGap,
            NegativePrices negative,
            boolean weekends) {
        assertThat(RuleSettings.preset(name))
                .isEqualTo(new RuleSettings(
                        name, maxReturn, staleBars, volumeFactor, openGap, negative, weekends, Set.of(), Map.of()));
    }

    @Test
    void everyLimitCanBeSetAlone() {
        RuleSettings set = RuleSettings.preset("equity")
                .with("max_return", "0.3")
                .with("stale_bars", "7")
                .with("volume_factor", "12.5")
                .with("open_gap", "0.08")
                .with("negative_prices", "allowed")
                .with("weekend_checks", "false")
                .with("severity.large_gap", "error")
                .with("severity.price_staleness", "off");
        assertThat(set)
                .isEqualTo(new RuleSettings(
                        "equity",
                        0.3,
                        7,
                        12.5,
                        0.08,
                        NegativePrices.ALLOWED,
                        false,
                        EnumSet.of(RuleCode.PRICE_STALENESS),
                        Map.of(RuleCode.LARGE_GAP, Severity.ERROR)));
        assertThat(set.text())
                .isEqualTo("preset=equity max_return=0.3 stale_bars=7 volume_factor=12.5 open_gap=0.08"
                        + " negative_prices=allowed weekend_checks=false severity.price_staleness=off"
                        + " severity.large_gap=error");
    }

    @Test
    void theLastWordAboutACodeHolds() {
        RuleSettings off = RuleSettings.preset("equity")
                .with("severity.large_gap", "error")
                .with("severity.large_gap", "off");
        assertThat(off.severity(RuleCode.LARGE_GAP)).isEmpty();
        assertThat(off.with("severity.large_gap", "critical").severity(RuleCode.LARGE_GAP))
                .contains(Severity.CRITICAL);
    }

    @Test
    void textsDifferWhereSettingsDo() {
        RuleSettings equity = RuleSettings.preset("equity");
        List<RuleSettings> all = List.of(
                equity,
                equity.with("max_return", "0.21"),
                equity.with("stale_bars", "6"),
                equity.with("volume_factor", "11"),
                equity.with("open_gap", "0.06"),
                equity.with("negative_prices", "warning"),
                equity.with("weekend_checks", "false"),
                equity.with("severity.large_gap", "off"),
                equity.with("severity.large_gap", "info"),
                equity.with("severity.price_staleness", "info"),
                RuleSettings.preset("futures"),
                RuleSettings.preset("commodity"));
        Set<String> texts = new HashSet<>();
        all.forEach(settings -> texts.add(settings.text()));
        assertThat(texts).hasSameSizeAs(all);
        assertThat(equity.with("max_return", "0.20").text()).isEqualTo(equity.text());
        assertThat(equity.with("severity.large_gap", "off")
                        .with("severity.off_calendar", "off")
                        .text())
                .isEqualTo(equity.with("severity.off_calendar", "off")
                        .with("severity.large_gap", "off")
                        .text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "max_return | 0 | '0' is no max_return; expected a number above 0.0",
                "max_return | NaN | 'NaN' is no max_return; expected a number above 0.0",
                "open_gap | x | 'x' is no open_gap; expected a number above 0.0",
                "volume_factor | Infinity | 'Infinity' is no volume_factor; expected a number above 0.0",
                "stale_bars | 61 | '61' is no stale_bars; expected a whole number from 1 to 60",
                "stale_bars | 2.5 | '2.5' is no stale_bars; expected a whole number from 1 to 60",
                "negative_prices | off | 'off' is no negative_prices; expected error, warning, allowed",
                "weekend_checks | yes | 'yes' is no weekend_checks; expected true, false",
                "severity.large_gap | loud | 'loud' is no severity.large_gap; expected info, warning, error, critical,"
                        + " off",
                "max_returns | 1 | 'max_returns' is no setting of rules; expected max_return, stale_bars,"
                        + " volume_factor, open_gap, negative_prices, weekend_checks or severity.CODE"
            })
    void whatCannotBeIsRefusedWithTheChoices(String key, String value, String message) {
        assertThatThrownBy(() -> RuleSettings.preset("equity").with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void unknownNamesAreRefusedWithTheChoices() {
        assertThatThrownBy(() -> RuleSettings.preset("bonds"))
                .hasMessage(
                        "'bonds' is no preset; expected equity, crypto, forex, commodity, futures, strict, relaxed");
        assertThatThrownBy(() -> Severity.parse("fatal"))
                .hasMessage("'fatal' is no severity; expected info, warning, error, critical");
        assertThatThrownBy(() -> RuleSettings.preset("equity").with("severity.nonsense", "off"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'nonsense' is no rule; expected required_columns, numeric_columns, ");
    }

    @Test
    void namesReadBack() {
        assertThat(Severity.values()).allMatch(severity -> Severity.parse(severity.text()) == severity);
        assertThat(RuleCode.values()).allMatch(code -> RuleCode.parse(code.text()) == code);
    }

    @Test
    void severitiesOfTheSpecification() {
        Map<Severity, String> expected = Map.of(
                Severity.CRITICAL,
                "required_columns numeric_columns",
                Severity.ERROR,
                "non_finite_values null_values price_consistency negative_prices non_positive_price negative_volume"
                        + " duplicate_timestamps chronological_order too_few_bars no_bars future_timestamp"
                        + " duplicate_trade_id receive_time_jump foreign_symbol update_id_gap datetime_not_sorted"
                        + " negative_open_interest negative_price crossed_book",
                Severity.WARNING,
                "price_staleness extreme_returns price_continuity off_calendar weekend_trading calendar_extrapolated"
                        + " missing_bars cross_reference date_range locked_or_crossed ticker_reused split_like_jump"
                        + " datetime_duplicates volume_decreased tick_outside_session",
                Severity.INFO,
                "volume_spikes outside_hours large_gap off_grid zero_volume_run one_sided_quote");
        expected.forEach((severity, codes) -> assertThat(EnumSet.allOf(RuleCode.class).stream()
                        .filter(code -> code.severity() == severity)
                        .map(RuleCode::text))
                .as(severity.text())
                .containsExactly(codes.split(" ")));
    }

    @Test
    void presetsChangeSeverities() {
        RuleSettings futures = RuleSettings.preset("futures");
        assertThat(futures.severity(RuleCode.NEGATIVE_PRICES)).contains(Severity.WARNING);
        assertThat(futures.severity(RuleCode.NON_POSITIVE_PRICE)).contains(Severity.ERROR);
        RuleSettings spreads = futures.with("negative_prices", "allowed");
        assertThat(spreads.severity(RuleCode.NEGATIVE_PRICES)).isEmpty();
        assertThat(spreads.severity(RuleCode.NON_POSITIVE_PRICE)).isEmpty();
        RuleSettings crypto = RuleSettings.preset("crypto");
        assertThat(crypto.severity(RuleCode.WEEKEND_TRADING)).isEmpty();
        assertThat(crypto.severity(RuleCode.OUTSIDE_HOURS)).isEmpty();
        assertThat(crypto.severity(RuleCode.OFF_CALENDAR)).contains(Severity.WARNING);
        assertThat(crypto.with("severity.weekend_trading", "error").severity(RuleCode.WEEKEND_TRADING))
                .contains(Severity.ERROR);
    }

    @Test
    void aCodeThatIsOffHasNoSeverity() {
        Set<RuleCode> off = Set.of(RuleCode.LARGE_GAP);
        Map<RuleCode, Severity> severities = Map.of(RuleCode.LARGE_GAP, Severity.INFO);
        assertThatThrownBy(() -> new RuleSettings("equity", 1, 1, 1, 1, NegativePrices.ERROR, true, off, severities))
                .hasMessage("rule large_gap is off and has a severity; expected one of them");
    }
}
