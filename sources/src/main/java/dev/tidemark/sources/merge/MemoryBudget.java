package dev.tidemark.sources.merge;

import java.util.concurrent.atomic.AtomicLong;

/// Cells (rows times columns) that the sources of a batch hold in memory, all threads together. A source whose share is
/// large enough writes its rows to disk when the total passes the limit, so memory stays below limit and shares.
final class MemoryBudget {
    private static final int SHARES = 4;

    private final AtomicLong held = new AtomicLong();
    private final long cells;
    private final long share;

    /// @param cells limit of all threads together
    MemoryBudget(long cells, int threads) {
        this.cells = cells;
        this.share = cells / SHARES / threads;
    }

    void take(long cells) {
        held.addAndGet(cells);
    }

    void give(long cells) {
        held.addAndGet(-cells);
    }

    /// Whether a source that holds `mine` of the total has to write them to disk.
    boolean isSpent(long mine) {
        return mine >= share && held.get() > cells;
    }
}
