package dev.tidemark.query;

import java.util.List;

/// A condition of a `WHERE` that every row of the answer meets: a column compared with constants.
///
/// @param qualifier  the table or alias before the column; empty when there is none
/// @param column     the column's name, lower-case
/// @param comparison how it is compared
/// @param constants  one constant; two for [Comparison#BETWEEN]; any number for [Comparison#IN]
record Condition(String qualifier, String column, Comparison comparison, List<String> constants) {
    /// The comparisons that pruning understands. `<` counts as `≤`: it keeps at most one value too many.
    enum Comparison {
        EQUAL,
        IN,
        AT_LEAST,
        AT_MOST,
        BETWEEN
    }

    Condition {
        constants = List.copyOf(constants);
    }

    String first() {
        return constants.getFirst();
    }

    String last() {
        return constants.getLast();
    }
}
