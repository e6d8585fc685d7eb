package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/// Import of wide text: recordings of futures ticks with 44 columns, into a durable partition each.
final class CtpImportSpeed implements Workload {
    private static final int FILES = 20;
    private static final int ROWS = 50_000;
    private static final int RUNS = 3;
    private static final double TARGET = 0.8;

    @Override
    public String name() {
        return "ctp";
    }

    @Override
    public String title() {
        return "import of recordings of futures ticks, 44 columns, five levels";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int rows = bench.scaled(ROWS);
        Path source = bench.folder().resolve("recordings");
        long bytes = CtpFiles.write(source, FILES, rows);
        bench.out()
                .printf(Locale.ROOT, "| source | %d files | %d rows, %d bytes |%n", FILES, (long) FILES * rows, bytes);
        Path lake = bench.folder().resolve("lake");
        Path duck = bench.folder().resolve("duck");

        ours(bench, lake, source);
        peer(bench, duck, source);
        compare(lake.resolve("data/ticks/series=raw/**/*.parquet"), duck.resolve("*.parquet"));

        double oursSeconds = Bench.median(RUNS, () -> ours(bench, lake, source));
        double peerSeconds = Bench.median(RUNS, () -> peer(bench, duck, source));
        bench.figure("tidemark import", oursSeconds, "%.0f rows/s".formatted(FILES * (double) rows / oursSeconds));
        bench.figure("DuckDB, read_csv and COPY a file, 2 threads, not durable", peerSeconds);
        double ratio = peerSeconds / oursSeconds;
        bench.ratio("DuckDB / tidemark", ratio, "≥ " + TARGET, ratio >= TARGET);
    }

    private static double ours(Bench bench, Path lake, Path source) throws IOException, InterruptedException {
        Bench.deleteTree(lake);
        bench.process(List.of(bench.product().toString(), "init", lake.toString()));
        return bench.tidemark(lake, "-q", "import", "ctp", source.toString(), "--exchange", "SHFE")
                .seconds();
    }

    private static double peer(Bench bench, Path duck, Path source) throws IOException, InterruptedException {
        Bench.deleteTree(duck);
        return bench.jvm(DuckDbCtp.class, source.toString(), duck.toString()).seconds();
    }

    /// Both hold the same ticks, value for value.
    private static void compare(Path ours, Path peers) throws IOException {
        String mine = "(SELECT COLUMNS(c -> c NOT IN ('date', 'series', 'trading_day')) FROM read_parquet('" + ours
                + "', hive_partitioning = false))";
        String theirs = "(FROM read_parquet('" + peers + "'))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT (SELECT count(*) FROM (" + mine
                        + " EXCEPT ALL (SELECT * FROM " + theirs + "))), (SELECT count(*) FROM ((SELECT * FROM "
                        + theirs
                        + ") EXCEPT ALL " + mine + ")), (SELECT count(*) FROM " + mine + ")")) {
            result.next();
            Bench.check(
                    result.getLong(1) == 0 && result.getLong(2) == 0 && result.getLong(3) > 0,
                    result.getLong(1) + " ticks are only ours, " + result.getLong(2) + " only DuckDB's, of "
                            + result.getLong(3));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
