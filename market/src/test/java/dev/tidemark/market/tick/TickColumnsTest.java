package dev.tidemark.market.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TickColumnsTest {
    @Test
    void aColumnThatIsNotThereIsNamed() {
        TickColumns rows = TickColumns.of(new long[2])
                .with(TickColumn.VOLUME, new double[] {1, 2})
                .build();
        assertThat(rows.has(TickColumn.VOLUME)).isTrue();
        assertThat(rows.has(TickColumn.AMOUNT)).isFalse();
        assertThatThrownBy(() -> rows.column(TickColumn.AMOUNT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column amount is needed and was not read");
    }

    @Test
    void aShortColumnIsRefused() {
        TickColumns.Builder builder = TickColumns.of(new long[3]);
        assertThatThrownBy(() -> builder.with(TickColumn.VOLUME, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column volume has 2 values for 3 rows");
    }

    @Test
    void noRowsHaveAllColumns() {
        TickColumns rows = TickColumns.of(new long[0]).build();
        assertThat(rows.rows()).isZero();
        assertThat(rows.column(TickColumn.ASK_PRICE5)).isEmpty();
    }

    @Property(tries = 100)
    void aBufferKeepsTheLastRows(
            @ForAll long seed, @ForAll @IntRange(max = 40) int kept, @ForAll @IntRange(min = 1, max = 700) int rows) {
        SampleTicks ticks = SampleTicks.random(seed, rows);
        var buffer = new TickBuffer(kept);
        for (int t = 0; t < rows; t++) {
            buffer.append(ticks.datetime[t], ticks.tradingDay[t], ticks.row(t));
            TickColumns held = buffer.columns();
            assertThat(held.rows()).isGreaterThanOrEqualTo(Math.min(t, kept) + 1);
            int oldest = Math.max(0, t - kept);
            for (int row : new int[] {t, oldest}) {
                int place = held.rows() - 1 - (t - row);
                assertThat(held.datetime()[place]).isEqualTo(ticks.datetime[row]);
                assertThat(held.isDayStart(place)).isEqualTo(ticks.isDayStart(row));
                assertThat(held.column(TickColumn.ASK_VOLUME5)[place])
                        .isEqualTo(Double.valueOf(ticks.column(TickColumn.ASK_VOLUME5)[row]));
            }
        }
    }

    @Test
    void aBufferRefusesRowsOfAnotherWidth() {
        var buffer = new TickBuffer(0);
        assertThatThrownBy(() -> buffer.append(0, 0, new double[26])).hasMessage("26 values for 27 columns");
        assertThatThrownBy(() -> new TickBuffer(-1)).hasMessage("cannot keep -1 rows");
    }

    @Test
    void depthIsAnyPositiveNumberBeyondTheBestLevel() {
        SampleTicks ticks = SampleTicks.specified(5);
        for (int t = 0; t < 4; t++) {
            for (TickColumn column : TickColumn.numbers()) {
                if (column.isDeep()) {
                    ticks.set(column, t, t == 0 ? Double.NaN : 0);
                }
            }
        }
        ticks.set(TickColumn.BID_PRICE2, 2, 1);
        ticks.set(TickColumn.ASK_VOLUME5, 3, 1);
        TickColumns rows = ticks.columns();
        assertThat(TickDepth.l5Rows(rows).stream()).containsExactly(2, 3, 4);
        assertThat(TickDepth.isL5Day(rows)).isTrue();
        for (int t = 0; t < 5; t++) {
            assertThat(TickDepth.isL5(rows, t)).isEqualTo(t >= 2);
        }
        assertThat(TickDepth.isL5Day(ticks.columns(0, 2))).isFalse();
    }

    @Test
    void columnsThatWereNotReadHaveNoDepth() {
        TickColumns rows = TickColumns.of(new long[1])
                .with(TickColumn.BID_PRICE1, new double[] {1})
                .build();
        assertThat(TickDepth.isL5Day(rows)).isFalse();
        assertThat(TickDepth.isL5(rows, 0)).isFalse();
    }
}
