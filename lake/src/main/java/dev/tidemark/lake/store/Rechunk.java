package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
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

/// Cuts a dataset's series into other chunks: the rows stay, the files change. A series says itself how it is cut.
final class Rechunk {
    private final LakeStore store;
    private final Progress progress;

    Rechunk(LakeStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    List<Commit> run(DatasetName dataset, ChunkSize size) {
        DatasetRecord old = store.head()
                .dataset(dataset)
                .orElseThrow(() -> new TidemarkException(ErrorCode.NOT_FOUND, "there is no dataset " + dataset));
        refuseTicks(dataset, old);
        DatasetRecord wanted =
                new DatasetRecord(old.schema(), old.schemaVersion(), size, old.derived(), old.identity());
        Optional<DatasetEdit> record = old.equals(wanted)
                ? Optional.empty()
                : Optional.of(new DatasetEdit(dataset, Optional.of(old), Optional.of(wanted)));
        return new SeriesRewrite(store, progress, "rechunk " + dataset + " by " + size.text())
                .run(dataset, record, (writer, series) -> cut(writer, series, wanted));
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

    private Optional<SeriesEdit> cut(StoreWriter writer, Series series, DatasetRecord wanted) {
        if (series.chunkSize() == wanted.chunkSize()) {
            return Optional.empty();
        }
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
        return Optional.of(new SeriesEdit(
                series.key(),
                Optional.of(series.summary().manifest()),
                Optional.of(new SeriesState(
                        series.schema(),
                        series.schemaVersion(),
                        wanted.chunkSize(),
                        series.attributes(),
                        partitions))));
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
