package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// W3: many small files into as many durable partitions.
final class ColdImport implements Workload {
    private static final int FILES = 70_000;
    private static final int ROWS = 20;

    @Override
    public String name() {
        return "W3";
    }

    @Override
    public String title() {
        return "cold import of small Stooq files, a durable partition each";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int files = bench.scaled(FILES);
        Path source = bench.folder().resolve("dump");
        long bytes = StooqTree.write(source, files, ROWS);
        bench.out()
                .printf(Locale.ROOT, "| source | %d files | %d rows, %d bytes |%n", files, (long) files * ROWS, bytes);

        Path lake = bench.folder().resolve("lake");
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        Bench.Ran ours = bench.tidemark(lake, "-q", "import", "stooq", source.toString());
        bench.figure("tidemark import", ours.seconds(), "%.0f files/s".formatted(files / ours.seconds()));
        Bench.Ran again = bench.tidemark(lake, "-q", "import", "stooq", source.toString());
        bench.figure("the same import again, nothing new", again.seconds());
        Bench.Ran count = bench.tidemark(lake, "sql", "select count(*) n from bars_1d", "--format", "csv");
        Bench.check(count.output().strip().equals("n\n" + (long) files * ROWS), "rows in the lake: " + count.output());

        Bench.Ran floor = bench.jvm(
                FileFloor.class,
                source.toString(),
                bench.folder().resolve("floor").toString());
        bench.figure("floor: read, create, sync, link as many files", floor.seconds());
        bench.ratio("tidemark / floor", ours.seconds() / floor.seconds(), "≤ 3", ours.seconds() <= 3 * floor.seconds());
        Bench.deleteTree(bench.folder().resolve("floor"));

        Bench.Ran duck = bench.jvm(
                DuckDbPerFile.class,
                source.toString(),
                bench.folder().resolve("duck").toString());
        bench.figure("DuckDB, a COPY per file, 2 threads, not durable", duck.seconds());
        bench.ratio("DuckDB / tidemark", duck.seconds() / ours.seconds(), "≥ 5", duck.seconds() >= 5 * ours.seconds());
        Bench.deleteTree(bench.folder().resolve("duck"));
        panel(bench, lake, source, (long) files * ROWS, ours.seconds());
        Files.createDirectories(bench.folder());
    }

    /// From the same files to one table of all symbols, ordered by time.
    private static void panel(Bench bench, Path lake, Path source, long rows, double imported)
            throws IOException, InterruptedException {
        Bench.Ran panel = bench.tidemark(lake, "-q", "build", "panel");
        bench.figure("tidemark build panel", panel.seconds(), "%.0f rows/s".formatted(rows / panel.seconds()));
        Bench.Ran count = bench.tidemark(lake, "sql", "select count(*) n from panel_1d", "--format", "csv");
        Bench.check(count.output().strip().equals("n\n" + rows), "rows of the panel: " + count.output());
        Bench.Ran duck = bench.jvm(
                DuckDbPerFile.class,
                source.toString(),
                bench.folder().resolve("one").toString(),
                "panel");
        bench.figure("DuckDB, all files into one, ordered, 2 threads", duck.seconds());
        bench.ratio("DuckDB / tidemark's import and panel", duck.seconds() / (imported + panel.seconds()));
        bench.ratio("DuckDB / tidemark's panel alone", duck.seconds() / panel.seconds());
    }
}
