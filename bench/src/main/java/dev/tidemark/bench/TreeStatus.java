package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `status` over a large tree, warm and for the second time, against `find` with stat.
final class TreeStatus implements Workload {
    private static final int FILES = 100_000;
    private static final int FILES_PER_SERIES = 3;
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String title() {
        return "status over 100,000 files, warm, second run";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int series = bench.scaled(FILES) / FILES_PER_SERIES;
        Path source = bench.folder().resolve("dump");
        Path lake = bench.folder().resolve("lake");
        StooqTree.write(source, series, 2);
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        bench.tidemark(lake, "-q", "import", "stooq", source.toString());
        Bench.Ran first = bench.tidemark(lake, "-q", "status");
        bench.figure("first status, which hashes each file", first.seconds());
        double status =
                Bench.median(RUNS, () -> bench.tidemark(lake, "-q", "status").seconds());
        bench.figure("status", status, "%d files".formatted(series * FILES_PER_SERIES));
        String data = lake.resolve("data").toString();
        double find = Bench.median(
                RUNS,
                () -> bench.process(List.of("find", data, "-printf", "%s %T@ %i\\n"))
                        .seconds());
        bench.figure("find -printf with stat", find);
        bench.ratio("status / find", status / find, "≤ 2.5", status <= 2.5 * find);
    }
}
