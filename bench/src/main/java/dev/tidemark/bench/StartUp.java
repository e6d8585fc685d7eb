package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// W12: how long the whole process takes when there is little to do.
final class StartUp implements Workload {
    private static final int RUNS = 11;

    @Override
    public String name() {
        return "W12";
    }

    @Override
    public String title() {
        return "start-up, whole processes, median of " + RUNS;
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        Path lake = bench.folder().resolve("lake");
        Path source = bench.folder().resolve("dump");
        StooqTree.write(source, 20, 250);
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        bench.tidemark(lake, "import", "stooq", source.toString());
        double hello = Bench.median(RUNS, () -> bench.jvm(Hello.class).seconds());
        bench.figure("a JVM that says hello", hello);
        double version = Bench.median(
                RUNS,
                () -> bench.process(List.of(bench.product().toString(), "--version"))
                        .seconds());
        bench.figure("tidemark --version", version, target(version, 0.05));
        double status = Bench.median(RUNS, () -> bench.tidemark(lake, "status").seconds());
        bench.figure("tidemark status", status, target(status, 0.3));
        double log = Bench.median(RUNS, () -> bench.tidemark(lake, "log").seconds());
        bench.figure("tidemark log", log, target(log, 0.3));
        double nothing = Bench.median(
                RUNS,
                () -> bench.tidemark(lake, "import", "stooq", source.toString()).seconds());
        bench.figure("tidemark import with nothing new", nothing, target(nothing, 0.4));
        double sql = Bench.median(
                RUNS,
                () -> bench.tidemark(lake, "sql", "select count(*) from bars_1d where symbol = 'S00001.US'")
                        .seconds());
        bench.figure("tidemark sql on one symbol", sql);
    }

    private static String target(double seconds, double limit) {
        return "target ≤ " + limit + " s: " + (seconds <= limit ? "met" : "**missed**");
    }

    /// The least that a JVM does.
    static final class Hello {
        private Hello() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }
}
