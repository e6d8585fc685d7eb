package dev.tidemark.lake;

import dev.tidemark.lake.maintain.Maintenance;
import dev.tidemark.lake.read.DatasetReader;
import dev.tidemark.lake.read.Replay;
import dev.tidemark.lake.read.SeriesReader;
import dev.tidemark.lake.store.LakeStore;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.util.List;

/// A lake in a folder. Open it with [#open(Path)], read with [#dataset(String)] or from a [Snapshot], change it through
/// a [LakeWriter].
///
/// A handle may be shared by threads. It holds no open files but the lock files, which stay open for the life of the
/// process; closing it gives the process's presence on the lake back.
public interface Lake extends AutoCloseable {
    /// Makes an empty lake: `.tidemark/` and its folders. The config file is the caller's.
    ///
    /// @throws TidemarkException `LAKE_EXISTS` when the folder holds a lake already
    static void create(Path folder, LakeOptions options) {
        LakeStore.create(folder, options);
    }

    /// Opens the lake in `folder`.
    ///
    /// @throws TidemarkException `NOT_A_LAKE`, or `FORMAT_TOO_NEW` when a newer Tidemark wrote it
    static Lake open(Path folder, LakeOptions options) {
        return LakeStore.open(folder, options);
    }

    /// Opens the lake in `folder` with [LakeOptions#defaults()].
    static Lake open(Path folder) {
        return open(folder, LakeOptions.defaults());
    }

    Path folder();

    LakeOptions options();

    /// The random id that the lake got when it was made.
    String id();

    /// The newest committed state.
    Snapshot head();

    /// A past state.
    ///
    /// @param revision `head`, a commit's number, its id (or the start of it, at least 6 characters), a tag, or an ISO
    /// date or
    ///     instant, which means the last commit at or before it (a date: its end, UTC)
    /// @throws TidemarkException `NOT_FOUND`, or `BEFORE_HORIZON` when `gc` has taken what the state needs
    Snapshot at(String revision);

    /// A dataset of the newest state, for reading; `at(revision).dataset(name)` for that of a past one.
    ///
    /// @throws TidemarkException `NOT_FOUND`, or `BAD_NAME` for a text that no dataset can have as name
    default DatasetReader dataset(String name) {
        return head().dataset(name);
    }

    /// Several series as one sequence of rows in time order; they may come from several datasets and states.
    ///
    /// @throws TidemarkException `USAGE` when one of them has no time column
    default Replay replay(List<SeriesReader> series) {
        return Replay.of(series);
    }

    /// Reads columns of one partition in stored order; all columns when `columns` is empty.
    ///
    /// @throws TidemarkException `SCHEMA_MISMATCH` or `DAMAGED`, naming the file and the difference
    Table read(Series series, Partition partition, List<String> columns);

    /// The immutable file of a partition.
    Path object(SeriesKey series, ChunkSize chunkSize, Partition partition);

    /// The only way to change the lake. Close it to finish the tree and to give up what was not committed.
    LakeWriter writer(Job job);

    /// Whether a writer that died left something to finish: files of the tree to bring up to date, drafts to sweep. The
    /// next
    /// writer does it when it begins, so a job that finds nothing to do opens one in that case.
    boolean needsFinishing();

    History history();

    Maintenance maintenance();

    @Override
    void close();
}
