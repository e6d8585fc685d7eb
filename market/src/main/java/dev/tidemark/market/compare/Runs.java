package dev.tidemark.market.compare;

import java.util.List;

/// Stretches of keys, as many of them as are worth listing.
///
/// @param rows  keys in all stretches
/// @param total number of stretches
/// @param first the first [#MOST] of them, in the order of time
public record Runs<R>(long rows, long total, List<R> first) {
    /// Longest list.
    public static final int MOST = 100;

    public Runs {
        first = List.copyOf(first);
    }
}
