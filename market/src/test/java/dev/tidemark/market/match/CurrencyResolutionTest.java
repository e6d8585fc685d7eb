package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyResolutionTest {
    private static CurrencyResolution of(ListedInstrument row, String region, LseCurrencyPolicy policy) {
        return CurrencyResolution.of(row, Listed.matcher(Listed.SPECIFIED).wanted(row), region, policy);
    }

    private static ListedInstrument row(String symbol, String market, String name, String currency) {
        return ListedInstrument.of(symbol, "", market, name, currency);
    }

    @ParameterizedTest
    @CsvSource({
        "uk, LSE, USD, '', broker, GBP, USD, override",
        "uk, LSE, USD, '', stooq, GBP, GBP, mismatch",
        "uk, LSE, USD, '', strict, GBP, '', error:lse_currency_override",
        "us, NSQ, USD, '', broker, USD, USD, match",
        "de, DEU-XETRA, EUR, '', broker, '', EUR, expected_only",
        "uk, LSE, '', Aviva Plc GBX, broker, GBP, GBP, inferred_only",
        "uk, LSE, '', Some ETF USD, broker, GBP, USD, quote_unit",
        "us, NSQ, EUR, '', broker, USD, USD, mismatch",
    })
    void specified(
            String region,
            String market,
            String currency,
            String name,
            String policy,
            String inferred,
            String resolved,
            String status) {
        assertThat(of(row("X", market, name, currency), region, LseCurrencyPolicy.of(policy)))
                .isEqualTo(new CurrencyResolution(inferred, resolved, status));
    }

    @ParameterizedTest
    @CsvSource({
        "us, USD",
        "world, USD",
        "uk, GBP",
        "pl, PLN",
        "hk, HKD",
        "jp, JPY",
        "hu, HUF",
        "UK, GBP",
    })
    void regionsHaveCurrencies(String region, String currency) {
        assertThat(of(row("X", "", "", ""), region, LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution(currency, currency, "inferred_only"));
        assertThat(of(row("X", "", "", currency), region, LseCurrencyPolicy.STRICT))
                .isEqualTo(new CurrencyResolution(currency, currency, "match"));
    }

    @Test
    void nothingKnownIsUnknown() {
        assertThat(of(row("X", "", "", ""), "de", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("", "", "unknown"));
        assertThat(of(row("X", "", "Daimler EUR", ""), "de", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("", "EUR", "quote_unit"));
    }

    @ParameterizedTest
    @CsvSource({
        "VOD:LN, '', uk, override",
        "VOD.L, '', uk, override",
        "VOD, GBR-LSE, uk, override",
        "VOD, LONDON STOCK EXCHANGE (GBP), uk, override",
        "VOD:US, LSE, uk, mismatch",
        "VOD, '', uk, mismatch",
        "VOD, KROGER, uk, mismatch",
        "VOD:LN, '', us, mismatch",
    })
    void onlyLondonListingsAreOverridden(String symbol, String market, String region, String status) {
        ListedInstrument row = row(symbol, market, "", "EUR");
        assertThat(of(row, region, LseCurrencyPolicy.BROKER).status()).isEqualTo(status);
    }

    @Test
    void penceAreOfThePound() {
        assertThat(of(row("VOD", "LSE", "", "GBX"), "uk", LseCurrencyPolicy.STRICT))
                .isEqualTo(new CurrencyResolution("GBP", "GBP", "match"));
        assertThat(of(row("VOD", "LSE", "Vodafone GBX", "USD"), "uk", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("GBP", "USD", "override"));
    }

    @ParameterizedTest
    @CsvSource({
        "Apple Inc. USD, USD",
        "'Aviva Plc GBX ', GBX",
        "GBX, GBX",
        "CAD, CAD",
        "' CAD ', CAD",
        "XETRA GOLD  (4GLD GR ETF), ''",
        "FTSE All, ''",
        "Fund of XYZ, ''",
        "BANKUSD, ''",
        "Gold XAU, ''",
        "'', ''",
    })
    void theLastWordOfANameIsTheQuoteUnit(String name, String unit) {
        assertThat(row("X", "", name, "").quoteUnit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "SVC, USD, ''",
        "REPUBLIC SVC, USD, ''",
        "Apple Inc. USD, USD, USD",
        "Apple Inc. USD, usd, USD",
        "Aviva Plc GBX, GBP, GBX",
        "Aviva Plc GBP, GBP, GBP",
        "Aviva Plc GBX, USD, ''",
        "Aviva Plc GBX, '-', GBX",
        "Aviva Plc GBP, GBX, GBX",
        "Aviva Plc, GBp, GBX",
        "Naspers, ZAc, ZAC",
        "Teva, ILA, ILA",
        "Aviva Plc, GBP, ''",
    })
    void theCurrencyOfTheRowIsNotContradicted(String name, String currency, String unit) {
        assertThat(row("X", "", name, currency).quoteUnit()).isEqualTo(unit);
        assertThat(row("X", "", name, currency).currency()).isEqualTo(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "n/a", "N/A", "?", "US", "USDT", "U$D", "12", "ÄÖÜ", "aß"})
    void whatIsNoCodeIsNoCurrency(String placeholder) {
        assertThat(of(row("X", "NSQ", "", placeholder), "us", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("USD", "USD", "inferred_only"));
        assertThat(of(row("X", "LSE", "", placeholder), "uk", LseCurrencyPolicy.STRICT))
                .isEqualTo(new CurrencyResolution("GBP", "GBP", "inferred_only"));
        assertThat(of(row("X", "", "", placeholder), "de", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("", "", "unknown"));
        assertThat(of(row("X", "LSE", "Fund USD", placeholder), "uk", LseCurrencyPolicy.BROKER))
                .isEqualTo(new CurrencyResolution("GBP", "USD", "quote_unit"));
    }

    @ParameterizedTest
    @CsvSource({"GBp, uk, GBP", "gbx, uk, GBP", "GBX, uk, GBP", "ZAc, world, ZAR", "ILA, de, ILS", " usd , us, USD"})
    void hundredthsAreOfTheirCurrency(String currency, String region, String expected) {
        CurrencyResolution found = of(row("X", "LSE", "", currency), region, LseCurrencyPolicy.BROKER);
        boolean isRegions = found.inferred().equals(expected);
        assertThat(found.status())
                .isEqualTo(isRegions ? "match" : found.inferred().isEmpty() ? "expected_only" : "mismatch");
        assertThat(QuoteUnit.currencyOf(QuoteUnit.of(currency))).isEqualTo(expected);
    }

    @Test
    void aTextOfARegistryThatIsNoUnitSaysNothing() {
        ListedInstrument row = row("VOD", "LSE", "Vodafone USD", "");
        assertThat(row.withQuoteUnit("-")).isEqualTo(row);
        assertThat(row.withQuoteUnit(" gbx ").quoteUnit()).isEqualTo("GBX");
        assertThat(row.withQuoteUnit("GBp").quoteUnit()).isEqualTo("GBX");
    }

    @Test
    void aRegistryKnowsTheQuoteUnitBetter() {
        ListedInstrument row = row("VOD", "LSE", "Vodafone USD", "");
        assertThat(row.withQuoteUnit("GBX").quoteUnit()).isEqualTo("GBX");
        assertThat(row.withQuoteUnit("")).isEqualTo(row);
        assertThat(of(row.withQuoteUnit("GBX"), "uk", LseCurrencyPolicy.BROKER).status())
                .isEqualTo("inferred_only");
    }

    @Test
    void policiesHaveStableNames() {
        for (LseCurrencyPolicy policy : LseCurrencyPolicy.values()) {
            assertThat(LseCurrencyPolicy.of(policy.text())).isEqualTo(policy);
        }
        assertThatThrownBy(() -> LseCurrencyPolicy.of("brokers"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'brokers' is no policy for currencies of London; expected broker, stooq, strict");
    }
}
