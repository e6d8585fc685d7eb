package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `csv`: many files of minute bars, against DuckDB writing a Parquet file of each.
final class CsvImportRate implements Workload {
    private static final int FILES = 64;
    private static final int ROWS = 200_000;

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String title() {
        return "import of CSV files of minute bars";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int files = bench.scaled(FILES);
        long rows = (long) files * ROWS;
        Path source = bench.folder().resolve("csv");
        long volume = CsvTree.write(source, files, ROWS);
        bench.out().printf(Locale.ROOT, "| source | %d files | %d rows |%n", files, rows);

        Path lake = bench.folder().resolve("lake");
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        Bench.Ran ours =
                bench.tidemark(lake, "-q", "import", "csv", source.toString(), "--dataset", "bars/1m", "--jobs", "2");
        Path duck = bench.folder().resolve("duck");
        Bench.Ran peer = bench.jvm(DuckDbCsvPerFile.class, source.toString(), duck.toString());
        String expected = rows + "," + volume;
        check(bench, lake, "bars_1m", expected);
        check(bench, lake, "read_parquet('" + duck + "/*.parquet')", expected);

        bench.figure(
                "tidemark import, durable", ours.seconds(), "%.1f M rows/s".formatted(rows / ours.seconds() / 1e6));
        bench.figure(
                "DuckDB, a COPY per file, 2 threads, not durable",
                peer.seconds(),
                "%.1f M rows/s".formatted(rows / peer.seconds() / 1e6));
        double ratio = peer.seconds() / ours.seconds();
        bench.ratio("DuckDB / tidemark", ratio, "≥ 0.8", ratio >= 0.8);
    }

    private static void check(Bench bench, Path lake, String table, String expected)
            throws IOException, InterruptedException {
        String query = "select count(*) n, sum(round(volume * 1000)::bigint)::varchar v from " + table;
        Bench.Ran ran = bench.tidemark(lake, "sql", query, "--format", "csv");
        Bench.check(ran.output().strip().equals("n,v\n" + expected), table + " holds " + ran.output());
    }
}
