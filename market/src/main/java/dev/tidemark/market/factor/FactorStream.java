package dev.tidemark.market.factor;

import dev.tidemark.market.tick.TickBuffer;
import dev.tidemark.market.tick.TickColumns;

/// Computes factors as ticks arrive. The results are the same bits as those of [FactorSet#compute], since it is the
/// same code on the last rows. Not thread-safe: one stream a series.
public final class FactorStream {
    private final FactorSet set;
    private final TickBuffer buffer;

    /// Starts before the first row of a segment.
    public FactorStream(FactorSet set) {
        this.set = set;
        this.buffer = new TickBuffer(set.lookbackRows());
    }

    /// Takes the next row and computes it.
    ///
    /// @param epochNanos nanoseconds since 1970-01-01T00:00Z
    /// @param tradingDay days since 1970-01-01
    /// @param values     the 27 values in the order of [TickColumn#numbers()], NaN for null
    /// @param out        takes a value a factor, NaN for null
    /// @throws FactorException when a factor's code fails
    public void accept(long epochNanos, int tradingDay, double[] values, double[] out) {
        buffer.append(epochNanos, tradingDay, values);
        TickColumns rows = buffer.columns();
        int last = rows.rows() - 1;
        int place = 0;
        for (Factor factor : set.factors()) {
            factor.compute(rows, last, rows.rows(), out, place);
            place++;
        }
    }

    /// Forgets the rows before: a new segment begins, and windows with it.
    public void startSegment() {
        buffer.clear();
    }
}
