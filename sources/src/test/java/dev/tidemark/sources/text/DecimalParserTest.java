package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sources.text.DecimalParser.Kind;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalParserTest {
    private final DecimalParser parser = new DecimalParser();

    private Kind parse(String text) {
        byte[] padded = ("9," + text + ",9").getBytes(StandardCharsets.ISO_8859_1);
        return parser.parse(padded, 2, padded.length - 2);
    }

    private Kind parseGrouped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parser.parseGrouped(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0996047",
                "2195329.299734271",
                "19.845714569091797",
                "98811715",
                "1.",
                ".5",
                "+3",
                "-1.5",
                "9007199254740992",
                "9007199254740993",
                "123456789012345678901234567890",
                "0.000000000000000000000000012345",
                "1e5",
                "1E-5",
                "1e+22",
                "1e23",
                "4.9e-324",
                "1e-400",
                "1.7976931348623157e308",
                "0e999999999",
                "000000000000000000000001.5",
                "9223372036854775808",
                "0.1234567890123456789",
                "5e-5"
            })
    void numbersAreRoundedAsTheJdkRoundsThem(String text) {
        assertThat(parse(text)).isEqualTo(Kind.NUMBER);
        assertThat(parser.value()).isEqualTo(Double.parseDouble(text) + 0.0);
    }

    @Test
    void minusZeroIsZero() {
        assertThat(parse("-0.0")).isEqualTo(Kind.NUMBER);
        assertThat(Double.doubleToRawLongBits(parser.value())).isZero();
    }

    @Property(tries = 5000)
    void everyDoubleReadsBack(@ForAll double value) {
        assertThat(parse(Double.toString(value))).isEqualTo(Kind.NUMBER);
        assertThat(parser.value()).isEqualTo(value + 0.0);
    }

    @Property(tries = 5000)
    void everyDecimalIsRoundedAsTheJdkRoundsIt(@ForAll long digits, @ForAll @IntRange(min = 0, max = 30) int scale) {
        String text = java.math.BigDecimal.valueOf(digits, scale).toPlainString();
        assertThat(parse(text)).isEqualTo(Kind.NUMBER);
        assertThat(parser.value()).isEqualTo(Double.parseDouble(text) + 0.0);
    }

    @ParameterizedTest
    @CsvSource({"nan", "NaN", "inf", "-inf", "+Infinity", "INFINITY", "-nan"})
    void wordsForNoNumberAreNonFinite(String text) {
        assertThat(parse(text)).isEqualTo(Kind.NON_FINITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ten",
                "-",
                "+",
                ".",
                "1e",
                "1e+",
                "1.2.3",
                "1,234",
                "0x1p3",
                "1d",
                "1f",
                "1 2",
                "--1",
                "e5",
                "N/A",
                "null",
                "1e5x",
                "infinit",
                "nanx",
                "infinityy",
                "½",
                "1_000"
            })
    void otherTextIsMalformed(String text) {
        assertThat(parse(text)).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void nothingIsEmptyAndTooMuchIsOutOfRange() {
        assertThat(parse("")).isEqualTo(Kind.EMPTY);
        assertThat(parse("1e400")).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(parse("-1e309")).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(parse("1" + "0".repeat(400))).isEqualTo(Kind.OUT_OF_RANGE);
        assertThat(parse("1e99999999999999999999")).isEqualTo(Kind.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,234',1234",
        "'-12,345.6',-12345.6",
        "'1,234,567',1234567",
        "1234,1234",
        "'1,000e2',100000",
        "0.5,0.5"
    })
    void groupsOfThreeAreOneNumber(String text, double value) {
        assertThat(parseGrouped(text)).isEqualTo(Kind.NUMBER);
        assertThat(parser.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,23", ",123", "1234,567", "1,,234", "1,234,", "1.5,000", "1,2345", "12,34,567", ","})
    void otherGroupsAreMalformed(String text) {
        assertThat(parseGrouped(text)).isEqualTo(Kind.MALFORMED);
    }

    @Property
    void anyBytesGiveAnAnswer(@ForAll @Size(max = 40) byte[] bytes) {
        assertThat(parser.parse(bytes, 0, bytes.length)).isNotNull();
        assertThat(parser.parseGrouped(bytes, 0, bytes.length)).isNotNull();
    }
}
