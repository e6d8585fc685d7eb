package dev.tidemark.market.tick;

import java.util.BitSet;

/// Tells true depth from the best level only.
public final class TickDepth {
    private TickDepth() {}

    /// Whether a row has true depth: a price or a volume of the levels 2 to 5 is above 0. A column that is not here
    /// counts as null.
    public static boolean isL5(TickColumns rows, int row) {
        for (TickColumn column : TickColumn.numbers()) {
            if (column.isDeep() && rows.has(column) && rows.column(column)[row] > 0) {
                return true;
            }
        }
        return false;
    }

    /// The rows with true depth.
    public static BitSet l5Rows(TickColumns rows) {
        var deep = new BitSet(rows.rows());
        for (TickColumn column : TickColumn.numbers()) {
            if (column.isDeep() && rows.has(column)) {
                mark(rows.column(column), rows.rows(), deep);
            }
        }
        return deep;
    }

    private static void mark(double[] values, int rows, BitSet deep) {
        for (int i = 0; i < rows; i++) {
            if (values[i] > 0) {
                deep.set(i);
            }
        }
    }

    /// Whether any row has true depth.
    public static boolean isL5Day(TickColumns rows) {
        return !l5Rows(rows).isEmpty();
    }
}
