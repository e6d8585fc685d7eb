package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sources.provider.ProviderException;
import java.time.Instant;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Counts since 1970.
class EpochUnitTest {
    private static final long MOMENT = Instant.parse("2024-02-29T12:34:56Z").getEpochSecond();

    @Test
    void units() throws ProviderException {
        assertThat(EpochUnit.SECONDS.micros(MOMENT)).isEqualTo(MOMENT * 1_000_000);
        assertThat(EpochUnit.MILLISECONDS.micros(MOMENT * 1000 + 789)).isEqualTo(MOMENT * 1_000_000 + 789_000);
        assertThat(EpochUnit.MICROSECONDS.micros(MOMENT * 1_000_000 + 789)).isEqualTo(MOMENT * 1_000_000 + 789);
        assertThat(EpochUnit.fineOf(MOMENT * 1000)).isEqualTo(EpochUnit.MILLISECONDS);
        assertThat(EpochUnit.fineOf(MOMENT * 1_000_000)).isEqualTo(EpochUnit.MICROSECONDS);
    }

    @Test
    void whatIsAskedFor() {
        assertThat(EpochUnit.SECONDS.count(1_999_999)).isEqualTo(1);
        assertThat(EpochUnit.MILLISECONDS.count(1_999_999)).isEqualTo(1999);
        assertThat(EpochUnit.MILLISECONDS.count(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_709_210_096L, 999_999_999_999L, 10_000_000_000_000L, 1_709_210_096_000_000_000L})
    void neitherMillisecondsNorMicroseconds(long count) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> EpochUnit.fineOf(count))
                .withMessageContaining(count + " is no time of today");
    }

    @Property
    void aCountIsOfOneUnitAtMost(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long count) {
        int units = 0;
        for (EpochUnit unit : EpochUnit.values()) {
            try {
                assertThat(unit.micros(count)).isBetween(1_000_000_000_000_000L, 9_999_999_999_999_999L);
                units++;
            } catch (ProviderException e) {
                assertThat(e.text()).contains(unit.name().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(units).isLessThanOrEqualTo(1);
    }
}
