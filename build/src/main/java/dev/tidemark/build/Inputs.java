package dev.tidemark.build;

import dev.tidemark.lake.table.Table;

/// Reads what a want declares.
public interface Inputs {
    /// The rows of a slice with its columns in their order.
    Table read(InputSlice slice);
}
