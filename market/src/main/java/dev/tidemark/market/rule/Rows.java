package dev.tidemark.market.rule;

import java.util.Objects;

/// What the arrays of a block have to agree on.
final class Rows {
    private Rows() {}

    /// The number of rows of a block.
    ///
    /// @param from first row that findings are about, 0 to the number of rows
    static int of(int rows, int from) {
        Objects.checkFromToIndex(from, rows, rows);
        return rows;
    }

    static void same(String column, int length, int rows) {
        if (length != rows) {
            throw new IllegalArgumentException("column " + column + " has " + length + " values for " + rows + " rows");
        }
    }
}
