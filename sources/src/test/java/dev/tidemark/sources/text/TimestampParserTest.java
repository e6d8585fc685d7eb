package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.sources.text.TimestampParser.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {
    private static String read(TimestampParser parser, String text) {
        byte[] bytes = ("?" + text + "?").getBytes(StandardCharsets.UTF_8);
        Kind kind = parser.parse(bytes, 1, bytes.length - 1);
        if (kind == Kind.MALFORMED) {
            return "MALFORMED";
        }
        LocalDateTime written = LocalDateTime.ofEpochSecond(
                parser.day() * 86_400 + parser.secondOfDay(), parser.nano(), ZoneOffset.UTC);
        return kind + " " + written + (kind == Kind.INSTANT ? ZoneOffset.ofTotalSeconds(parser.offsetSeconds()) : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-02|DATE 2024-01-02T00:00",
                "2024/02/29|DATE 2024-02-29T00:00",
                "20240102|DATE 2024-01-02T00:00",
                "2024-01-02 09:30|LOCAL 2024-01-02T09:30",
                "2024-01-02T09:30:15.123456|LOCAL 2024-01-02T09:30:15.123456",
                "2023-03-01 00:00:00+00:00|INSTANT 2023-03-01T00:00Z",
                "2013-01-01 22:02:35.907000+00:00|INSTANT 2013-01-01T22:02:35.907Z",
                "2024-01-02T09:30:00-0500|INSTANT 2024-01-02T09:30-05:00",
                "2024-01-02T09:30:00+05|INSTANT 2024-01-02T09:30+05:00",
                "2024-01-02 09:30:00 UTC|INSTANT 2024-01-02T09:30Z",
                "2024-01-02T09:30:00.1234567891Z|INSTANT 2024-01-02T09:30:00.123456789Z",
                "20240102 09:30|LOCAL 2024-01-02T09:30",
                "20240102093005|LOCAL 2024-01-02T09:30:05",
                "1672531200|INSTANT 2023-01-01T00:00Z",
                "1672531200.25|INSTANT 2023-01-01T00:00:00.250Z",
                "1637971200000|INSTANT 2021-11-27T00:00Z",
                "1741046401271497|INSTANT 2025-03-04T00:00:01.271497Z",
                "1741046401271497123|INSTANT 2025-03-04T00:00:01.271497123Z",
            })
    void recognisesForms(String text, String expected) {
        assertThat(read(new TimestampParser(TimestampFormat.AUTO), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2024",
                "2024-13-01",
                "2024-02-30",
                "2023-02-29",
                "2024-01-02 ",
                "2024-01-02 9:30",
                "2024-01-02 24:00",
                "2024-01-02 09:60",
                "2024-01-02 09:30:60",
                "2024-01-02 09:30:00.",
                "2024-01-02 09:30:00+19:00",
                "2024-01-02 09:30:00 EST",
                "2024-01-0209:30",
                "2024-01/02",
                "0000-01-01",
                "20241301",
                "99999999999999999999",
                "-",
                "1672531200x",
                "1672531200.",
                "12"
            })
    void refusesOthers(String text) {
        assertThat(read(new TimestampParser(TimestampFormat.AUTO), text)).isEqualTo("MALFORMED");
    }

    @Test
    void staysWithTheFirstForm() {
        TimestampParser parser = new TimestampParser(TimestampFormat.AUTO);
        assertThat(read(parser, "oops")).isEqualTo("MALFORMED");
        assertThat(read(parser, "1637971200000")).startsWith("INSTANT");
        assertThat(read(parser, "163797120000")).as("a digit is missing").startsWith("INSTANT 1975");
        assertThat(read(parser, "1637971200")).isEqualTo("MALFORMED");
        assertThat(read(parser, "2021-11-27")).isEqualTo("MALFORMED");
    }

    @Test
    void aSaidUnitTakesAnyCount() {
        assertThat(read(new TimestampParser(TimestampFormat.SECONDS), "-1")).isEqualTo("INSTANT 1969-12-31T23:59:59Z");
        assertThat(read(new TimestampParser(TimestampFormat.MILLISECONDS), "0")).isEqualTo("INSTANT 1970-01-01T00:00Z");
        assertThat(read(new TimestampParser(TimestampFormat.SECONDS), "253402300800"))
                .isEqualTo("MALFORMED");
        assertThatThrownBy(() -> TimestampFormat.parse("minutes")).hasMessageContaining("iso");
    }

    @Test
    void readsDateAndTimeOfDayFromTwoFields() {
        byte[] text = "20240102,093000.5,x".getBytes(StandardCharsets.UTF_8);
        TimestampParser parser = new TimestampParser(TimestampFormat.AUTO);
        assertThat(parser.parse(text, 0, 8, 9, 17)).isEqualTo(Kind.LOCAL);
        assertThat(parser.secondOfDay()).isEqualTo(34_200);
        assertThat(parser.nano()).isEqualTo(500_000_000);
        assertThat(parser.parse(text, 0, 8, 18, 19)).isEqualTo(Kind.MALFORMED);
        assertThat(parser.parse(text, 0, 8, 8, 8)).isEqualTo(Kind.DATE);
    }

    @Property(tries = 500)
    void readsWhatJavaWrites(
            @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1080, max = 1080) int minutesEast) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutesEast * 60);
        Instant instant = Instant.ofEpochSecond(second, nano);
        String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(offset));
        TimestampParser parser = new TimestampParser(TimestampFormat.ISO);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(bytes, 0, bytes.length)).isEqualTo(Kind.INSTANT);
        assertThat(parser.day() * 86_400 + parser.secondOfDay() - parser.offsetSeconds())
                .isEqualTo(second);
        assertThat(parser.nano()).isEqualTo(nano);
    }

    @Property(tries = 2000)
    void neverThrows(@ForAll byte[] text) {
        for (TimestampFormat format : TimestampFormat.values()) {
            assertThat(new TimestampParser(format).parse(text, 0, text.length)).isNotNull();
        }
    }
}
