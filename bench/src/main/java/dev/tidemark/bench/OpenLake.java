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
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// How long a lake with a long history takes to open.
final class OpenLake implements Workload {
    private static final int SERIES = 25_000;
    private static final int COMMITS = 10_000;
    private static final int RUNS = 9;

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String title() {
        return "opening a lake of 25,000 series and 10,000 commits";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int series = bench.scaled(SERIES);
        int commits = bench.scaled(COMMITS);
        Path source = bench.folder().resolve("dump");
        Path folder = bench.folder().resolve("lake");
        StooqTree.write(source, series, 2);
        bench.process(List.of(bench.product().toString(), "init", folder.toString()));
        bench.tidemark(folder, "-q", "import", "stooq", source.toString());
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            commit(lake, commits);
        }
        Bench.Ran inside = bench.jvm(OpenOnly.class, folder.toString());
        bench.out()
                .print("| inside a fresh JVM, opening and finding the head | "
                        + inside.output().strip() + " s | |\n");
        double whole = Bench.median(
                RUNS, () -> bench.tidemark(folder, "log", "--limit", "1").seconds());
        bench.figure(
                "whole process: tidemark log --limit 1",
                whole,
                "target ≤ 0.3 s: " + (whole <= 0.3 ? "met" : "**missed**"));
    }

    /// Commits that each change one series.
    private static void commit(Lake lake, int commits) {
        DatasetRecord record = BarSample.record(ChunkSize.ALL);
        SeriesKey key = new SeriesKey(BarSample.MINUTES, "X");
        try (LakeWriter writer = lake.writer(new Job("bench", "history"))) {
            for (int i = 0; lake.head().number() < commits; i++) {
                Partition p = writer.write(key, record, "all", BarSample.minutes("X", i % 2, 1), new TreeMap<>());
                SeriesState state = new SeriesState(BarSample.SCHEMA, 1, ChunkSize.ALL, new TreeMap<>(), List.of(p));
                SeriesEdit edit =
                        new SeriesEdit(key, lake.head().summary(key).map(SeriesSummary::manifest), Optional.of(state));
                CommitOutcome outcome = writer.commit("bench", made(lake, record), List.of(edit));
                Bench.check(outcome instanceof CommitOutcome.Committed, "no commit: " + outcome);
            }
        }
    }

    /// The dataset's record, until it is there.
    private static List<DatasetEdit> made(Lake lake, DatasetRecord record) {
        return lake.head().dataset(BarSample.MINUTES).isPresent()
                ? List.of()
                : List.of(new DatasetEdit(BarSample.MINUTES, Optional.empty(), Optional.of(record)));
    }

    /// Opens a lake, finds its head and says how long that took.
    static final class OpenOnly {
        private OpenOnly() {}

        public static void main(String[] arguments) {
            long started = System.nanoTime();
            try (Lake lake = Lake.open(Path.of(arguments[0]), LakeOptions.defaults())) {
                long number = lake.head().number();
                System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - started) / 1e9);
                Bench.check(number > 0, "no commit");
            }
        }
    }
}
