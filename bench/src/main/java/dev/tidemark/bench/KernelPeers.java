package dev.tidemark.bench;

import dev.tidemark.lake.table.Table;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.factor.FactorSet;
import dev.tidemark.market.label.DirectionRule;
import dev.tidemark.market.label.Labels;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// W5 without I/O: the kernels on arrays in memory, on one thread, against DuckDB on a table in memory, pandas and
/// Polars.
final class KernelPeers {
    private static final int RUNS = 5;
    private static final int WARM_RUNS = 31;
    /// What rolling sums of peers may be off by.
    private static final double TOLERANCE = 1e-6;

    private final Bench bench;
    private final int rows;
    private final Map<String, double[]> ticks = new HashMap<>();
    private final TickColumns columns;

    KernelPeers(Bench bench, int dayRows, int days) {
        this.bench = bench;
        this.rows = dayRows * days;
        List<Table> tables = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            LocalDate date = TickSample.START.plusDays(day);
            tables.add(TickSample.day(FullBuild.SYMBOL, date, dayRows));
        }
        Table all = Table.concat(tables);
        TickColumns.Builder builder = TickColumns.of(all.longs("datetime").values());
        for (TickColumn column : TickColumn.numbers()) {
            if (TickSample.NUMBERS.contains(column.text())) {
                double[] values = all.doubles(column.text()).values();
                ticks.put(column.text(), values);
                builder.with(column, values);
            }
        }
        double[] number = new double[rows];
        for (int day = 0; day < days; day++) {
            Arrays.fill(number, day * dayRows, (day + 1) * dayRows, day);
            builder.dayStart(day * dayRows);
        }
        ticks.put("day", number);
        this.columns = builder.build();
    }

    void run() throws IOException, InterruptedException {
        Map<String, double[]> ours = new HashMap<>();
        double own = Bench.median(WARM_RUNS, () -> kernels(ours));
        bench.figure(
                String.format(Locale.ROOT, "in memory, %,d ticks: tidemark's kernels, one thread", rows),
                own,
                String.format(Locale.ROOT, "%.1f M ticks/s", rows / own / 1e6));
        double duckDb = duckDb();
        bench.figure("the same: DuckDB windows into a table, 2 threads", duckDb);
        bench.ratio("DuckDB / tidemark", duckDb / own);
        Path folder = Files.createDirectories(bench.folder().resolve("arrays"));
        write(folder);
        python(folder, "pandas", own, 15, ours);
        python(folder, "polars", own, 5, ours);
    }

    private double kernels(Map<String, double[]> into) {
        long started = System.nanoTime();
        FactorSet factors = FactorRegistry.defaultSet();
        double[][] values = factors.compute(columns, 0, rows);
        double[] mid = values[1];
        DirectionRule rule = new DirectionRule(TickSql.HORIZONS, 1, FullBuild.TICK);
        int[][] labels = rule.compute(mid, rows, 0, rows);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (into.isEmpty()) {
            for (int i = 0; i < values.length; i++) {
                into.put(factors.factors().get(i).name(), values[i]);
            }
            for (int i = 0; i < labels.length; i++) {
                into.put("label_" + rule.horizons().get(i), numbers(labels[i]));
            }
        }
        return seconds;
    }

    private static double[] numbers(int[] labels) {
        double[] numbers = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            numbers[i] = labels[i] == Labels.NULL ? Double.NaN : labels[i];
        }
        return numbers;
    }

    private double duckDb() throws IOException, InterruptedException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Path lake = bench.folder().resolve("lake/data/ticks");
            statement.execute("CREATE TABLE ticks AS SELECT * FROM "
                    + DuckDbColumns.relation(DuckDbDerived.parquet(lake)) + " ORDER BY datetime LIMIT " + rows);
            return Bench.median(RUNS, () -> {
                long started = System.nanoTime();
                try {
                    statement.execute("CREATE OR REPLACE TABLE f AS " + TickSql.features("ticks"));
                    statement.execute("CREATE OR REPLACE TABLE l AS " + TickSql.labels("ticks", FullBuild.TICK));
                } catch (SQLException e) {
                    throw new IOException(e);
                }
                return (System.nanoTime() - started) / 1e9;
            });
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("columns"), String.join(" ", ticks.keySet()));
        for (Map.Entry<String, double[]> column : ticks.entrySet()) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * rows);
            bytes.asDoubleBuffer().put(column.getValue(), 0, rows);
            Files.write(folder.resolve(column.getKey()), bytes.array());
        }
    }

    private void python(Path folder, String module, double own, double target, Map<String, double[]> ours)
            throws IOException, InterruptedException {
        OptionalDouble seconds = PythonKernels.seconds(bench, module, folder, RUNS, FullBuild.TICK);
        if (seconds.isEmpty()) {
            bench.out().println("| the same: " + module + " | skipped | not on this machine |");
            return;
        }
        for (Map.Entry<String, double[]> column : ours.entrySet()) {
            double[] theirs = new double[rows];
            ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out-" + module + "-" + column.getKey())))
                    .asDoubleBuffer()
                    .get(theirs);
            compare(module + " " + column.getKey(), column.getValue(), theirs);
        }
        double ratio = seconds.getAsDouble() / own;
        bench.figure("the same: " + module, seconds.getAsDouble());
        bench.ratio(module + " / tidemark", ratio, "≥ " + target, ratio >= target);
    }

    private static void compare(String what, double[] ours, double[] theirs) {
        for (int row = 0; row < ours.length; row++) {
            boolean isAlike = Double.isNaN(ours[row])
                    ? Double.isNaN(theirs[row])
                    : Math.abs(ours[row] - theirs[row]) <= TOLERANCE * Math.max(1e-6, Math.abs(theirs[row]));
            Bench.check(isAlike, what + " of row " + row + ": " + ours[row] + " and " + theirs[row]);
        }
    }
}
