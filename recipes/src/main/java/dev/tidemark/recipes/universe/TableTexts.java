package dev.tidemark.recipes.universe;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.time.LocalDate;

/// Cells of a universe's tables as texts.
public final class TableTexts {
    private TableTexts() {}

    /// A cell of a named column: dates in ISO form, null as the empty text.
    public static String of(Table table, String column, int row) {
        return of(table, table.schema().indexOf(column), row);
    }

    /// A cell of a column.
    public static String of(Table table, int column, int row) {
        if (table.column(column).isNull(row)) {
            return "";
        }
        return switch (table.column(column)) {
            case StringColumn strings -> String.valueOf(strings.text(row));
            case LongColumn longs -> Long.toString(longs.values()[row]);
            case IntColumn ints -> {
                boolean isDate = table.schema().fields().get(column).type() == ColumnType.DATE;
                int value = ints.values()[row];
                yield isDate ? LocalDate.ofEpochDay(value).toString() : Integer.toString(value);
            }
            default -> throw new IllegalStateException("a universe has no such column");
        };
    }
}
