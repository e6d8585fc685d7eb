package dev.tidemark.recipes.universe;

/// How a table was made.
///
/// @param made   rows that were computed
/// @param reused rows that an earlier build had made of the same
public record RowWork(long made, long reused) {
    /// No row.
    public static final RowWork NONE = new RowWork(0, 0);
}
