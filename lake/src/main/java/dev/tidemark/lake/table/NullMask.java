package dev.tidemark.lake.table;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Operations on null masks, where "no mask" means "no null".
final class NullMask {
    private NullMask() {}

    static @Nullable BitSet orNone(@Nullable BitSet nulls) {
        return nulls == null || nulls.isEmpty() ? null : nulls;
    }

    static @Nullable BitSet slice(@Nullable BitSet nulls, int from, int to) {
        return nulls == null ? null : orNone(nulls.get(from, to));
    }

    static @Nullable BitSet take(@Nullable BitSet nulls, int[] order) {
        if (nulls == null) {
            return null;
        }
        BitSet taken = new BitSet(order.length);
        for (int i = 0; i < order.length; i++) {
            if (nulls.get(order[i])) {
                taken.set(i);
            }
        }
        return orNone(taken);
    }
}
