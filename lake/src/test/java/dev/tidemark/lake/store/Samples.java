package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Small lakes for tests.
public final class Samples {
    public static final Schema BARS = Schema.parse("symbol:string,ts:timestamp,close:double", "ts");
    public static final DatasetName DAILY = DatasetName.parse("bars/1d");
    public static final DatasetName MINUTES = DatasetName.parse("bars/1m");
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Samples() {}

    public static DatasetRecord record(ChunkSize size) {
        return new DatasetRecord(BARS, 1, size, false, new TreeMap<>());
    }

    /// Daily rows from a date on; the close tells seed and row.
    public static Table rows(String symbol, LocalDate from, int count, double seed) {
        TableBuilder builder = new TableBuilder(BARS);
        for (int i = 0; i < count; i++) {
            builder.setString(0, symbol);
            builder.setLong(1, from.plusDays(i).toEpochDay() * MICROS_PER_DAY);
            builder.setDouble(2, seed + i);
            builder.endRow();
        }
        return builder.build();
    }

    /// Replaces one series of a dataset, cut as the dataset says.
    public static CommitOutcome put(
            LakeWriter writer, DatasetName dataset, ChunkSize size, String symbol, Table table) {
        SeriesKey key = new SeriesKey(dataset, symbol);
        DatasetRecord record = record(size);
        List<Partition> partitions = new ArrayList<>();
        for (int from = 0; from < table.rows(); ) {
            String chunk = size.labelOf(BARS.dateOf(table.time(from)));
            int to = from + 1;
            while (to < table.rows()
                    && size.labelOf(BARS.dateOf(table.time(to))).equals(chunk)) {
                to++;
            }
            partitions.add(writer.write(key, record, chunk, table.slice(from, to), new TreeMap<>()));
            from = to;
        }
        Snapshot head = writer.refresh();
        Optional<Digest> before = head.summary(key).map(SeriesSummary::manifest);
        List<DatasetEdit> datasets = head.dataset(dataset).isPresent()
                ? List.of()
                : List.of(new DatasetEdit(dataset, Optional.empty(), Optional.of(record)));
        SeriesState state = new SeriesState(BARS, 1, size, new TreeMap<>(), partitions);
        return writer.commit("put " + key, datasets, List.of(new SeriesEdit(key, before, Optional.of(state))));
    }

    /// One put as a job of its own.
    public static CommitOutcome put(Lake lake, DatasetName dataset, ChunkSize size, String symbol, Table table) {
        try (LakeWriter writer = lake.writer(new Job("test", symbol))) {
            return put(writer, dataset, size, symbol, table);
        }
    }

    /// The closes of a series in a state, in time order; empty when it is not there.
    public static List<Double> closes(Lake lake, Snapshot state, SeriesKey key) {
        List<Double> closes = new ArrayList<>();
        state.series(key).ifPresent(series -> {
            for (Partition p : series.partitions()) {
                Table table = lake.read(series, p, List.of("close"));
                for (double close : ((dev.tidemark.lake.table.DoubleColumn) table.column("close")).values()) {
                    closes.add(close);
                }
            }
        });
        return closes;
    }
}
