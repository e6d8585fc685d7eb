package dev.tidemark.sources.ingest;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.RowCounts;
import java.util.Objects;

/// Counts how the rows of a new table differ from those of the one it replaces. Both are in time order; rows of one
/// time are
/// paired in their order.
public final class RowComparison {
    private final Table before;
    private final Table after;
    private long imported;
    private long unchanged;
    private long replaced;
    private long removed;

    private RowComparison(Table before, Table after) {
        this.before = before;
        this.after = after;
    }

    /// Compares tables of one schema.
    public static RowCounts of(Table before, Table after) {
        RowComparison comparison = new RowComparison(before, after);
        comparison.merge();
        return RowCounts.good(comparison.imported, comparison.unchanged, comparison.replaced, comparison.removed);
    }

    private void merge() {
        int i = 0;
        int j = 0;
        while (i < before.rows() && j < after.rows()) {
            int order = Long.compare(before.time(i), after.time(j));
            if (order < 0) {
                removed++;
                i++;
            } else if (order > 0) {
                imported++;
                j++;
            } else if (isEqual(i++, j++)) {
                unchanged++;
            } else {
                replaced++;
            }
        }
        removed += before.rows() - i;
        imported += after.rows() - j;
    }

    private boolean isEqual(int i, int j) {
        return areEqual(before, i, after, j);
    }

    /// Whether two rows of tables of one schema hold the same values, nulls included.
    public static boolean areEqual(Table a, int i, Table b, int j) {
        for (int c = 0; c < a.columns().size(); c++) {
            if (!isEqual(a.column(c), i, b.column(c), j)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEqual(Column a, int i, Column b, int j) {
        if (a.isNull(i) || b.isNull(j)) {
            return a.isNull(i) && b.isNull(j);
        }
        return switch (a) {
            case LongColumn x -> b instanceof LongColumn y && x.values()[i] == y.values()[j];
            case IntColumn x -> b instanceof IntColumn y && x.values()[i] == y.values()[j];
            case DoubleColumn x -> b instanceof DoubleColumn y && x.values()[i] == y.values()[j];
            case BooleanColumn x -> b instanceof BooleanColumn y && x.values()[i] == y.values()[j];
            case StringColumn x -> b instanceof StringColumn y && Objects.equals(x.text(i), y.text(j));
        };
    }
}
