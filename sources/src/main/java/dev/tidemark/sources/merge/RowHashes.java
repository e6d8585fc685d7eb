package dev.tidemark.sources.merge;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.util.Objects;

/// Hashes of rows by their values, for tables of one schema.
final class RowHashes {
    private RowHashes() {}

    static int of(Table table, int row) {
        int hash = 1;
        for (Column column : table.columns()) {
            hash = 31 * hash + (column.isNull(row) ? 0 : of(column, row));
        }
        return hash;
    }

    private static int of(Column column, int row) {
        return switch (column) {
            case LongColumn c -> Long.hashCode(c.values()[row]);
            case IntColumn c -> c.values()[row];
            case DoubleColumn c -> Double.hashCode(c.values()[row]);
            case BooleanColumn c -> Boolean.hashCode(c.values()[row]);
            case StringColumn c -> Objects.hashCode(c.text(row));
        };
    }
}
