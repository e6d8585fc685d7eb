package dev.tidemark.sources.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChunkRangeTest {
    /// A range holds exactly the days with its label.
    @Property
    void aRangeHoldsTheDaysOfItsLabel(@ForAll ChunkSize size, @ForAll @IntRange(min = -40_000, max = 60_000) int day) {
        ChunkRange range = ChunkRange.of(size, day);
        assertThat(range.label()).isEqualTo(size.labelOf(LocalDate.ofEpochDay(day)));
        assertThat(range.holds(day)).isTrue();
        if (size != ChunkSize.ALL) {
            assertThat(size.labelOf(LocalDate.ofEpochDay(range.firstDay()))).isEqualTo(range.label());
            assertThat(size.labelOf(LocalDate.ofEpochDay(range.endDay() - 1))).isEqualTo(range.label());
            assertThat(size.labelOf(LocalDate.ofEpochDay(range.firstDay() - 1))).isNotEqualTo(range.label());
            assertThat(size.labelOf(LocalDate.ofEpochDay(range.endDay()))).isNotEqualTo(range.label());
            assertThat(range.holds(range.firstDay() - 1)).isFalse();
            assertThat(range.holds(range.endDay())).isFalse();
        }
    }
}
