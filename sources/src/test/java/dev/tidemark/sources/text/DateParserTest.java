package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {
    private static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();
    private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 5000)
    void everyDateReadsBackFromBothForms(@ForAll int seed) {
        int day = FIRST_DAY + Math.floorMod(seed, LAST_DAY - FIRST_DAY + 1);
        String iso = LocalDate.ofEpochDay(day).toString();
        assertThat(DateParser.iso(bytes(iso), 0, 10)).isEqualTo(day);
        assertThat(DateParser.compact(bytes(iso.replace("-", "")), 0, 8)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024010",
                "202401011",
                "20240230",
                "20230229",
                "20241301",
                "20240100",
                "00000101",
                "2024x101",
                "-2024010"
            })
    void otherCompactDatesAreNone(String text) {
        assertThat(DateParser.compact(bytes(text), 0, text.length())).isEqualTo(DateParser.NO_DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-1-01", "2024/01/01", "20240101", "2024-02-30", "0000-01-01", "2024-01-0x"})
    void otherIsoDatesAreNone(String text) {
        assertThat(DateParser.iso(bytes(text), 0, text.length())).isEqualTo(DateParser.NO_DATE);
    }

    @Property
    void everyTimeOfDayReadsBack(@ForAll @IntRange(min = 0, max = 86_399) int second) {
        LocalTime time = LocalTime.ofSecondOfDay(second);
        String text = "%02d%02d%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        assertThat(DateParser.compactTime(bytes(text), 0, 6)).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1530", "240000", "236000", "235960", "15:300", "1530000"})
    void otherTimesAreNone(String text) {
        assertThat(DateParser.compactTime(bytes(text), 0, text.length())).isEqualTo(DateParser.NO_TIME);
    }
}
