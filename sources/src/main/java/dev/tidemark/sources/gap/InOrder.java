package dev.tidemark.sources.gap;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Several threads that work on items, while the calling thread takes what they find, item after item in the order of
/// the list. Each item has a lane of bounded length: a thread that is ahead waits, the one that works on the item being
/// taken never does for long. So memory is bounded however much an item yields.
///
/// @param <T> an item
/// @param <E> what is found
final class InOrder<T, E> {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final int BLOCKS = 8;
    private static final int BLOCK = 512;

    private final List<T> items;
    private final Work<T, E> work;
    private final StopSignal stop = new StopSignal();
    private final Map<Integer, Lane<E>> lanes = new ConcurrentHashMap<>();

    /// What a thread does with an item.
    interface Work<T, E> {
        /// Hands on what it finds, in order.
        ///
        /// @param stop to be asked now and then
        void on(T item, Consumer<E> found, StopSignal stop);
    }

    private static final class Lane<E> {
        private final BlockingQueue<List<E>> blocks = new ArrayBlockingQueue<>(BLOCKS);
        private volatile boolean isDone;
    }

    private InOrder(List<T> items, Work<T, E> work) {
        this.items = items;
        this.work = work;
    }

    /// Works on all items.
    ///
    /// @param taker    called by this thread only
    /// @param progress advanced by 1 an item
    /// @throws TidemarkException `CANCELLED` when the progress says so or this thread is interrupted; whatever `work`
    ///                           throws
    static <T, E> void run(int threads, List<T> items, Work<T, E> work, Consumer<E> taker, Progress progress) {
        new InOrder<>(items, work).run(Math.max(1, Math.min(threads, items.size())), taker, progress);
    }

    private void run(int threads, Consumer<E> taker, Progress progress) {
        List<Integer> numbers = IntStream.range(0, items.size()).boxed().toList();
        try (Workers<Integer, Integer> workers = new Workers<>(threads, numbers, this::work, stop)) {
            for (int number : numbers) {
                take(lane(number), taker, progress);
                lanes.remove(number);
                Integer finished = null;
                while (finished == null) {
                    finished = workers.next(PATIENCE);
                }
                progress.advance(1);
            }
        }
    }

    private Lane<E> lane(int number) {
        return lanes.computeIfAbsent(number, _ -> new Lane<>());
    }

    private int work(int number) {
        Lane<E> lane = lane(number);
        try {
            Filler<E> filler = new Filler<>(lane, stop);
            work.on(items.get(number), filler, stop);
            filler.flush();
        } finally {
            lane.isDone = true;
        }
        return number;
    }

    private static <E> void take(Lane<E> lane, Consumer<E> taker, Progress progress) {
        while (true) {
            boolean isDone = lane.isDone; // before the look: nothing comes after it
            List<E> block = next(lane, isDone);
            if (block != null) {
                block.forEach(taker);
            } else if (isDone) {
                return;
            }
            progress.advance(0);
        }
    }

    private static <E> @Nullable List<E> next(Lane<E> lane, boolean isDone) {
        try {
            return isDone ? lane.blocks.poll() : lane.blocks.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidemarkException(ErrorCode.CANCELLED, "interrupted; nothing was changed", e);
        }
    }

    /// Gathers blocks and puts them into a lane.
    private static final class Filler<E> implements Consumer<E> {
        private final Lane<E> lane;
        private final StopSignal stop;
        private List<E> block = new ArrayList<>();

        Filler(Lane<E> lane, StopSignal stop) {
            this.lane = lane;
            this.stop = stop;
        }

        @Override
        public void accept(E found) {
            block.add(found);
            if (block.size() == BLOCK) {
                flush();
            }
        }

        void flush() {
            try {
                while (!block.isEmpty() && !lane.blocks.offer(block, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    stop.check();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TidemarkException(ErrorCode.CANCELLED, "interrupted; nothing was changed", e);
            }
            block = new ArrayList<>();
        }
    }
}
