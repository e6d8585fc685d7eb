package dev.tidemark.sources.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.RowCounts;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    /// Rows of `time, close`; a negative close is a null.
    private static Table table(long... timesAndCloses) {
        TableBuilder rows = new TableBuilder(BarSchemas.BARS);
        for (int i = 0; i < timesAndCloses.length; i += 2) {
            rows.setString(BarColumns.SYMBOL, "X");
            rows.setLong(BarColumns.TS, timesAndCloses[i]);
            if (timesAndCloses[i + 1] >= 0) {
                rows.setDouble(BarColumns.CLOSE, (double) timesAndCloses[i + 1]);
            }
            rows.setBoolean(BarColumns.IMPUTED, false);
            rows.endRow();
        }
        return rows.build();
    }

    @Test
    void keysDecideWhatIsNewAndValuesWhatIsReplaced() {
        assertThat(RowComparison.of(table(1, 10, 2, 20, 3, 30), table(2, 20, 3, 31, 4, 40)))
                .isEqualTo(RowCounts.good(1, 1, 1, 1));
        assertThat(RowComparison.of(table(), table(1, 1))).isEqualTo(RowCounts.good(1, 0, 0, 0));
        assertThat(RowComparison.of(table(1, 1), table())).isEqualTo(RowCounts.good(0, 0, 0, 1));
    }

    @Test
    void aNullEqualsANullOnly() {
        assertThat(RowComparison.of(table(1, -1, 2, -1, 3, 0), table(1, -1, 2, 0, 3, -1)))
                .isEqualTo(RowCounts.good(0, 1, 2, 0));
    }

    @Test
    void rowsOfOneTimeArePairedInTheirOrder() {
        assertThat(RowComparison.of(table(1, 10, 1, 11), table(1, 10, 1, 12, 1, 13)))
                .isEqualTo(RowCounts.good(1, 1, 1, 0));
        assertThat(RowComparison.of(table(1, 10, 1, 11, 2, 5), table(1, 10, 2, 5)))
                .isEqualTo(RowCounts.good(0, 2, 0, 1));
    }
}
