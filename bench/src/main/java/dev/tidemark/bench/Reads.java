package dev.tidemark.bench;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.read.SeriesReader;
import dev.tidemark.lake.read.TableStream;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.query.Query;
import dev.tidemark.query.ResultWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// W6: a day, a range and SQL, against plain DuckDB on the same files in the same process.
final class Reads implements Workload {
    private static final int DAY_ROWS = 60_000;
    private static final int RANGE_DAYS = 100;
    private static final int LONG_DAYS = 10_000;
    private static final int SMALL_ROWS = 10;
    private static final int RUNS = 101;
    private static final int RANGE_RUNS = 5;
    private static final int SQL_RUNS = 7;
    private static final List<String> SIX =
            List.of("last_price", "volume", "bid_price1", "bid_volume1", "ask_price1", "ask_volume1");
    private static final String[] QUESTIONS = {
        "SELECT count(*), sum(volume), max(last_price) FROM %s WHERE symbol = 'RANGE'",
        "SELECT last_price, count(*) AS n, sum(bid_volume1) AS v FROM %s WHERE symbol = 'RANGE'"
                + " GROUP BY last_price ORDER BY last_price",
    };

    @Override
    public String name() {
        return "W6";
    }

    @Override
    public String title() {
        return "reading: a day of 60,000 ticks, a range of days, SQL; warm, medians";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        Path folder = bench.folder().resolve("lake");
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder);
                DuckDbColumns duckDb = new DuckDbColumns()) {
            fill(bench, lake);
            new Days(bench, lake, duckDb).run();
            range(bench, lake, duckDb);
            sql(bench, lake);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void fill(Bench bench, Lake lake) {
        TickSample.put(lake, "ONE", new int[] {DAY_ROWS});
        int[] range = new int[bench.scaled(RANGE_DAYS)];
        Arrays.fill(range, DAY_ROWS);
        TickSample.put(lake, "RANGE", range);
        int[] history = new int[bench.scaled(LONG_DAYS)];
        Arrays.fill(history, SMALL_ROWS);
        history[history.length / 2] = DAY_ROWS;
        TickSample.put(lake, "LONG", history);
    }

    private static List<Path> files(Lake lake, String symbol) {
        Series series =
                lake.head().series(new SeriesKey(TickSample.RAW, symbol)).orElseThrow();
        return series.partitions().stream()
                .map(partition -> lake.object(series.key(), ChunkSize.DAY, partition))
                .toList();
    }

    /// One day.
    private record Days(Bench bench, Lake lake, DuckDbColumns duckDb) {
        void run() throws IOException, InterruptedException, SQLException {
            long bytes = lake.head().series(new SeriesKey(TickSample.RAW, "ONE")).orElseThrow().partitions().stream()
                    .mapToLong(Partition::bytes)
                    .sum();
            bench.out().printf(Locale.ROOT, "| a day | %,d rows | %,d bytes |%n", DAY_ROWS, bytes);
            compare(TickSample.NUMBERS);
            compare(SIX);
            flatness();
            cold();
        }

        private void compare(List<String> columns) throws IOException, InterruptedException, SQLException {
            SeriesReader series = reader(lake, "ONE", columns);
            Path file = files(lake, "ONE").getFirst();
            checkEqual(series.day(TickSample.START), file, columns);
            double[] seconds = interleaved(
                    RUNS,
                    () -> timed(() -> series.day(TickSample.START)),
                    () -> timed(() -> arrays(duckDb, file, columns)));
            bench.figure("one day, " + columns.size() + " columns: tidemark", seconds[0], perSecond(seconds[0]));
            bench.figure("the same: DuckDB's chunks into arrays", seconds[1], perSecond(seconds[1]));
            bench.ratio("tidemark / DuckDB", seconds[0] / seconds[1], "≤ 1", seconds[0] <= seconds[1]);
            for (String module : List.of("polars", "pyarrow")) {
                OptionalDouble other = PythonReaders.seconds(bench, module, file, columns, RUNS);
                if (other.isPresent()) {
                    bench.figure("the same: " + module, other.getAsDouble());
                } else {
                    bench.out().println("| the same: " + module + " | skipped | not on this machine |");
                }
            }
        }

        private static String perSecond(double seconds) {
            return String.format(Locale.ROOT, "%.2f ms, %.1f M rows/s", 1e3 * seconds, DAY_ROWS / seconds / 1e6);
        }

        private void checkEqual(Table table, Path file, List<String> columns) throws SQLException {
            double[][] theirs = arrays(duckDb, file, columns);
            for (int c = 0; c < theirs.length; c++) {
                double[] ours = table.doubles(columns.get(c)).values();
                Bench.check(Arrays.equals(ours, theirs[c]), "column " + columns.get(c));
            }
        }

        /// From the series' name to the table, as a program that asks once does it.
        private void flatness() throws IOException, InterruptedException {
            int days = bench.scaled(LONG_DAYS);
            LocalDate middle = TickSample.START.plusDays(days / 2);
            double[] seconds = interleaved(
                    RUNS,
                    () -> timed(() -> reader(lake, "ONE", TickSample.NUMBERS).day(TickSample.START)),
                    () -> timed(() -> reader(lake, "LONG", TickSample.NUMBERS).day(middle)));
            bench.figure("one day by name, history of 1 day", seconds[0]);
            bench.figure("one day by name, history of %,d days".formatted(days), seconds[1]);
            bench.ratio("long / short history", seconds[1] / seconds[0], "≤ 1.2", seconds[1] <= 1.2 * seconds[0]);
            SeriesReader kept = reader(lake, "LONG", TickSample.NUMBERS);
            double again = Bench.median(RUNS, () -> timed(() -> kept.day(middle)));
            bench.figure("one day of the long history, series kept open", again);
        }

        /// The first read of a process.
        private void cold() throws IOException, InterruptedException {
            String file = files(lake, "ONE").getFirst().toString();
            for (String reader : List.of("tidemark", "duckdb")) {
                double seconds = Bench.median(
                        5,
                        () -> Double.parseDouble(
                                bench.jvm(FirstRead.class, reader, lake.folder().toString(), file)
                                        .output()
                                        .strip()));
                bench.figure("first read of a fresh JVM, 27 columns: " + reader, seconds);
            }
        }
    }

    /// Reads one day and says how long that took, its libraries' loading included.
    static final class FirstRead {
        private FirstRead() {}

        public static void main(String[] arguments) throws SQLException {
            long started = System.nanoTime();
            if (arguments[0].equals("tidemark")) {
                try (Lake lake = Lake.open(Path.of(arguments[1]))) {
                    Table day = reader(lake, "ONE", TickSample.NUMBERS).day(TickSample.START);
                    Bench.check(day.rows() == DAY_ROWS, day.rows() + " rows");
                }
            } else {
                try (DuckDbColumns duckDb = new DuckDbColumns()) {
                    arrays(duckDb, Path.of(arguments[2]), TickSample.NUMBERS);
                }
            }
            System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - started) / 1e9);
        }
    }

    private static SeriesReader reader(Lake lake, String symbol, List<String> columns) {
        return lake.dataset("ticks/raw").series(symbol).columns(columns.toArray(String[]::new));
    }

    private static double[][] arrays(DuckDbColumns duckDb, Path file, List<String> columns) throws SQLException {
        double[][] arrays = new double[columns.size()][DAY_ROWS];
        int[] at = {0};
        duckDb.read(List.of(file), columns, (values, rows) -> {
            for (int c = 0; c < arrays.length; c++) {
                System.arraycopy(values[c], 0, arrays[c], at[0], rows);
            }
            at[0] += rows;
        });
        return arrays;
    }

    private static void range(Bench bench, Lake lake, DuckDbColumns duckDb) throws IOException, InterruptedException {
        List<Path> files = files(lake, "RANGE");
        long rows = (long) files.size() * DAY_ROWS;
        for (List<String> columns : List.of(TickSample.NUMBERS, SIX)) {
            double[] sums = new double[2];
            double[] seconds = interleaved(
                    RANGE_RUNS,
                    () -> timed(() -> sums[0] = sumOfRange(lake, columns, files.size())),
                    () -> timed(() -> sums[1] = sumOfFiles(duckDb, files, columns)));
            Bench.check(sums[0] == sums[1], sums[0] + " and " + sums[1]);
            String what = files.size() + " days, " + columns.size() + " columns: ";
            for (int i = 0; i < 2; i++) {
                bench.figure(
                        what + (i == 0 ? "tidemark" : "DuckDB's chunks"),
                        seconds[i],
                        String.format(Locale.ROOT, "%.1f M rows/s", rows / seconds[i] / 1e6));
            }
            bench.ratio("DuckDB / tidemark", seconds[1] / seconds[0], "≥ 1", seconds[1] >= seconds[0]);
        }
    }

    /// The sum of a column whose values are whole, so that no order of rows changes it.
    private static double sumOfRange(Lake lake, List<String> columns, int days) {
        double sum = 0;
        try (TableStream tables =
                reader(lake, "RANGE", columns).range(TickSample.START, TickSample.START.plusDays(days - 1L))) {
            for (Table table : tables) {
                sum += sum(table.doubles("last_price"));
            }
        }
        return sum;
    }

    private static double sum(DoubleColumn column) {
        double sum = 0;
        for (double value : column.values()) {
            sum += value;
        }
        return sum;
    }

    private static double sumOfFiles(DuckDbColumns duckDb, List<Path> files, List<String> columns) throws SQLException {
        int price = columns.indexOf("last_price");
        double[] sum = {0};
        duckDb.read(files, columns, (values, rows) -> {
            for (int row = 0; row < rows; row++) {
                sum[0] += values[price][row];
            }
        });
        return sum[0];
    }

    private static void sql(Bench bench, Lake lake) throws IOException, InterruptedException {
        List<Path> files = files(lake, "RANGE");
        String relation = DuckDbColumns.relation(files);
        for (String question : QUESTIONS) {
            String ours = question.formatted("ticks_raw");
            double opened = Bench.median(SQL_RUNS, () -> timed(() -> neededFiles(lake, ours)));
            StringBuilder[] answers = {new StringBuilder(), new StringBuilder()};
            double[] seconds = interleaved(
                    SQL_RUNS,
                    () -> {
                        try (Query query = Query.open(lake, lake.head(), ours)) {
                            answers[0].setLength(0);
                            return timed(() -> query.run(ResultWriter.csv(answers[0]), OptionalLong.empty()));
                        }
                    },
                    () -> {
                        try (DuckDbColumns fresh = new DuckDbColumns()) { // as new as that of a query
                            answers[1].setLength(0);
                            return timed(() -> answers[1].append(fresh.ask(question.formatted(relation))));
                        } catch (SQLException e) {
                            throw new IOException(e);
                        }
                    });
            String body = answers[0].substring(answers[0].indexOf("\n") + 1);
            Bench.check(body.contentEquals(answers[1]), "SQL: " + body + " and " + answers[1]);
            bench.figure("SQL over " + files.size() + " days: `" + question.formatted("…") + "`", seconds[0]);
            bench.figure("plain DuckDB on the same paths", seconds[1]);
            bench.ratio("tidemark / DuckDB", seconds[0] / seconds[1], "≤ 1.1", seconds[0] <= 1.1 * seconds[1]);
            bench.figure("set-up of the query", opened, "target < 0.05 s: " + (opened < 0.05 ? "met" : "**missed**"));
        }
    }

    /// Opens a query and says which files it needs.
    private static Object neededFiles(Lake lake, String sql) {
        try (Query query = Query.open(lake, lake.head(), sql)) {
            return query.files();
        }
    }

    /// A piece of work; what it gives keeps the compiler from leaving it out.
    private interface Work {
        Object run() throws IOException, SQLException;
    }

    private static double timed(Work work) throws IOException {
        long started = System.nanoTime();
        try {
            Bench.check(work.run() != null, "nothing");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    /// The medians of two things measured turn by turn, after a quarter as many turns that do not count.
    private static double[] interleaved(int runs, Bench.Timed first, Bench.Timed second)
            throws IOException, InterruptedException {
        double[][] seconds = new double[2][runs];
        for (int i = -runs / 4 - 1; i < runs; i++) {
            double one = first.seconds();
            double two = second.seconds();
            if (i >= 0) {
                seconds[0][i] = one;
                seconds[1][i] = two;
            }
        }
        Arrays.sort(seconds[0]);
        Arrays.sort(seconds[1]);
        return new double[] {seconds[0][runs / 2], seconds[1][runs / 2]};
    }
}
