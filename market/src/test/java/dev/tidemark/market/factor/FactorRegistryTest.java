package dev.tidemark.market.factor;

import static dev.tidemark.market.tick.TickColumn.BID_PRICE2;
import static dev.tidemark.market.tick.TickColumn.LAST_PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorRegistryTest {
    private static Factor constant(String name, double value) {
        return Factor.named(
                        name, "a constant", (rows, from, to, out, at) -> Arrays.fill(out, at, at + to - from, value))
                .build();
    }

    /// A factor's hash is what the safety gate compares: it must not change by accident.
    @ParameterizedTest
    @CsvSource({
        "spread, 0, 30, false, b3ebe149beff4937",
        "mid, 0, 30, false, 8d64ba7433fa7319",
        "microprice, 0, 30, false, c7d6bc371590e4eb",
        "imbalance_1, 0, 30, false, 3a0b6c2e682d343e",
        "imbalance_total, 0, 30, true, f7d33f3f306e7ff7",
        "depth_weighted_price, 0, 30, true, 3cdeb63f1d4dc2a1",
        "return_10, 10, 300, false, 13d74408100fe63e",
        "volatility_20, 20, 300, false, 7e1d377d87ca88ca",
        "volume_delta_10, 10, 300, false, 76f4ec8d704efa33",
        "oi_delta_10, 10, 300, false, 6c8bc02a990751c2",
        "book_slope, 0, 30, true, 11440024eb12f334",
    })
    void theElevenAreAsSpecified(String name, int lookback, int ttl, boolean needsL5, String hash) {
        Factor factor = FactorRegistry.builtIn().factor(name);
        assertThat(factor.lookbackRows()).isEqualTo(lookback);
        assertThat(factor.ttlSeconds()).isEqualTo(ttl);
        assertThat(factor.needsL5()).isEqualTo(needsL5);
        assertThat(factor.version()).isEqualTo(1);
        assertThat(factor.deprecatedAt()).isEmpty();
        assertThat(factor.definitionHash()).isEqualTo(hash);
    }

    @Test
    void theDefaultSetLooksBackTwentyRows() {
        assertThat(FactorRegistry.defaultSet().lookbackRows()).isEqualTo(20);
        assertThat(FactorRegistry.defaultSet().inputs()).hasSize(22).doesNotContain(LAST_PRICE);
    }

    /// Pins the bits of all factors (of the specified rows a second program gives the same), so that a machine, a
    /// compiler or a change that computes otherwise is noticed.
    @Test
    void bitsAreTheSameEverywhere() throws NoSuchAlgorithmException {
        assertThat(digest(SampleTicks.specified(5000)))
                .isEqualTo("2106058d2dee13800b3b9c36eb828b8f75055962003cd47aea8c601999155b53");
        assertThat(digest(SampleTicks.random(7, 5000)))
                .isEqualTo("84ec2311f99cb9898cbced1251396a845665afcf06eec5eb1b1fe4704b4ad022");
    }

    private static String digest(SampleTicks ticks) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (double[] column : FactorRegistry.defaultSet().compute(ticks.columns(), 0, ticks.rows())) {
            for (double value : column) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Double.doubleToRawLongBits(value)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void anL1SourceHasNoDepthFactors() {
        SampleTicks ticks = SampleTicks.specified(40);
        for (TickColumn column : TickColumn.numbers()) {
            if (column.isDeep()) {
                Arrays.fill(ticks.column(column), Double.NaN);
            }
        }
        for (Factor factor : FactorRegistry.builtIn().factors()) {
            var out = new double[40];
            factor.compute(ticks.columns(), 0, 40, out, 0);
            if (factor.needsL5()) {
                assertThat(out).as(factor.name()).containsOnly(Double.NaN);
            } else {
                assertThat(out[39]).as(factor.name()).isFinite();
            }
        }
    }

    @Test
    void othersFactorsAreAdded() {
        Factor last = Factor.named("last_move", "last_price[t] - last_price[t-1]", (rows, from, to, out, at) -> {
                    double[] price = rows.column(LAST_PRICE);
                    for (int t = from; t < to; t++) {
                        out[at + t - from] = t < 1 ? Double.NaN : price[t] - price[t - 1];
                    }
                })
                .version(3)
                .reads(LAST_PRICE)
                .lookbackRows(1)
                .deprecatedAt(LocalDate.of(2030, 1, 1))
                .build();
        FactorRegistry registry = FactorRegistry.of(List.of(() -> List.of(last)));
        assertThat(registry.factors()).hasSize(12).endsWith(last);
        assertThat(last.ttlSeconds()).isEqualTo(1800);
        assertThat(last.deprecatedAt()).contains(LocalDate.of(2030, 1, 1));
        FactorSet set = registry.set(List.of("last_move", "mid"));
        double[][] values = set.compute(SampleTicks.specified(3).columns(), 0, 3);
        assertThat(values[0]).containsExactly(Double.NaN, 2, 2);
        assertThat(values[1]).containsExactly(100.5, 103, 104.5);
    }

    @Test
    void namesAreUniqueAndKnown() {
        assertThatThrownBy(() -> FactorRegistry.of(List.of(() -> List.of(constant("mid", 0)))))
                .hasMessage("two factors are named mid");
        assertThatThrownBy(() -> FactorRegistry.builtIn().factor("middle"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no factor 'middle'; known are spread, mid,");
        assertThatThrownBy(() -> FactorRegistry.builtIn().set(List.of("mid", "mid")))
                .hasMessage("factor mid is enabled twice");
        assertThatThrownBy(() -> FactorRegistry.builtIn().set(List.of())).hasMessageContaining("needs a factor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mid", "9th", "a-b", "symbol", "datetime", "segment_id", "seq", "trading_day"})
    void namesOfKeysAndOtherTextsAreRefused(String name) {
        assertThatThrownBy(() -> constant(name, 0)).hasMessageContaining("'" + name + "' is no name");
    }

    @Test
    void declarationsAreChecked() {
        FactorKernel none = (rows, from, to, out, at) -> {};
        assertThatThrownBy(() -> Factor.named("x", "two\nlines", none)).hasMessageContaining("one line");
        assertThatThrownBy(() -> Factor.named("x", "d", none).version(0)).hasMessage("factor x: version 0 is below 1");
        assertThatThrownBy(() -> Factor.named("x", "d", none).lookbackRows(-1)).hasMessageContaining("look-back -1");
        assertThatThrownBy(() -> Factor.named("x", "d", none).ttlSeconds(0)).hasMessageContaining("life in seconds 0");
        assertThatThrownBy(() -> Factor.named("x", "d", none).reads(TickColumn.SYMBOL))
                .hasMessageContaining("symbol holds string");
    }

    @Test
    void whatIsNotANumberIsNull() {
        for (double value : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
            var out = new double[1];
            constant("x", value).compute(SampleTicks.specified(1).columns(), 0, 1, out, 0);
            assertThat(out[0]).isNaN();
        }
        var out = new double[1];
        constant("x", -0.0).compute(SampleTicks.specified(1).columns(), 0, 1, out, 0);
        assertThat(Double.doubleToRawLongBits(out[0])).isZero();
    }

    @Test
    void aFailingFactorIsNamed() {
        Factor failing = Factor.named("broken", "fails", (rows, from, to, out, at) -> {
                    throw new ArithmeticException("oops");
                })
                .build();
        TickColumns rows = SampleTicks.specified(2).columns();
        assertThatThrownBy(() -> new FactorSet(List.of(failing)).compute(rows, 0, 2))
                .isInstanceOfSatisfying(
                        FactorException.class, e -> assertThat(e.factor()).isEqualTo("broken"))
                .hasMessage("factor broken failed: java.lang.ArithmeticException: oops");
    }

    @Test
    void aMissingColumnFailsWithTheFactorsName() {
        TickColumns rows = TickColumns.of(new long[1]).build();
        assertThatThrownBy(() -> FactorRegistry.builtIn().factor("mid").compute(rows, 0, 1, new double[1], 0))
                .hasMessageContaining("factor mid failed")
                .hasMessageContaining("column bid_price1 is needed");
    }

    @Test
    void aChangedDeclarationIsAChangedFactor() {
        FactorKernel none = (rows, from, to, out, at) -> {};
        assertThat(List.of(
                                Factor.named("x", "d", none).build(),
                                Factor.named("y", "d", none).build(),
                                Factor.named("x", "e", none).build(),
                                Factor.named("x", "d", none).version(2).build(),
                                Factor.named("x", "d", none).lookbackRows(1).build(),
                                Factor.named("x", "d", none).reads(BID_PRICE2).build())
                        .stream()
                        .map(Factor::definitionHash))
                .doesNotHaveDuplicates();
    }
}
