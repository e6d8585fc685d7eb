package dev.tidemark.build;

import dev.tidemark.lake.Partition;

/// Says which rows a window reaches over without counting them, since the recipe leaves them out.
@FunctionalInterface
public interface Uncounted {
    /// Every row counts.
    Uncounted NONE = _ -> new boolean[0];

    /// The flags of a partition's rows, true for one that does not count; empty when all count.
    boolean[] of(Partition partition);
}
