package dev.tidemark.lake.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs the same few file operations for many items: on this thread when they are few, on some threads when they are
/// many,
/// because the kernel creates files in different folders at the same time.
final class ManyFiles {
    private static final int FEW = 64;

    private ManyFiles() {}

    /// What is done with one item.
    interface Action<T> {
        void accept(T item) throws IOException;
    }

    /// Returns when all are done; the first failure ends it.
    static <T> void each(List<T> items, Action<T> action) throws IOException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        if (items.size() <= FEW) {
            for (T item : items) {
                action.accept(item);
            }
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                List<T> share = items.subList(
                        (int) ((long) items.size() * t / threads), (int) ((long) items.size() * (t + 1) / threads));
                running.add(pool.submit(() -> {
                    for (T item : share) {
                        action.accept(item);
                    }
                    return null;
                }));
            }
            await(running);
        }
    }

    private static void await(List<Future<?>> running) throws IOException {
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            running.forEach(f -> f.cancel(true));
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            running.forEach(f -> f.cancel(true));
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }
}
