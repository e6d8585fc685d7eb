package dev.tidemark.lake.read;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Tables of a series, one partition after another; none is empty. Can be iterated once, by one thread, in a
/// try-with-resources.
///
/// While the caller works on a table the next ones are read by other threads: at most [#READ_AHEAD] are held beside
/// that of the caller. Any thread may cancel by closing; the iterating thread then gets `CANCELLED`, as it does when it
/// is interrupted. An error comes at the table that it concerns.
public final class TableStream implements Iterable<Table>, AutoCloseable {
    /// Tables read before they are asked for, at most: one a processor, not above four.
    public static final int READ_AHEAD = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final Iterator<Callable<Table>> parts;
    private final Queue<FutureTask<Table>> begun = new ConcurrentLinkedQueue<>();
    private boolean iterated;
    private volatile boolean closed;

    TableStream(Iterator<Callable<Table>> parts) {
        this.parts = parts;
    }

    /// @throws IllegalStateException when called a second time
    @Override
    public Iterator<Table> iterator() {
        if (iterated) {
            throw new IllegalStateException("a stream of tables can be iterated once; ask the series for another");
        }
        iterated = true;
        return new Tables();
    }

    /// Cancels what is being read ahead.
    @Override
    public void close() {
        closed = true;
        begun.forEach(task -> task.cancel(false));
        begun.clear();
    }

    private void readAhead() {
        while (begun.size() < READ_AHEAD && parts.hasNext()) {
            FutureTask<Table> task = new FutureTask<>(parts.next());
            boolean wantedNow = begun.isEmpty();
            begun.add(task);
            if (!wantedNow) {
                Thread.ofVirtual().name("tidemark-read-ahead").start(task);
            }
        }
    }

    /// The next table, or null after the last; it may be empty. An interrupt, which makes any read fail, is the cause
    /// to name.
    private @Nullable Table read() {
        try {
            if (closed || Thread.currentThread().isInterrupted()) {
                throw cancelled(null);
            }
            return readNext();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw cancelled(e);
        } catch (RuntimeException e) {
            close();
            throw Thread.currentThread().isInterrupted() ? cancelled(e) : e;
        }
    }

    private @Nullable Table readNext() throws InterruptedException {
        readAhead();
        FutureTask<Table> task = begun.peek();
        if (task == null) {
            if (closed) {
                throw cancelled(null);
            }
            return null;
        }
        task.run(); // here, unless another thread has begun it
        try {
            Table table = task.get();
            begun.poll();
            return table;
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (CancellationException e) {
            throw cancelled(e);
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    private static TidemarkException cancelled(@Nullable Exception cause) {
        return new TidemarkException(ErrorCode.CANCELLED, "reading was cancelled", cause);
    }

    private final class Tables implements Iterator<Table> {
        private @Nullable Table upcoming;
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (upcoming == null && !ended) {
                Table table = read();
                ended = table == null;
                upcoming = table == null || table.rows() == 0 ? null : table;
            }
            return upcoming != null;
        }

        @Override
        public Table next() {
            if (!hasNext() || upcoming == null) {
                throw new NoSuchElementException();
            }
            Table table = upcoming;
            upcoming = null;
            return table;
        }
    }
}
