package dev.tidemark.recipes.universe;

import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;

/// Cells of text columns.
final class Texts {
    private Texts() {}

    /// A cell; null is empty.
    static String of(Table table, int column, int row) {
        String text = ((StringColumn) table.column(column)).text(row);
        return text == null ? "" : text;
    }

    /// A cell of a named column.
    static String of(Table table, String column, int row) {
        return of(table, table.schema().indexOf(column), row);
    }
}
