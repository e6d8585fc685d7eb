package dev.tidemark.market.factor;

import dev.tidemark.market.tick.TickColumns;

/// The arithmetic of a factor. Pure and thread-safe: the result of row t depends on nothing but the rows from
/// t - look-back to t.
@FunctionalInterface
public interface FactorKernel {
    /// Computes some rows.
    ///
    /// @param rows ticks of one segment; rows before `from` are there to look back at, as far as they exist
    /// @param from first row to compute
    /// @param to   the row behind the last one; at most [Factor#BLOCK_ROWS] behind `from`
    /// @param out  takes the result of row t at `at + t - from`, NaN for null
    /// @param at   where to begin in `out`
    void compute(TickColumns rows, int from, int to, double[] out, int at);
}
