package dev.tidemark.query;

/// What a query sees of rows that a fill made: those whose boolean column `imputed` is true.
public enum ImputedRows {
    /// All rows are there.
    INCLUDED,
    /// They are not there, in any dataset that flags them.
    EXCLUDED
}
