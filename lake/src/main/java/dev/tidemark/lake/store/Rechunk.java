package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Cuts a dataset's series into other chunks: the rows stay, the files change. Series by series, so that an interrupted
/// run is
/// finished by the next; a series says itself how it is cut.
final class Rechunk {
    private static final long MAX_BATCH_BYTES = 256L << 20;
    private static final int MAX_BATCH_SERIES = 1000;

    private final LakeStore store;
    private final Progress progress;

    Rechunk(LakeStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    List<Commit> run(DatasetName dataset, ChunkSize size) {
        StoredSnapshot head = store.head();
        DatasetRecord old = head.dataset(dataset)
                .orElseThrow(() -> new TidemarkException(ErrorCode.NOT_FOUND, "there is no dataset " + dataset));
        refuseTicks(dataset, old);
        DatasetRecord wanted =
                new DatasetRecord(old.schema(), old.schemaVersion(), size, old.derived(), old.identity());
        List<Commit> commits = new ArrayList<>();
        try (StoreWriter writer = store.writer(new Job("rechunk", dataset + " by " + size.text()))) {
            Optional<DatasetEdit> record = old.equals(wanted)
                    ? Optional.empty()
                    : Optional.of(new DatasetEdit(dataset, Optional.of(old), Optional.of(wanted)));
            List<SeriesKey> keys = head.series(dataset);
            progress.begin("rechunk " + dataset, keys.size(), "series");
            List<SeriesEdit> batch = new ArrayList<>();
            long bytes = 0;
            for (SeriesKey key : keys) {
                Series series = head.series(key).orElseThrow();
                if (series.chunkSize() != size) {
                    SeriesEdit edit = cut(writer, series, wanted);
                    batch.add(edit);
                    bytes += edit.after().orElseThrow().bytes();
                }
                progress.advance(1);
                if (bytes > MAX_BATCH_BYTES || batch.size() >= MAX_BATCH_SERIES) {
                    commit(writer, dataset, size, record, batch).ifPresent(commits::add);
                    record = Optional.empty();
                    batch.clear();
                    bytes = 0;
                }
            }
            commit(writer, dataset, size, record, batch).ifPresent(commits::add);
            progress.end();
        }
        return commits;
    }

    private static void refuseTicks(DatasetName dataset, DatasetRecord record) {
        boolean calendarTime = record.schema().timeIndex() >= 0
                && record.schema().fields().get(record.schema().timeIndex()).type() != ColumnType.INT64;
        if (!calendarTime) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    dataset + " cannot be cut anew: its partitions are trading days, which its rows do not name");
        }
    }

    private static Optional<Commit> commit(
            StoreWriter writer,
            DatasetName dataset,
            ChunkSize size,
            Optional<DatasetEdit> record,
            List<SeriesEdit> batch) {
        if (batch.isEmpty() && record.isEmpty()) {
            return Optional.empty();
        }
        try (LakeWriter.Lock _ = writer.lock(batch.stream().map(SeriesEdit::key).toList())) {
            return Removal.outcome(writer.commit(
                    "rechunk " + dataset + " by " + size.text(), record.stream().toList(), batch));
        }
    }

    private SeriesEdit cut(StoreWriter writer, Series series, DatasetRecord wanted) {
        List<Partition> partitions = new ArrayList<>();
        List<Table> pending = new ArrayList<>();
        String label = "";
        for (Partition partition : series.partitions()) {
            Table table = store.read(series, partition, List.of());
            for (int from = 0; from < table.rows(); ) {
                String chunk = labelOf(wanted, table, from);
                int to = from + 1;
                while (to < table.rows() && labelOf(wanted, table, to).equals(chunk)) {
                    to++;
                }
                if (!chunk.equals(label) && !pending.isEmpty()) {
                    partitions.add(write(writer, series.key(), wanted, label, pending));
                    pending.clear();
                }
                label = chunk;
                pending.add(table.slice(from, to));
                from = to;
            }
        }
        partitions.add(write(writer, series.key(), wanted, label, pending));
        return new SeriesEdit(
                series.key(),
                Optional.of(series.summary().manifest()),
                Optional.of(new SeriesState(
                        series.schema(), series.schemaVersion(), wanted.chunkSize(), series.attributes(), partitions)));
    }

    private static String labelOf(DatasetRecord wanted, Table table, int row) {
        return wanted.chunkSize() == ChunkSize.ALL
                ? "all"
                : wanted.chunkSize().labelOf(table.schema().dateOf(table.time(row)));
    }

    private static Partition write(
            StoreWriter writer, SeriesKey key, DatasetRecord wanted, String label, List<Table> parts) {
        return writer.write(key, wanted, label, Table.concat(parts), new TreeMap<>());
    }
}
