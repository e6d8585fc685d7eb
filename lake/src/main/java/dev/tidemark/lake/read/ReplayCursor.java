package dev.tidemark.lake.read;

import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.List;

/// Stands at one row after another of a [Replay]. Begins before the first: call [#next()]. Holds one partition of each
/// series whose time has come, no file, and needs no closing. Not thread-safe.
public final class ReplayCursor {
    /// A binary heap: no source stands before its parent. `size` sources have rows left.
    private final ReplaySource[] heap;

    private int size;
    private boolean standing;

    ReplayCursor(List<ReplaySource> sources) {
        List<ReplaySource> begun = new ArrayList<>();
        for (ReplaySource source : sources) {
            if (source.begin()) {
                begun.add(source);
            }
        }
        heap = begun.toArray(ReplaySource[]::new);
        size = heap.length;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /// Moves to the next row.
    ///
    /// @return false after the last
    /// @throws TidemarkException `CHECK_FAILED` when a series goes back in time, `DAMAGED` or `SCHEMA_MISMATCH` for a
    /// file, which is named
    public boolean next() {
        if (standing) {
            settle(heap[0].advance());
        }
        while (size > 0 && !heap[0].isLoaded()) {
            settle(heap[0].load());
        }
        standing = size > 0;
        return standing;
    }

    /// Gives the first source its new place, or takes it out when it has no more rows.
    private void settle(boolean more) {
        if (!more) {
            heap[0] = heap[--size];
        }
        sink(0);
    }

    private void sink(int from) {
        int at = from;
        ReplaySource sinking = heap[at];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(sinking)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = sinking;
    }

    /// The time of the row in nanoseconds since 1970-01-01T00:00Z.
    public long nanos() {
        return current().nanos();
    }

    /// The position of the row's series in the list that was given.
    public int series() {
        return current().index();
    }

    /// The partition that holds the row: the columns asked for, and the time column last where it was not among them.
    /// The same object as long as the series stays in one partition.
    public Table table() {
        return current().table();
    }

    /// The row's place in [#table()].
    public int row() {
        return current().row();
    }

    private ReplaySource current() {
        if (!standing) {
            throw new IllegalStateException("the cursor stands at no row; call next()");
        }
        return heap[0];
    }
}
