package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.Column;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The definition levels of an optional column in one row group: 1 where a value is, 0 where a null is.
final class Levels {
    private final int @Nullable [] levels;

    private Levels(int @Nullable [] levels) {
        this.levels = levels;
    }

    static Levels of(Column column, int from, int to) {
        BitSet nulls = column.nulls();
        int first = nulls == null ? -1 : nulls.nextSetBit(from);
        if (nulls == null || first < 0 || first >= to) {
            return new Levels(null);
        }
        int[] levels = new int[to - from];
        for (int row = nulls.nextClearBit(from); row < to; row = nulls.nextClearBit(row + 1)) {
            levels[row - from] = 1;
        }
        return new Levels(levels);
    }

    /// How many of rows `from` to `to` hold a value.
    int present(int from, int to) {
        if (levels == null) {
            return to - from;
        }
        int present = 0;
        for (int row = from; row < to; row++) {
            present += levels[row];
        }
        return present;
    }

    /// Writes the levels of rows `from` to `to` with their length before them, as a data page of version 1 has it.
    void write(ByteSink sink, int from, int to) {
        int start = sink.size();
        sink.putInt(0);
        if (levels == null) {
            Hybrid.run(sink, 1, to - from, 1);
        } else {
            Hybrid.encode(sink, levels, from, to, 1);
        }
        sink.putIntAt(start, sink.size() - start - 4);
    }
}
