package dev.tidemark.market.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowHashTest {
    @Test
    void rowsHaveTheSpecifiedHashes() {
        long[] hashes = RowHash.of(SampleTicks.specified(30).columns());
        assertThat(hashes).startsWith(-7267486502654410283L, 638985907196163285L, 747396365850961877L);
        assertThat(RowHashes.of(hashes))
                .isEqualTo(new RowHashes(
                        30, -7380767673459293483L, 8642308568314558421L, -7671164418741096458L, -270311122285237164L));
    }

    @Test
    void nullAndZeroDiffer() {
        SampleTicks ticks = SampleTicks.specified(1);
        ticks.set(TickColumn.BID_PRICE2, 0, Double.NaN);
        assertThat(RowHash.of(ticks.columns())).containsExactly(-7657540451631201835L);
        ticks.set(TickColumn.BID_PRICE2, 0, Double.longBitsToDouble(0xfff8_0000_0000_1234L));
        assertThat(RowHash.of(ticks.columns())).containsExactly(-7657540451631201835L);
        ticks.set(TickColumn.BID_PRICE2, 0, 0.0);
        assertThat(RowHash.of(ticks.columns())).containsExactly(-7317518679764729387L);
        ticks.set(TickColumn.BID_PRICE2, 0, -0.0);
        assertThat(RowHash.of(ticks.columns())).containsExactly(-7317518679764729387L);
    }

    @Test
    void allColumnsAreNeeded() {
        TickColumns rows = TickColumns.of(new long[1])
                .with(TickColumn.LAST_PRICE, new double[1])
                .build();
        assertThatThrownBy(() -> RowHash.of(rows)).hasMessage("column average is needed and was not read");
    }

    @Property(tries = 50)
    void anAggregateIsThatOfItsParts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 49) int cut) {
        long[] hashes = RowHash.of(SampleTicks.random(seed, 50).columns());
        RowHashes first = RowHashes.of(Arrays.copyOf(hashes, cut));
        RowHashes second = RowHashes.of(Arrays.copyOfRange(hashes, cut, 50));
        assertThat(second.plus(first)).isEqualTo(RowHashes.of(hashes));
    }

    @Test
    void sumsWrap() {
        assertThat(RowHashes.of(new long[] {Long.MIN_VALUE, Long.MIN_VALUE, -1}))
                .isEqualTo(new RowHashes(3, Long.MIN_VALUE, -1, -1, 1));
    }

    @Test
    void noRowsHaveNoAggregate() {
        assertThatThrownBy(() -> RowHashes.of(new long[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
