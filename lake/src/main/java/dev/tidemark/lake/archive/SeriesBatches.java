package dev.tidemark.lake.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Cuts work into what one commit takes.
final class SeriesBatches {
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_SERIES = 1000;

    private SeriesBatches() {}

    /// @param bytes the size of an item
    static <T> List<List<T>> of(List<T> items, ToLongFunction<T> bytes) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        long size = 0;
        for (T item : items) {
            batch.add(item);
            size += bytes.applyAsLong(item);
            if (size >= MOST_BYTES || batch.size() >= MOST_SERIES) {
                batches.add(List.copyOf(batch));
                batch.clear();
                size = 0;
            }
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
