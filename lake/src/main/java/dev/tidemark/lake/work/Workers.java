package dev.tidemark.lake.work;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Some threads that take one item after another and hand results to the thread that asks. Results wait in a bounded
/// queue, so a slow
/// taker slows the threads down.
///
/// Closing gives the [StopSignal] and waits. Threads are never interrupted: an interrupt would close the file channel
/// that a thread
/// is using.
///
/// @param <T> an item
/// @param <R> its result
public final class Workers<T, R> implements AutoCloseable {
    private static final int QUEUED_PER_THREAD = 16;
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final List<T> items;
    private final Function<? super T, ? extends R> work;
    private final BlockingQueue<Result<R>> results;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads;
    private final StopSignal stop;

    private sealed interface Result<R> {
        record Done<R>(R value) implements Result<R> {}

        record Failed<R>(Throwable cause) implements Result<R> {}
    }

    /// Starts the threads.
    ///
    /// @param work what to do with an item; called by many threads
    /// @param stop ends the work on an item that takes long
    public Workers(int threads, List<T> items, Function<? super T, ? extends R> work, StopSignal stop) {
        this(threads, Thread.ofPlatform().daemon().name("worker-", 1).factory(), items, work, stop);
    }

    /// Threads for work that mostly waits for others: virtual ones, so that however many wait, no more compute at a
    /// time
    /// than the machine has processors.
    public static <T, R> Workers<T, R> waiting(
            int threads, List<T> items, Function<? super T, ? extends R> work, StopSignal stop) {
        return new Workers<>(threads, Thread.ofVirtual().name("worker-", 1).factory(), items, work, stop);
    }

    private Workers(
            int threads, ThreadFactory factory, List<T> items, Function<? super T, ? extends R> work, StopSignal stop) {
        this.stop = stop;
        this.items = items;
        this.work = work;
        this.results = new ArrayBlockingQueue<>(threads * QUEUED_PER_THREAD);
        this.threads = Executors.newFixedThreadPool(threads, factory);
        for (int i = 0; i < threads; i++) {
            this.threads.execute(this::run);
        }
    }

    private void run() {
        int item = next.getAndIncrement();
        while (item < items.size() && !stop.isGiven()) {
            Result<R> result;
            try {
                result = new Result.Done<>(work.apply(items.get(item)));
            } catch (Throwable e) { // whatever it is, the taker shall see it
                result = new Result.Failed<>(e);
            }
            deliver(result);
            item = next.getAndIncrement();
        }
    }

    private void deliver(Result<R> result) {
        try {
            while (!stop.isGiven() && !results.offer(result, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                // the taker is busy
            }
        } catch (InterruptedException e) {
            stop.give();
        }
    }

    /// Waits for the next result, in the order of arrival. As many results come as there are items.
    ///
    /// @return null when none came in time
    /// @throws InterruptedException when the asking thread is interrupted
    public @Nullable R poll(Duration timeout) throws InterruptedException {
        return switch (results.poll(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            case null -> null;
            case Result.Done<R> done -> done.value();
            case Result.Failed<R> failed -> throw rethrown(failed.cause());
        };
    }

    /// As [#poll], for the thread that runs the work.
    ///
    /// @return null when none came in time
    /// @throws TidemarkException `CANCELLED` when the asking thread is interrupted
    public @Nullable R next(Duration timeout) {
        try {
            return poll(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidemarkException(ErrorCode.CANCELLED, "interrupted; what is committed is kept", e);
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        stop.give();
        threads.shutdown();
        boolean isInterrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
