package dev.tidemark.bench;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// W5: a full build of eleven factors and three labels over a year of ticks of five levels, whole processes.
final class FullBuild implements Workload {
    static final String SYMBOL = "SHFE.cu9812";
    static final double TICK = 10;
    static final int DAY_ROWS = 60_000;

    private static final int DAYS = 250;
    private static final int RUNS = 3;
    private static final double TOLERANCE = 1e-9;

    @Override
    public String name() {
        return "W5";
    }

    @Override
    public String title() {
        return "full build of 11 factors and 3 labels over a year of ticks of five levels";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int days = bench.scaled(DAYS);
        Path lake = bench.folder().resolve("lake");
        fill(lake, days);
        bench.out().printf(Locale.ROOT, "| ticks | %,d | %d days of %,d |%n", (long) days * DAY_ROWS, days, DAY_ROWS);

        int[] set = {0};
        double build = Bench.median(
                RUNS,
                () -> bench.tidemark(lake, "-q", "build", "features", "labels", "--set", "s" + set[0]++)
                        .seconds());
        bench.figure(
                "tidemark build features labels",
                build,
                String.format(Locale.ROOT, "%.2f M ticks/s", (double) days * DAY_ROWS / build / 1e6));
        Path features = lake.resolve("data/features/set=s0");
        Path labels = lake.resolve("data/labels/set=s0");
        Path copies = bench.folder().resolve("copies");
        double floor =
                Bench.median(RUNS, () -> peer(bench, copies, "copy", features) + peer(bench, copies, "copy", labels));
        bench.figure("DuckDB reads and writes the results' files, 2 threads, not durable", floor);
        bench.ratio("tidemark / reading and writing the results", build / floor, "≤ 2", build <= 2 * floor);

        Path windows = bench.folder().resolve("windows");
        double duckDb = peer(bench, windows, "windows", lake.resolve("data/ticks"), Double.toString(TICK));
        compare(features, windows.resolve("features.parquet"), TickSql.FACTORS);
        compare(
                labels,
                windows.resolve("labels.parquet"),
                TickSql.HORIZONS.stream().map(n -> "label_" + n).toList());
        bench.figure("DuckDB windows, one file each, 2 threads, one run", duckDb);
        bench.ratio("DuckDB windows / tidemark", duckDb / build);
        new KernelPeers(bench, DAY_ROWS, Math.min(days, 10)).run();
    }

    static void fill(Path folder, int days) {
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder)) {
            int[] rows = new int[days];
            Arrays.fill(rows, DAY_ROWS);
            TickSample.put(lake, SYMBOL, rows);
        }
    }

    private static double peer(Bench bench, Path target, String what, Path from, String... more)
            throws IOException, InterruptedException {
        Bench.deleteTree(target);
        String[] arguments = {what, from.toString(), target.toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return bench.jvm(DuckDbDerived.class, all).seconds();
    }

    /// Both hold a value, or none, for the same ticks; sums in another order differ in their last digits.
    private static void compare(Path ours, Path theirs, List<String> columns) throws IOException {
        String differs = columns.stream()
                .map(c ->
                        "o.%1$s IS DISTINCT FROM p.%1$s AND NOT coalesce(abs(o.%1$s - p.%1$s) <= %2$s * abs(p.%1$s), false)"
                                .formatted(c, TOLERANCE))
                .collect(Collectors.joining(") OR (", "(", ")"));
        String sql = "SELECT count(*), count(o.datetime), count(p.datetime), count(*) FILTER (" + differs + ") FROM "
                + DuckDbColumns.relation(DuckDbDerived.parquet(ours)) + " o FULL JOIN '" + theirs
                + "' p USING (datetime)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            long rows = result.getLong(1);
            Bench.check(
                    rows > 0 && result.getLong(2) == rows && result.getLong(3) == rows && result.getLong(4) == 0,
                    result.getLong(4) + " of " + rows + " rows, ours " + result.getLong(2) + ", theirs "
                            + result.getLong(3));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
