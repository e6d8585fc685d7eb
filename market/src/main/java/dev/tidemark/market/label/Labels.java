package dev.tidemark.market.label;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// What labels have in common.
public final class Labels {
    /// Null, in the place of an `int` result; no label, time or probability is negative.
    public static final int NULL = Integer.MIN_VALUE;

    /// Share of a tick by which prices may differ and be equal: it absorbs the binary rounding of decimal prices.
    private static final double TOLERANCE = 1e-6;

    private Labels() {}

    static double tolerance(double tickSize) {
        return tickSize * TOLERANCE;
    }

    static double requirePositive(double value, String what) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " " + value + " is not a number above 0");
        }
        return value;
    }

    /// Sorts what may not repeat.
    static List<Integer> ascending(Collection<Integer> values, int least, String what) {
        var sorted = new TreeSet<Integer>();
        for (int value : values) {
            if (value < least) {
                throw new IllegalArgumentException(what + " " + value + " is below " + least);
            }
            if (!sorted.add(value)) {
                throw new IllegalArgumentException(what + " " + value + " is named twice");
            }
        }
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("at least one " + what + " is needed");
        }
        return List.copyOf(sorted);
    }
}
