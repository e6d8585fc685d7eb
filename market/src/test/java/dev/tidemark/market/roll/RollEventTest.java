package dev.tidemark.market.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RollEventTest {
    private static ScheduleDay day(long day, String contract, boolean isSwitch, long segment) {
        return new ScheduleDay(day, contract, Double.NaN, "", Double.NaN, isSwitch, segment);
    }

    @Test
    void eventsHoldUntilTheNext() {
        List<RollEvent> events = List.of(
                new RollEvent(14, "c"),
                new RollEvent(5, "a"),
                new RollEvent(12, "b"),
                new RollEvent(13, "b"),
                new RollEvent(14, "d"),
                new RollEvent(99, "e"));
        assertThat(RollEvent.expand(events, new long[] {10, 11, 12, 13, 15}).days())
                .containsExactly(
                        day(10, "a", false, 0),
                        day(11, "a", false, 0),
                        day(12, "b", true, 1),
                        day(13, "b", false, 1),
                        day(15, "d", true, 2));
    }

    @Test
    void daysBeforeTheFirstEventHaveNoRow() {
        assertThat(RollEvent.expand(List.of(new RollEvent(11, "a")), new long[] {10, 11})
                        .days())
                .containsExactly(day(11, "a", false, 0));
        assertThat(RollEvent.expand(List.of(), new long[] {10}).days()).isEmpty();
    }

    @Test
    void anEventNamesAContract() {
        assertThatThrownBy(() -> new RollEvent(1, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
