package dev.tidemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LocalTimelineTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static String at(LocalTimeline timeline, String local) {
        LocalDateTime time = LocalDateTime.parse(local);
        long second = timeline.epochSecond(
                time.toLocalDate().toEpochDay(), time.toLocalTime().toSecondOfDay());
        return second == LocalTimeline.NONEXISTENT
                ? "never"
                : Instant.ofEpochSecond(second).toString();
    }

    private static LocalTimeline warsaw(int minutes) {
        return new LocalTimeline(WARSAW, Duration.ofMinutes(minutes));
    }

    /// The United States change on 2026-03-08, Europe on 2026-03-29: New York's 09:30 is 14:30 in Warsaw in between.
    @Test
    void newYorksOpenStaysAtItsInstantThroughTheWeeksBetweenTheTwoChanges() {
        LocalTimeline timeline = warsaw(5);
        assertThat(at(timeline, "2026-03-06T15:30")).isEqualTo("2026-03-06T14:30:00Z");
        assertThat(at(timeline, "2026-03-09T14:30")).isEqualTo("2026-03-09T13:30:00Z");
        assertThat(at(timeline, "2026-03-27T14:30")).isEqualTo("2026-03-27T13:30:00Z");
        assertThat(at(timeline, "2026-03-30T15:30")).isEqualTo("2026-03-30T13:30:00Z");
    }

    @Test
    void theSkippedHourOfSpringNeverWas() {
        LocalTimeline timeline = warsaw(5);
        assertThat(at(timeline, "2026-03-29T01:55")).isEqualTo("2026-03-29T00:55:00Z");
        assertThat(at(timeline, "2026-03-29T02:00")).isEqualTo("never");
        assertThat(at(timeline, "2026-03-29T02:59:59")).isEqualTo("never");
        assertThat(at(timeline, "2026-03-29T03:00")).isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void theRepeatedHourOfAutumnIsItsSecondPassOnceTimesGoBack() {
        LocalTimeline timeline = warsaw(30);
        assertThat(at(timeline, "2026-10-25T01:30")).isEqualTo("2026-10-24T23:30:00Z");
        assertThat(at(timeline, "2026-10-25T02:00")).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(at(timeline, "2026-10-25T02:30")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(at(timeline, "2026-10-25T02:00")).isEqualTo("2026-10-25T01:00:00Z");
        assertThat(at(timeline, "2026-10-25T02:30")).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(at(timeline, "2026-10-25T03:00")).isEqualTo("2026-10-25T02:00:00Z");
    }

    @Test
    void anHourlyBarRepeatedInTheRepeatedHourIsItsSecondPass() {
        LocalTimeline timeline = warsaw(60);
        assertThat(at(timeline, "2026-10-25T02:00")).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(at(timeline, "2026-10-25T02:00")).isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void aRepeatedFiveMinuteBarStaysInItsPassAndEachYearStartsAnew() {
        LocalTimeline timeline = warsaw(5);
        assertThat(at(timeline, "2025-10-26T02:10")).isEqualTo("2025-10-26T00:10:00Z");
        assertThat(at(timeline, "2025-10-26T02:10")).isEqualTo("2025-10-26T00:10:00Z");
        assertThat(at(timeline, "2025-10-26T02:05")).isEqualTo("2025-10-26T01:05:00Z");
        assertThat(at(timeline, "2026-10-25T02:05")).isEqualTo("2026-10-25T00:05:00Z");
    }

    @Test
    void aFixedZoneHasNoChanges() {
        LocalTimeline timeline = new LocalTimeline(ZoneOffset.ofHours(8), Duration.ofMinutes(1));
        assertThat(at(timeline, "2026-03-29T02:30")).isEqualTo("2026-03-28T18:30:00Z");
    }

    /// Every instant whose local time happens once comes back, in any zone with or without changes.
    @Property
    void plainLocalTimesComeBackAsTheirInstant(
            @ForAll @LongRange(min = -2_000_000_000L, max = 4_000_000_000L) long second) {
        for (String zone :
                new String[] {"Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"}) {
            ZoneId id = ZoneId.of(zone);
            ZonedDateTime time = Instant.ofEpochSecond(second).atZone(id);
            LocalTimeline timeline = new LocalTimeline(id, Duration.ofMinutes(5));
            if (id.getRules().getValidOffsets(time.toLocalDateTime()).size() == 1) {
                assertThat(timeline.epochSecond(
                                time.toLocalDate().toEpochDay(),
                                time.toLocalTime().toSecondOfDay()))
                        .isEqualTo(second);
            }
        }
    }
}
