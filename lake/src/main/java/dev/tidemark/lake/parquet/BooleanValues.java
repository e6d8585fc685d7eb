package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.BooleanColumn;
import org.jspecify.annotations.Nullable;

/// Booleans, one byte each.
final class BooleanValues implements ChunkValues {
    private final byte[] values;
    private int count;
    private int trues;

    BooleanValues(BooleanColumn column, int from, int to) {
        values = new byte[to - from];
        for (int row = from; row < to; row++) {
            if (!column.isNull(row)) {
                int bit = column.values()[row] ? 1 : 0;
                values[count++] = (byte) bit;
                trues += bit;
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void plain(ByteSink sink, int from, int to) {
        for (int i = from; i < to; i += 8) {
            int packed = 0;
            for (int bit = 0; bit < Math.min(8, to - i); bit++) {
                packed |= values[i + bit] << bit;
            }
            sink.putByte(packed);
        }
    }

    @Override
    public @Nullable Dictionary dictionary() {
        return null;
    }

    @Override
    public @Nullable Bounds bounds() {
        if (count == 0) {
            return null;
        }
        byte min = (byte) (trues == count ? 1 : 0);
        byte max = (byte) (trues == 0 ? 0 : 1);
        return new Bounds(new byte[] {min}, new byte[] {max});
    }
}
