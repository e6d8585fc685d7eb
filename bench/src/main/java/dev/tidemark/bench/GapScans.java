package dev.tidemark.bench;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/// W8: missing daily bars of many symbols over 20 years against a calendar; by the kernel in memory against DuckDB's
/// anti-join over the same times, and by the command over a lake.
final class GapScans implements Workload {
    private static final int SYMBOLS = 10_000;
    private static final int RUNS = 5;
    private static final int MISSING_OF = 200;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final DatasetName DAILY = new DatasetName("bars", "1d");
    private static final long FIRST = LocalDate.of(2004, 1, 2).toEpochDay();
    private static final long LAST = LocalDate.of(2023, 12, 29).toEpochDay();

    @Override
    public String name() {
        return "W8";
    }

    @Override
    public String title() {
        return "gap scan: 10,000 symbols × 20 years of daily bars against a calendar";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int symbols = bench.scaled(SYMBOLS);
        Market us = Markets.shipped().find("US", "").orElseThrow();
        long[] grid = us.barMicros(Timeframe.DAILY, FIRST, LAST);
        long[][] stored = stored(grid, symbols);
        long bars = 0;
        for (long[] times : stored) {
            bars += times.length;
        }
        long[] found = new long[1];
        double kernel = Bench.median(RUNS, () -> {
            long started = System.nanoTime();
            found[0] = scan(us, stored);
            return (System.nanoTime() - started) / 1e9;
        });
        bench.figure("our scan of times in memory, one thread", kernel, bars + " bars, " + found[0] + " missing");
        double pass = Bench.median(RUNS, () -> bitmapPass(grid, stored, found[0]));
        bench.figure("floor: a bitmap of expected days and one pass, one thread", pass);
        try {
            double join = antiJoin(grid, stored, found[0]);
            bench.figure("DuckDB anti-join over a table in memory, 2 threads, median of 3", join);
            bench.ratio("anti-join / our scan", join / kernel, "≥ 10", join >= 10 * kernel);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        command(bench, grid, stored, found[0]);
    }

    /// Each symbol lacks one day in 200, at random; the first and last day are there.
    private static long[][] stored(long[] grid, int symbols) {
        SplittableRandom random = new SplittableRandom(8);
        long[][] stored = new long[symbols][];
        for (int s = 0; s < symbols; s++) {
            long[] times = new long[grid.length];
            int count = 0;
            for (int i = 0; i < grid.length; i++) {
                if (i == 0 || i == grid.length - 1 || random.nextInt(MISSING_OF) != 0) {
                    times[count++] = grid[i];
                }
            }
            stored[s] = Arrays.copyOf(times, count);
        }
        return stored;
    }

    private static long scan(Market market, long[][] stored) {
        ExpectedBars expected = new ExpectedBars(market, Timeframe.DAILY);
        long missing = 0;
        for (long[] times : stored) {
            GapScan scan = GapScan.of(Optional.of(expected), Timeframe.DAILY, GapScan.DEFAULT_TOLERANCE, _ -> {});
            scan.accept(times, 0, times.length);
            scan.end(Long.MIN_VALUE);
            missing += scan.missing();
        }
        return missing;
    }

    private static double bitmapPass(long[] grid, long[][] stored, long wanted) {
        long started = System.nanoTime();
        int days = (int) (LAST - FIRST) + 1;
        long missing = 0;
        for (long[] times : stored) {
            long[] words = new long[(days >> 6) + 1];
            for (long time : times) {
                int day = (int) (time / MICROS_PER_DAY - FIRST);
                words[day >> 6] |= 1L << day;
            }
            for (long time : grid) {
                int day = (int) (time / MICROS_PER_DAY - FIRST);
                missing += (words[day >> 6] >>> day & 1) ^ 1;
            }
        }
        Bench.check(missing == wanted, missing + " missing by bitmap");
        return (System.nanoTime() - started) / 1e9;
    }

    private static double antiJoin(long[] grid, long[][] stored, long wanted) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("CREATE TABLE calendar (ts BIGINT)");
            statement.execute("CREATE TABLE bars (symbol INTEGER, ts BIGINT)");
            var duck = connection.unwrap(DuckDBConnection.class);
            try (var days = duck.createAppender("main", "calendar");
                    var rows = duck.createAppender("main", "bars")) {
                for (long day : grid) {
                    days.beginRow();
                    days.append(day);
                    days.endRow();
                }
                for (int s = 0; s < stored.length; s++) {
                    for (long time : stored[s]) {
                        rows.beginRow();
                        rows.append(s);
                        rows.append(time);
                        rows.endRow();
                    }
                }
            }
            String query = "SELECT count(*) FROM (SELECT s.symbol, c.ts FROM (SELECT symbol, min(ts) a, max(ts) b FROM"
                    + " bars GROUP BY symbol) s JOIN calendar c ON c.ts BETWEEN s.a AND s.b) e ANTI JOIN bars b ON"
                    + " e.symbol = b.symbol AND e.ts = b.ts";
            double[] seconds = new double[3];
            for (int run = 0; run < seconds.length; run++) {
                long started = System.nanoTime();
                try (ResultSet result = statement.executeQuery(query)) {
                    result.next();
                    Bench.check(result.getLong(1) == wanted, result.getLong(1) + " missing by anti-join");
                }
                seconds[run] = (System.nanoTime() - started) / 1e9;
            }
            Arrays.sort(seconds);
            return seconds[1];
        }
    }

    /// The command over a lake of the same bars, and the memory that it may take.
    private static void command(Bench bench, long[] grid, long[][] stored, long wanted)
            throws IOException, InterruptedException {
        Path folder = bench.folder().resolve("lake");
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder)) {
            for (int from = 0; from < stored.length; from += 1000) {
                write(lake, stored, from, Math.min(stored.length, from + 1000));
            }
        }
        Bench.Ran ran = bench.tidemark(folder, "--json", "gaps", "bars/1d", "--calendar", "us");
        long missing = 0;
        for (String line : ran.output().lines().toList()) {
            int at = line.indexOf("\"missing\":");
            if (at >= 0) {
                missing += Long.parseLong(
                        line.substring(at + 10).replaceFirst("[^0-9].*", "").strip());
            }
        }
        Bench.check(missing == wanted, missing + " missing by the command");
        bench.figure(
                "tidemark gaps over the lake, whole process, heap of 512 MB",
                ran.seconds(),
                grid.length + " expected days, " + stored.length + " files");
    }

    private static void write(Lake lake, long[][] stored, int from, int to) {
        DatasetRecord record = new DatasetRecord(BarSchemas.BARS, 1, ChunkSize.ALL, false, new TreeMap<>());
        try (LakeWriter writer = lake.writer(new Job("bench", "fill"))) {
            List<SeriesEdit> edits = new ArrayList<>();
            for (int s = from; s < to; s++) {
                SeriesKey key = new SeriesKey(DAILY, "S%05d".formatted(s));
                Partition all = writer.write(key, record, "all", table(key.symbol(), stored[s]), new TreeMap<>());
                edits.add(new SeriesEdit(
                        key,
                        Optional.empty(),
                        Optional.of(
                                new SeriesState(BarSchemas.BARS, 1, ChunkSize.ALL, new TreeMap<>(), List.of(all)))));
            }
            List<DatasetEdit> datasets =
                    from == 0 ? List.of(new DatasetEdit(DAILY, Optional.empty(), Optional.of(record))) : List.of();
            writer.refresh();
            Bench.check(
                    writer.commit("fill", datasets, edits) instanceof CommitOutcome.Committed, "nothing was committed");
        }
    }

    private static Table table(String symbol, long[] times) {
        TableBuilder table = new TableBuilder(BarSchemas.BARS);
        for (long time : times) {
            table.setString(BarColumns.SYMBOL, symbol);
            table.setLong(BarColumns.TS, time);
            for (int column = BarColumns.OPEN; column <= BarColumns.VOLUME; column++) {
                table.setDouble(column, 100);
            }
            table.setBoolean(BarColumns.IMPUTED, false);
            table.setBoolean(BarColumns.FINAL, true);
            table.endRow();
        }
        return table.build();
    }
}
