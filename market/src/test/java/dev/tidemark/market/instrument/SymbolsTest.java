package dev.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {
    @ParameterizedTest
    @CsvSource({
        "SHFE.cu2602, SHFE, cu",
        "KQ.m@SHFE.cu, SHFE, cu",
        "KQ.i@DCE.c, DCE, c",
        "CZCE.AP010, CZCE, AP",
        "DCE.a2405, DCE, a",
        "SHFE.ag2405, SHFE, ag",
        "CME.6E2403, CME, 6E",
        "AAPL, '', AAPL",
        "'', '', ''",
        "123, '', ''",
    })
    void exchangeAndProduct(String symbol, String exchange, String product) {
        assertThat(Symbols.exchangeOf(symbol)).isEqualTo(exchange);
        assertThat(Symbols.productOf(symbol)).isEqualTo(product);
    }

    @Test
    void continuousSeriesAreMainOrIndex() {
        assertThat(Symbols.isContinuousMain("KQ.m@SHFE.cu")).isTrue();
        assertThat(Symbols.isContinuousIndex("KQ.m@SHFE.cu")).isFalse();
        assertThat(Symbols.isContinuousIndex("KQ.i@SHFE.cu")).isTrue();
        assertThat(Symbols.extensionOf("BRK-B.us")).isEqualTo("US");
        assertThat(Symbols.extensionOf("EURUSD")).isEmpty();
    }

    @Test
    void symbolsAreTrimmed() {
        assertThat(Symbols.requireValid("  AAPL.US\t")).isEqualTo("AAPL.US");
        assertThat(Symbols.requireValid("Ä".repeat(80))).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ".", "..", "A\\B", "A\u0000B", "A\u0085B", "\uD800"})
    void someTextsAreNoSymbols(String text) {
        assertThatThrownBy(() -> Symbols.requireValid(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSymbolHasAtMost160Bytes() {
        assertThatThrownBy(() -> Symbols.requireValid("Ä".repeat(81))).hasMessageContaining("160 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "SHFE.cu2602, 2024-01-01, 2026-02", "SHFE.cu0902, 2024-01-01, 2009-02", "CZCE.AP010, 2020-08-03, 2020-10",
        "CZCE.AP010, 2019-12-31, 2020-10", "CZCE.AP912, 2020-01-02, 2019-12", "CZCE.CF901, 2008-05-05, 2009-01",
        "CZCE.CF001, 2009-05-05, 2010-01", "CZCE.CF501, 2010-01-01, 2015-01", "CZCE.CF501, 2009-12-31, 2005-01",
    })
    void deliveryIsNearestToTheData(String symbol, LocalDate date, String delivery) {
        assertThat(ContractCode.parse(symbol).orElseThrow().delivery(date)).hasToString(delivery);
    }

    @Property
    void anyYmmCodeIsWithinFiveYears(
            @ForAll @IntRange(min = 0, max = 9) int year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll @IntRange(min = 11_000, max = 22_000) int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        YearMonth delivery = new ContractCode("CZCE", "CF", "%d%02d".formatted(year, month)).delivery(date);
        assertThat(Math.abs(ChronoUnit.MONTHS.between(delivery, YearMonth.from(date))))
                .isLessThanOrEqualTo(60);
        assertThat(delivery.getYear() % 10).isEqualTo(year);
        assertThat(delivery.getMonthValue()).isEqualTo(month);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAPL",
                "KQ.m@SHFE.cu",
                "SHFE.cu2613",
                "SHFE.cu2600",
                "SHFE.cu",
                "AAPL.US",
                "SHFE.2602",
                "DCE.m1807-C-2400"
            })
    void otherSymbolsAreNoContracts(String symbol) {
        assertThat(ContractCode.parse(symbol)).isEmpty();
    }

    @Test
    void aContractIsItsSymbol() {
        assertThat(ContractCode.parse("CZCE.AP010")).contains(new ContractCode("CZCE", "AP", "010"));
        assertThat(new ContractCode("SHFE", "cu", "2602")).hasToString("SHFE.cu2602");
        assertThatThrownBy(() -> new ContractCode("SHFE", "cu", "2613")).hasMessageContaining("2613");
    }

    @Test
    void aRangeOfMonthsCrossesYears() {
        assertThat(ContractCode.months("2311", "2402")).containsExactly("2311", "2312", "2401", "2402");
        assertThat(ContractCode.months("0912", "1001")).containsExactly("0912", "1001");
        assertThatThrownBy(() -> ContractCode.months("2402", "2311")).hasMessageContaining("backwards");
        assertThatThrownBy(() -> ContractCode.months("2413", "2501")).hasMessageContaining("2413");
    }

    @ParameterizedTest
    @CsvSource({
        "equity, EQUITY",
        "US_EQUITY_INDEX, INDEX",
        "US_EQUITY, EQUITY",
        "US_MEGA_CAP, EQUITY",
        "CRYPTO, CRYPTO",
        "FX, FOREX",
        "Commodities, COMMODITY",
        "Fixed Income, RATE",
        "fund, FUND",
    })
    void longNamesOfAssetClassesAreAliases(String text, AssetClass expected) {
        assertThat(AssetClass.parse(text)).isEqualTo(expected);
        assertThat(AssetClass.parse(expected.text())).isEqualTo(expected);
    }

    @Test
    void anUnknownAssetClassNamesTheChoices() {
        assertThatThrownBy(() -> AssetClass.parse("bond"))
                .hasMessageContaining("bond")
                .hasMessageContaining("rate");
    }
}
