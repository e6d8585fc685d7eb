package dev.tidemark.sources.update;

import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.BarColumns;
import java.util.Optional;

/// Compares bars that were delivered again with those that are held.
///
/// A provider that adjusts prices anew changes everything before some day; one that corrects a bar changes that bar.
/// So the oldest bar of a window tells them apart: when it differs, what lies before the window may differ as well.
final class Overlap {
    private Overlap() {}

    /// Whether the oldest final bar that both have differs in a price; empty when they have none in common.
    ///
    /// @param from first time that counts, microseconds
    /// @param to   first time that does not
    static Optional<Boolean> isRestated(Table held, Table delivered, long from, long to) {
        int i = held.firstRowFrom(from);
        int j = delivered.firstRowFrom(from);
        while (i < held.rows() && j < delivered.rows() && held.time(i) < to && delivered.time(j) < to) {
            if (held.time(i) < delivered.time(j)) {
                i++;
            } else if (delivered.time(j) < held.time(i)) {
                j++;
            } else if (!BarMerge.isFinal(held, i) || !BarMerge.isFinal(delivered, j) || BarMerge.isImputed(held, i)) {
                i++;
                j++;
            } else {
                return Optional.of(differs(held, i, delivered, j));
            }
        }
        return Optional.empty();
    }

    private static boolean differs(Table held, int i, Table delivered, int j) {
        for (int column = BarColumns.OPEN; column <= BarColumns.CLOSE; column++) {
            DoubleColumn before = (DoubleColumn) held.column(column);
            DoubleColumn after = (DoubleColumn) delivered.column(column);
            if (before.isNull(i) != after.isNull(j) || (!before.isNull(i) && before.values()[i] != after.values()[j])) {
                return true;
            }
        }
        return differs(held, i, delivered, j, BarColumns.ADJ_CLOSE);
    }

    private static boolean differs(Table held, int i, Table delivered, int j, int column) {
        DoubleColumn before = (DoubleColumn) held.column(column);
        DoubleColumn after = (DoubleColumn) delivered.column(column);
        return !before.isNull(i) && !after.isNull(j) && before.values()[i] != after.values()[j];
    }
}
