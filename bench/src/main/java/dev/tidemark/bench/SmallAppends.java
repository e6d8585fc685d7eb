package dev.tidemark.bench;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// W7: many small appends to one series, then a full read; against the same series compacted into one file.
final class SmallAppends implements Workload {
    private static final int APPENDS = 1_000;
    private static final int ROWS = 390;
    private static final int READS = 9;
    private static final SeriesKey KEY = new SeriesKey(BarSample.MINUTES, "X");

    @Override
    public String name() {
        return "W7";
    }

    @Override
    public String title() {
        return "1,000 small appends to one series, then a full read";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int appends = bench.scaled(APPENDS);
        Path folder = bench.folder().resolve("lake");
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            long started = System.nanoTime();
            for (int i = 0; i < appends; i++) {
                append(lake, BarSample.minutes("X", i * ROWS, ROWS));
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            bench.figure(
                    appends + " appends of " + ROWS + " rows, a durable commit each",
                    seconds,
                    "%.2f ms each".formatted(1000 * seconds / appends));
            double appended = Bench.median(READS, () -> read(lake, appends * ROWS));
            bench.figure("full read after the appends", appended);
            lake.maintenance().rechunk(BarSample.MINUTES, ChunkSize.ALL, Progress.NONE);
            double compacted = Bench.median(READS, () -> read(lake, appends * ROWS));
            bench.figure("full read of one compacted file", compacted);
            bench.ratio("appended / compacted", appended / compacted, "≤ 1.3", appended <= 1.3 * compacted);
        }
    }

    private static void append(Lake lake, Table rows) {
        try (LakeWriter writer = lake.writer(new Job("append", "bench"))) {
            Snapshot head = writer.refresh();
            DatasetRecord record = BarSample.record(ChunkSize.MONTH);
            Optional<Series> before = head.series(KEY);
            TreeMap<String, Partition> partitions = new TreeMap<>();
            before.ifPresent(s -> s.partitions().forEach(p -> partitions.put(p.chunk(), p)));
            for (int from = 0; from < rows.rows(); ) {
                String chunk = label(rows, from);
                int to = from + 1;
                while (to < rows.rows() && label(rows, to).equals(chunk)) {
                    to++;
                }
                Table part = rows.slice(from, to);
                Partition old = partitions.get(chunk);
                Table whole = old == null
                        ? part
                        : Table.concat(List.of(lake.read(before.orElseThrow(), old, List.of()), part));
                partitions.put(chunk, writer.write(KEY, record, chunk, whole, new TreeMap<>()));
                from = to;
            }
            SeriesState state = new SeriesState(
                    BarSample.SCHEMA, 1, ChunkSize.MONTH, new TreeMap<>(), new ArrayList<>(partitions.values()));
            List<DatasetEdit> datasets = head.dataset(BarSample.MINUTES).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(BarSample.MINUTES, Optional.empty(), Optional.of(record)));
            CommitOutcome outcome = writer.commit(
                    "append",
                    datasets,
                    List.of(new SeriesEdit(KEY, before.map(s -> s.summary().manifest()), Optional.of(state))));
            Bench.check(outcome instanceof CommitOutcome.Committed, "an append was not committed: " + outcome);
        }
    }

    private static String label(Table rows, int row) {
        return ChunkSize.MONTH.labelOf(rows.schema().dateOf(rows.time(row)));
    }

    private static double read(Lake lake, int expected) {
        long started = System.nanoTime();
        Series series = lake.head().series(KEY).orElseThrow();
        long rows = 0;
        double sum = 0;
        for (Partition partition : series.partitions()) {
            Table table = lake.read(series, partition, List.of());
            rows += table.rows();
            sum += ((DoubleColumn) table.column("close")).values()[0];
        }
        Bench.check(rows == expected && sum > 0, rows + " rows were read");
        return (System.nanoTime() - started) / 1e9;
    }
}
