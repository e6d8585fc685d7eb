package dev.tidemark.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeframeTest {
    @ParameterizedTest
    @CsvSource({
        "1m,1m",
        "1min,1m",
        "minute,1m",
        "5min,5m",
        "30m,30m",
        "7m,7m",
        "15mins,15m",
        "15min,15m",
        "1h,1h",
        "hourly,1h",
        "1hour,1h",
        "60min,1h",
        "60m,1h",
        "4hour,4h",
        "4hours,4h",
        "240min,4h",
        "240m,4h",
        "90m,90m",
        "1d,1d",
        "daily,1d",
        "1day,1d",
        "day,1d",
        "d,1d",
        "1w,1w",
        "weekly,1w",
        "1week,1w",
        "week,1w",
        "w,1w",
        "1mo,1mo",
        "monthly,1mo",
        "1month,1mo",
    })
    void aliasesMeanTheirCanonicalText(String alias, String canonical) {
        assertThat(Timeframe.parse(alias).text()).isEqualTo(canonical);
        assertThat(Timeframe.parse(canonical)).isEqualTo(Timeframe.parse(alias));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "m", "0m", "05m", "1M", "D", "-5m", "1440m", "24h", "2d", "2w", "5 m", "fortnight", "99999m"
            })
    void otherTextsAreRefusedByName(String text) {
        assertThatThrownBy(() -> Timeframe.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("1mo");
    }

    @Property
    void everyNumberOfMinutesBelowADayReadsBackFromItsText(@ForAll @IntRange(min = 1, max = 1439) int minutes) {
        Timeframe timeframe = Timeframe.ofMinutes(minutes);
        assertThat(Timeframe.parse(timeframe.text())).isEqualTo(timeframe);
        assertThat(timeframe.interval()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void lengthsAreThoseOfTheToleranceRules() {
        assertThat(Timeframe.DAILY.interval()).isEqualTo(Duration.ofDays(1));
        assertThat(Timeframe.WEEKLY.interval()).isEqualTo(Duration.ofDays(7));
        assertThat(Timeframe.MONTHLY.interval()).isEqualTo(Duration.ofDays(30));
        assertThat(Timeframe.ofMinutes(5)).isLessThan(Timeframe.DAILY);
        assertThatThrownBy(() -> Timeframe.ofMinutes(1440)).hasMessageContaining("1439");
    }

    @Test
    void aBarStartsOnItsMondayOrTheFirstOfItsMonth() {
        LocalDate friday = LocalDate.of(2024, 1, 5);
        assertThat(Timeframe.WEEKLY.startOfBar(friday)).isEqualTo("2024-01-01");
        assertThat(Timeframe.WEEKLY.startOfBar(LocalDate.of(2024, 1, 1))).isEqualTo("2024-01-01");
        assertThat(Timeframe.MONTHLY.startOfBar(friday)).isEqualTo("2024-01-01");
        assertThat(Timeframe.DAILY.startOfBar(friday)).isEqualTo(friday);
    }
}
