package dev.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.Schema;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HumanTextTest {
    @Test
    void counts() {
        assertThat(HumanText.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(HumanText.count(1, "partitions")).isEqualTo("1 partition");
        assertThat(HumanText.count(2, "partitions")).isEqualTo("2 partitions");
        assertThat(HumanText.count(1, "series")).isEqualTo("1 series");
    }

    @Test
    void bytes() {
        assertThat(List.of(HumanText.bytes(0), HumanText.bytes(999), HumanText.bytes(1000), HumanText.bytes(999_960)))
                .containsExactly("0 B", "999 B", "1.0 kB", "1.0 MB");
        assertThat(HumanText.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
    }

    @Test
    void durations() {
        assertThat(List.of(
                        HumanText.duration(Duration.ofMillis(340)),
                        HumanText.duration(Duration.ofSeconds(75)),
                        HumanText.duration(Duration.ofSeconds(200)),
                        HumanText.duration(Duration.ofMinutes(125))))
                .containsExactly("0.3 s", "75 s", "3 min 20 s", "2 h 5 min");
    }

    @Test
    void storedTimes() {
        Schema bars = Schema.parse("ts:timestamp,close:double", "ts");
        Schema ticks = Schema.parse("datetime:int64", "datetime");
        Schema days = Schema.parse("date:date", "date");
        Schema none = Schema.parse("name:string", null);

        assertThat(HumanText.stored(bars, 1_704_205_800_000_000L)).isEqualTo("2024-01-02T14:30:00Z");
        assertThat(HumanText.stored(bars, -1)).isEqualTo("1969-12-31T23:59:59.999999Z");
        assertThat(HumanText.stored(ticks, 1L)).isEqualTo("1970-01-01T00:00:00.000000001Z");
        assertThat(HumanText.stored(days, 1)).isEqualTo("1970-01-02");
        assertThat(HumanText.stored(none, 5)).isEmpty();
        assertThat(HumanText.shortStored(bars, 86_400_000_000L)).isEqualTo("1970-01-02");
        assertThat(HumanText.shortStored(bars, 1_704_205_800_000_000L)).isEqualTo("2024-01-02 14:30:00");
    }
}
