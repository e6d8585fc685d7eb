package dev.tidemark.sources.lean;

import dev.tidemark.lake.Series;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.TestLake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Rows of a series as text: the time, then the values, `-` for a null.
final class RowText {
    private RowText() {}

    static List<String> of(TestLake lake, String key) {
        Series series = lake.series(key);
        Table table = lake.read(key);
        boolean isTick = series.schema().fields().get(1).name().equals("datetime");
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            StringBuilder text = new StringBuilder(Instant.EPOCH
                    .plus(table.time(row), isTick ? ChronoUnit.NANOS : ChronoUnit.MICROS)
                    .toString());
            for (Column column : table.columns().subList(2, table.columns().size())) {
                text.append(' ').append(text(column, row));
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "-";
        }
        return switch (column) {
            case DoubleColumn c -> Double.toString(c.values()[row]);
            case LongColumn c -> Long.toString(c.values()[row]);
            case IntColumn c -> Integer.toString(c.values()[row]);
            case BooleanColumn c -> Boolean.toString(c.values()[row]);
            case StringColumn c -> String.valueOf(c.text(row));
        };
    }
}
