package dev.tidemark.sources.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.RowCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableMergeTest {
    private static final Schema SCHEMA = new Schema(
            List.of(new Field("datetime", ColumnType.INT64), new Field("price", ColumnType.FLOAT64)), "datetime");

    private static Table table(double... timesAndPrices) {
        TableBuilder rows = new TableBuilder(SCHEMA);
        for (int i = 0; i < timesAndPrices.length; i += 2) {
            rows.setLong(0, (long) timesAndPrices[i]);
            rows.setDouble(1, timesAndPrices[i + 1]);
            rows.endRow();
        }
        return rows.build();
    }

    private static List<String> rows(Table table) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            rows.add(table.time(row) + "@" + ((DoubleColumn) table.column(1)).values()[row]);
        }
        return rows;
    }

    @Test
    void unitesByKeyWithTheNewerRows() {
        TableMerge.Union union =
                TableMerge.of(table(1, 10, 2, 20, 3, 30), table(2, 20, 3, 33, 4, 40), TableMerge.Rule.BY_KEY);

        assertThat(rows(union.table())).containsExactly("1@10.0", "2@20.0", "3@33.0", "4@40.0");
        assertThat(union.rows()).isEqualTo(RowCounts.good(1, 1, 1, 0));
    }

    @Test
    void replacesAllOlderRowsOfAKey() {
        TableMerge.Union union = TableMerge.of(table(2, 20, 2, 21, 2, 22), table(2, 25), TableMerge.Rule.BY_KEY);

        assertThat(rows(union.table())).containsExactly("2@25.0");
        assertThat(union.rows()).isEqualTo(RowCounts.good(0, 0, 1, 2));
    }

    @Test
    void keepsTheOrderOfTheFullerTableByValue() {
        Table part = table(1, 10, 1, 12, 5, 50);
        Table whole = table(1, 10, 1, 11, 1, 12, 1, 12, 5, 50);

        assertThat(rows(TableMerge.of(part, whole, TableMerge.Rule.BY_VALUE).table()))
                .isEqualTo(rows(whole));
        TableMerge.Union again = TableMerge.of(whole, part, TableMerge.Rule.BY_VALUE);
        assertThat(again.table()).isSameAs(whole);
        assertThat(again.rows()).isEqualTo(RowCounts.good(0, 3, 0, 0));
    }

    @Test
    void addsWhatIsMissingBehindWhatIsThere() {
        TableMerge.Union union =
                TableMerge.of(table(1, 10, 1, 11, 1, 11), table(1, 12, 1, 11, 1, 10), TableMerge.Rule.BY_VALUE);

        assertThat(rows(union.table())).containsExactly("1@10.0", "1@11.0", "1@11.0", "1@12.0");
        assertThat(union.rows()).isEqualTo(RowCounts.good(1, 2, 0, 0));
    }

    @Test
    void concatenatesWhatDoesNotOverlap() {
        assertThat(rows(TableMerge.of(table(5, 50), table(1, 10, 2, 20), TableMerge.Rule.BY_VALUE)
                        .table()))
                .containsExactly("1@10.0", "2@20.0", "5@50.0");
    }

    /// By value, a row is held as often as the fuller side holds it, whatever the order of the parts.
    @Property(tries = 500)
    void holdsTheGreaterMultiplicity(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Random random = new Random(seed);
        Table a = random(random, size);
        Table b = random(random, 1 + random.nextInt(size));

        TableMerge.Union union = TableMerge.of(a, b, TableMerge.Rule.BY_VALUE);

        Map<String, Integer> expected = counts(a);
        counts(b).forEach((row, count) -> expected.merge(row, count, Math::max));
        assertThat(counts(union.table())).isEqualTo(expected);
        assertThat(union.table().isSortedByTime()).isTrue();
        assertThat(union.rows().read()).isEqualTo(b.rows());
        assertThat(union.rows().imported()).isEqualTo((long) union.table().rows() - a.rows());
        Table again = TableMerge.of(union.table(), b, TableMerge.Rule.BY_VALUE).table();
        assertThat(ContentDigest.of(again).content())
                .isEqualTo(ContentDigest.of(union.table()).content());
        assertThat(counts(TableMerge.of(b, a, TableMerge.Rule.BY_VALUE).table()))
                .isEqualTo(expected);
    }

    private static Table random(Random random, int size) {
        double[] values = new double[2 * size];
        long time = 0;
        for (int i = 0; i < size; i++) {
            time += random.nextInt(3) == 0 ? 1 : 0;
            values[2 * i] = time;
            values[2 * i + 1] = random.nextInt(3);
        }
        return table(values);
    }

    private static Map<String, Integer> counts(Table table) {
        Map<String, Integer> counts = new HashMap<>();
        rows(table).forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }
}
