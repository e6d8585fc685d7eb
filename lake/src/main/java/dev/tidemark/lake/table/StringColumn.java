package dev.tidemark.lake.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// `string` values, as codes into a dictionary: columns such as a symbol or an exchange repeat a few texts.
///
/// @param dictionary the texts; may hold entries that no row uses
/// @param codes      one index into the dictionary a row, -1 where null
@SuppressWarnings("ArrayRecordComponent") // columns are compared by their digests, never by equals
public record StringColumn(String[] dictionary, int[] codes) implements Column {
    /// The code of a null.
    public static final int NULL = -1;

    /// The same text in every row.
    public static StringColumn constant(String text, int rows) {
        return new StringColumn(new String[] {text}, new int[rows]);
    }

    /// The text of a row, or null.
    public @Nullable String text(int row) {
        int code = codes[row];
        return code == NULL ? null : dictionary[code];
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isNull(int row) {
        return codes[row] == NULL;
    }

    @Override
    public @Nullable BitSet nulls() {
        BitSet nulls = new BitSet();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] == NULL) {
                nulls.set(row);
            }
        }
        return NullMask.orNone(nulls);
    }

    @Override
    public StringColumn slice(int from, int to) {
        return new StringColumn(dictionary, Arrays.copyOfRange(codes, from, to));
    }

    @Override
    public StringColumn take(int[] order) {
        int[] taken = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            taken[i] = codes[order[i]];
        }
        return new StringColumn(dictionary, taken);
    }
}
