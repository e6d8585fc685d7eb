package dev.tidemark.sources.update;

import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.ingest.RowComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Unites bars that were delivered with those that are held. Both are in time order, times stand once.
///
/// The newer row of a time wins, but an unfinished bar never takes the place of a final one, nor an imputed row that of
/// a real one.
public final class BarMerge {
    private BarMerge() {}

    /// What came of it.
    ///
    /// @param table     what the union holds
    /// @param fresh     rows whose time was not held
    /// @param changed   rows whose time was held with another value, filled in or not final
    /// @param unchanged rows that were held
    public record Union(Table table, long fresh, long changed, long unchanged) {}

    /// Unites them.
    ///
    /// @param held rows of the lake; empty when it has none
    public static Union of(Optional<Table> held, Table delivered) {
        return held.isEmpty() ? new Union(delivered, delivered.rows(), 0, 0) : merge(held.get(), delivered);
    }

    private static Union merge(Table held, Table delivered) {
        int[] order = new int[held.rows() + delivered.rows()];
        int size = 0;
        long fresh = 0;
        long changed = 0;
        long unchanged = 0;
        int i = 0;
        int j = 0;
        while (i < held.rows() || j < delivered.rows()) {
            if (j == delivered.rows() || (i < held.rows() && held.time(i) < delivered.time(j))) {
                order[size++] = i++;
            } else if (i == held.rows() || delivered.time(j) < held.time(i)) {
                order[size++] = held.rows() + j++;
                fresh++;
            } else {
                if (isKept(held, i, delivered, j) || RowComparison.areEqual(held, i, delivered, j)) {
                    order[size++] = i;
                    unchanged++;
                } else {
                    order[size++] = held.rows() + j;
                    changed++;
                }
                long time = held.time(i);
                for (i++; i < held.rows() && held.time(i) == time; i++) {
                    changed++; // a second row of one time goes
                }
                j++;
            }
        }
        Table union = fresh + changed == 0
                ? held
                : Table.concat(List.of(held, delivered)).take(Arrays.copyOf(order, size));
        return new Union(union, fresh, changed, unchanged);
    }

    private static boolean isKept(Table held, int i, Table delivered, int j) {
        return !isImputed(held, i) && (isImputed(delivered, j) || (isFinal(held, i) && !isFinal(delivered, j)));
    }

    static boolean isFinal(Table table, int row) {
        return isTrue(table, BarColumns.FINAL, row);
    }

    static boolean isImputed(Table table, int row) {
        return isTrue(table, BarColumns.IMPUTED, row);
    }

    private static boolean isTrue(Table table, int column, int row) {
        return table.column(column) instanceof BooleanColumn flags && !flags.isNull(row) && flags.values()[row];
    }
}
