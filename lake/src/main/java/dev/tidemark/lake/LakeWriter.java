package dev.tidemark.lake;

import dev.tidemark.lake.table.Table;
import java.util.Collection;
import java.util.SortedMap;

/// Writes partitions and commits them. Any number of threads may call [#write]; the rest is for one thread.
///
/// The usual turn: parse and [#write] without any lock; then [#lock] what is touched, read [#refresh()], decide,
/// [#commit],
/// close the lock. Nothing is visible before a commit, and all of a commit is visible at once.
public interface LakeWriter extends AutoCloseable {
    /// The newest state.
    Snapshot refresh();

    /// Keeps other writers off these series until the lock is closed. One lock at a time: waiting for a second while
    /// holding
    /// the first could deadlock, and throws `IllegalStateException`.
    ///
    /// @throws TidemarkException `LOCKED` after the lock time-out, naming the process that holds it
    Lock lock(Collection<SeriesKey> keys);

    /// Writes one partition as an object. The file is made durable by the commit that names it; unnamed ones are swept
    /// later.
    /// The table's rows must be in time order and not empty. Thread-safe.
    ///
    /// An object that exists already (same content, same identity) is not written again.
    Partition write(
            SeriesKey key, DatasetRecord dataset, String chunk, Table table, SortedMap<String, String> attributes);

    /// Makes durable what was written so far, so that less of it is left to the commit: for those who wait for others
    /// meanwhile. Nothing becomes visible. For the committing thread.
    ///
    /// @throws TidemarkException `IO`
    void settle();

    /// Commits all edits in one step.
    CommitOutcome commit(String message, Collection<DatasetEdit> datasets, Collection<SeriesEdit> series);

    /// Renders the tree of what was committed, releases everything, sweeps this writer's temporary folder.
    @Override
    void close();

    /// A held lock on some series.
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
