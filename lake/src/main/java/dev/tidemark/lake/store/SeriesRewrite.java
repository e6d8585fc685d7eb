package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the series of a dataset anew, a batch a commit: the rows stay, the files change. An interrupted run is
/// finished
/// by the next, since a series that is as wanted is left alone.
final class SeriesRewrite {
    private static final long MAX_BATCH_BYTES = 256L << 20;
    private static final int MAX_BATCH_SERIES = 1000;

    private final LakeStore store;
    private final Progress progress;
    private final String what;
    private final List<Commit> commits = new ArrayList<>();
    private final List<SeriesEdit> batch = new ArrayList<>();
    private final List<DatasetEdit> record = new ArrayList<>();

    /// @param what is done, for progress and commits: `rechunk bars/5m by month`
    SeriesRewrite(LakeStore store, Progress progress, String what) {
        this.store = store;
        this.progress = progress;
        this.what = what;
    }

    /// Writes one series anew.
    interface Step {
        /// The edit; empty when the series is as wanted.
        Optional<SeriesEdit> rewrite(StoreWriter writer, Series series);
    }

    /// Does it for all series of a dataset.
    ///
    /// @param recordEdit goes with the first commit
    /// @return the commits made
    List<Commit> run(DatasetName dataset, Optional<DatasetEdit> recordEdit, Step step) {
        StoredSnapshot head = store.head();
        recordEdit.ifPresent(record::add);
        try (StoreWriter writer = store.writer(new Job("rechunk", what))) {
            List<SeriesKey> keys = head.series(dataset);
            progress.begin(what, keys.size(), "series");
            long bytes = 0;
            for (SeriesKey key : keys) {
                Optional<SeriesEdit> edit =
                        step.rewrite(writer, head.series(key).orElseThrow());
                edit.ifPresent(batch::add);
                bytes += edit.flatMap(SeriesEdit::after)
                        .map(after -> after.bytes())
                        .orElse(0L);
                progress.advance(1);
                if (bytes > MAX_BATCH_BYTES || batch.size() >= MAX_BATCH_SERIES) {
                    commit(writer);
                    bytes = 0;
                }
            }
            commit(writer);
            progress.end();
        }
        return List.copyOf(commits);
    }

    private void commit(StoreWriter writer) {
        if (batch.isEmpty() && record.isEmpty()) {
            return;
        }
        try (LakeWriter.Lock _ = writer.lock(batch.stream().map(SeriesEdit::key).toList())) {
            writer.commit(what, record, batch).orThrow().ifPresent(commits::add);
        }
        record.clear();
        batch.clear();
    }
}
