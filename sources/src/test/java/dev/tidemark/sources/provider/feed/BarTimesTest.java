package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.ProviderException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times in answers, and the dates that whole bars are made of.
class BarTimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Test
    void clocksInSpringAndAutumn() throws ProviderException {
        assertThat(instant(BarTimes.local("2024-03-08 09:30:00", NEW_YORK))).isEqualTo("2024-03-08T14:30:00Z");
        assertThat(instant(BarTimes.local("2024-03-11 09:30:00", NEW_YORK))).isEqualTo("2024-03-11T13:30:00Z");
        assertThat(instant(BarTimes.local("2024-11-03 01:30:00", NEW_YORK)))
                .as("the first of two")
                .isEqualTo("2024-11-03T05:30:00Z");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> BarTimes.local("2024-03-10 02:30:00", NEW_YORK))
                .withMessageContaining("never showed");
    }

    @Test
    void edgesOfTime() throws ProviderException {
        assertThat(instant(BarTimes.utc("9999-12-31T23:59:59.999999Z"))).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(instant(BarTimes.micros(BarTimes.date("0000-01-01")))).isEqualTo("0000-01-01T00:00:00Z");
        assertThat(BarTimes.date(-1)).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> BarTimes.ofSeconds(Long.MAX_VALUE));
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> BarTimes.ofSeconds(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-2-1", "2024-02-30", "20240201", "+12024-01-01", "2024-01-01 00:00", "٢٠٢٤-01-01"})
    void whatIsNoDate(String text) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> BarTimes.date(text))
                .withMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-01T00:00:00", "2024-01-01T25:00:00Z", "2024-01-01T00:00:00+00:00", "2024-01-01"})
    void whatIsNoTimeInUtc(String text) {
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> BarTimes.utc(text));
    }

    @Property(tries = 1000)
    void wholeBarsHoldEveryBarOfTheWindowToItsEnd(
            @ForAll @IntRange(min = -5000, max = 30_000) int day,
            @ForAll @IntRange(min = 1, max = 100_000) int minutes,
            @ForAll @IntRange(max = 1439) int minute,
            @ForAll @IntRange(max = 2) int unit) {
        Timeframe timeframe =
                List.of(Timeframe.DAILY, Timeframe.WEEKLY, Timeframe.MONTHLY).get(unit);
        Instant from = LocalDate.ofEpochDay(day)
                .atStartOfDay(ZoneOffset.UTC)
                .plusMinutes(minute)
                .toInstant();
        BarRequest request = new BarRequest("X", timeframe, from, from.plus(minutes, ChronoUnit.MINUTES));
        WholeBars dates = WholeBars.of(request);
        assertThat(timeframe.startOfBar(dates.first())).isEqualTo(dates.first());
        assertThat(timeframe.startOfBar(dates.last().plusDays(1)))
                .isEqualTo(dates.last().plusDays(1));
        for (LocalDate date = dates.first().minusDays(40);
                date.isBefore(dates.last().plusDays(40));
                date = date.plusDays(1)) {
            if (request.holds(BarTimes.startOfBar(timeframe, date))) {
                assertThat(date).isBetween(dates.first(), dates.last());
            }
        }
    }
}
