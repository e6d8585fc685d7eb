package dev.tidemark.market.compare;

import dev.tidemark.market.bar.BarValues;
import java.util.Iterator;

/// Walks over the real bars of blocks that come one after another. For one thread.
final class RowCursor {
    private static final double[] NO_PRICES = {};
    private static final BarValues NONE = new BarValues(
            new long[0], NO_PRICES, NO_PRICES, NO_PRICES, NO_PRICES, NO_PRICES, NO_PRICES, new boolean[0]);

    private final Iterator<BarValues> blocks;
    private BarValues block = NONE;
    private int row = -1;
    private long rows;

    RowCursor(Iterator<BarValues> blocks) {
        this.blocks = blocks;
    }

    /// Goes on to the next bar that no fill made.
    ///
    /// @return whether there is one
    boolean advance() {
        do {
            row++;
            while (row == block.rows()) {
                if (!blocks.hasNext()) {
                    row--;
                    return false;
                }
                block = blocks.next();
                row = 0;
            }
        } while (block.imputed()[row]);
        rows++;
        return true;
    }

    long time() {
        return block.times()[row];
    }

    double value(ComparedColumn column) {
        return column.of(block)[row];
    }

    /// Bars so far.
    long rows() {
        return rows;
    }
}
