package dev.tidemark.sources.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.csv.CsvImport;
import dev.tidemark.sources.csv.CsvImportOptions;
import dev.tidemark.sources.csv.CsvPreset;
import dev.tidemark.sources.merge.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetImportTest {
    private static final String OHLC = "1.5 AS open, 2.0 AS high, 1.0 AS low";

    private TestLake lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /// Writes what a query answers, with another writer than the lake's.
    private Path parquet(String name, String query) throws IOException {
        Path file = lake.in.resolve(name);
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return file;
    }

    private ImportReport load(UnaryOperator<ParquetImportOptions> how, Path... paths) {
        return ParquetImport.run(
                lake.lake, how.apply(ParquetImportOptions.of(RunOptions.of(List.of(paths)))), Progress.NONE);
    }

    private static UnaryOperator<ParquetImportOptions> into(String dataset) {
        return o -> o.withDataset(DatasetName.parse(dataset));
    }

    private static void assertRefused(ImportReport report, RefusalReason reason, String... parts) {
        assertThat(report.refusals()).containsOnly(Map.entry(reason.code(), 1));
        assertThat(report.notable().getFirst().outcome())
                .isInstanceOfSatisfying(
                        SourceOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains(parts));
    }

    @Test
    void narrowTypesAreWidenedAndMissingColumnsAreNull() throws IOException {
        Path file = parquet(
                "AAPL.parquet",
                "SELECT DATE '2024-01-02' + i::INTEGER AS ts, " + OHLC
                        + ", (1.25 + i)::FLOAT AS close, i::BIGINT AS volume FROM range(3) t(i)");

        ImportReport report = load(into("bars/1d"), file);

        assertThat(report.rows().imported()).isEqualTo(3);
        assertThat(lake.column("bars/1d/AAPL", "close"))
                .containsExactly("2024-01-02T00:00:00Z 1.25", "2024-01-03T00:00:00Z 2.25", "2024-01-04T00:00:00Z 3.25");
        assertThat(lake.column("bars/1d/AAPL", "adj_close").getFirst()).endsWith(" -");
        assertThat(((BooleanColumn) lake.read("bars/1d/AAPL").column("final")).values()[0])
                .isTrue();
        long head = lake.head();
        assertThat(load(into("bars/1d"), file).rows().unchanged()).isEqualTo(3);
        assertThat(lake.head()).isEqualTo(head);
    }

    @Test
    void whatWouldLoseDigitsIsRefused() throws IOException {
        Path file = parquet(
                "X.parquet", "SELECT DATE '2024-01-02' AS ts, " + OHLC + ", 1.0 AS close, 9007199254740993 AS volume");
        assertRefused(load(into("bars/1d"), file), RefusalReason.BAD_COLUMNS, "volume", "9007199254740993");

        Path text = parquet("Y.parquet", "SELECT DATE '2024-01-02' AS ts, " + OHLC + ", '1' AS close");
        assertRefused(load(into("bars/1d"), text), RefusalReason.BAD_COLUMNS, "close", "VARCHAR", "double");
        Path nanos = parquet(
                "Z.parquet", "SELECT TIMESTAMP_NS '2024-01-02 00:00:00.000000001' AS ts, " + OHLC + ", 1.0 AS close");
        assertRefused(
                load(o -> into("bars/1m").apply(o).withZone(ZoneId.of("UTC")), nanos), RefusalReason.BAD_COLUMNS, "ts");
    }

    @Test
    void columnsMissingOrExtraAreNamed() throws IOException {
        Path less = parquet("X.parquet", "SELECT DATE '2024-01-02' AS ts, " + OHLC);
        assertRefused(load(into("bars/1d"), less), RefusalReason.BAD_COLUMNS, "'close'", "ts,open,high,low");

        Path more = parquet("Y.parquet", "SELECT DATE '2024-01-02' AS ts, " + OHLC + ", 1.0 AS Close, 7 AS vwap");
        assertRefused(load(into("bars/1d"), more), RefusalReason.BAD_COLUMNS, "vwap", "--ignore-extra");
        ImportReport report = load(o -> into("bars/1d").apply(o).ignoringExtra(), more);
        assertThat(report.rows().imported()).isEqualTo(1);
        assertThat(report.findings()).containsOnly(Map.entry("ignored_columns", 1L));
    }

    @Test
    void localTimesNeedAZoneAndInstantsDoNot() throws IOException {
        Path local = parquet("X.parquet", "SELECT TIMESTAMP '2024-07-01 09:30:00' AS ts, " + OHLC + ", 1.0 AS close");
        assertRefused(load(into("bars/1m"), local), RefusalReason.ZONE_REQUIRED, "--zone");
        load(o -> into("bars/1m").apply(o).withZone(ZoneId.of("America/New_York")), local);
        assertThat(lake.column("bars/1m/X", "close")).containsExactly("2024-07-01T13:30:00Z 1.0");

        Path instant =
                parquet("Y.parquet", "SELECT TIMESTAMPTZ '2024-07-01 09:30:00-04' AS ts, " + OHLC + ", 1.0 AS close");
        load(into("bars/1m"), instant);
        assertThat(lake.column("bars/1m/Y", "close")).containsExactly("2024-07-01T13:30:00Z 1.0");
    }

    @Test
    void nanAndRowsWithoutTimeOrSymbolAreSetAside() throws IOException {
        Path file = parquet(
                "X.parquet",
                "SELECT * FROM (VALUES (DATE '2024-01-02', 'A', 'NaN'::DOUBLE), (NULL, 'A', 1.0),"
                        + " (DATE '2024-01-03', NULL, 1.0), (DATE '2024-01-03', 'B', '-inf'::DOUBLE))"
                        + " t(ts, symbol, close), (SELECT " + OHLC + ")");

        ImportReport report = load(into("bars/1d"), file);

        assertThat(report.rows().imported()).isEqualTo(2);
        assertThat(report.rows().quarantined()).isEqualTo(2);
        assertThat(report.findings()).containsOnly(Map.entry("non_finite_value", 2L));
        assertThat(report.notable().getFirst().firstRejects().stream()
                        .map(row -> row.line() + " " + row.reason().code()))
                .containsExactly("2 bad_time", "3 bad_symbol");
        assertThat(lake.column("bars/1d/A", "close")).containsExactly("2024-01-02T00:00:00Z -");
    }

    @Test
    void foldersSaySymbolTimeframeAndTradingDay() throws IOException {
        String tick = "SELECT 1704200400000000000 AS datetime, 100.0 AS price, 1::INTEGER AS size";
        Path file = parquet("tree/ticks/series=trades/symbol=SHFE.cu%2B1/date=2024-01-03/part.parquet", tick);
        parquet(
                "tree/bars/timeframe=1m/symbol=A/month=2024-01/part.parquet",
                "SELECT TIMESTAMPTZ '2024-01-02 09:30:00Z' AS ts, 'A' AS symbol, '2024-01' AS month, " + OHLC
                        + ", 1.0 AS close");

        ImportReport report = load(o -> o, lake.in.resolve("tree"));

        assertThat(report.problem()).as(report.notable().toString()).isEmpty();
        assertThat(lake.series("ticks/trades/SHFE.cu+1").partitions().stream().map(Partition::chunk))
                .containsExactly("2024-01-03");
        assertThat(lake.series("bars/1m/A")).isNotNull();
        Path bare = parquet("T.parquet", tick);
        assertThatThrownBy(() -> load(into("ticks/trades"), bare)).hasMessageContaining("calendar_required");
        assertThatThrownBy(() -> load(o -> o, bare))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("--dataset");
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void whatContradictsItsFolderIsRefusedWithBothValues() throws IOException {
        String bar = "SELECT TIMESTAMPTZ '2024-02-02 09:30:00Z' AS ts, " + OHLC + ", 1.0 AS close, 'B' AS symbol";
        Path symbol = parquet("a/bars/timeframe=1m/symbol=A/part.parquet", bar);
        assertRefused(load(o -> o, symbol), RefusalReason.PATH_DISAGREES, "symbol=A", "'B'");
        Path month = parquet("b/bars/timeframe=1m/symbol=B/month=2024-01/part.parquet", bar);
        assertRefused(load(o -> o, month), RefusalReason.PATH_DISAGREES, "month=2024-01", "2024-02-02");
        Path length = parquet("c/bars/timeframe=5m/symbol=B/part.parquet", bar);
        assertRefused(load(into("bars/1m"), length), RefusalReason.PATH_DISAGREES, "timeframe=5m", "bars/1m");
        Path key = parquet("d/bars/timeframe=1m/symbol=B/part.parquet", bar + ", '2m' AS timeframe");
        assertRefused(load(o -> o, key), RefusalReason.PATH_DISAGREES, "timeframe=1m", "'2m'");
        Path day = parquet(
                "e/ticks/series=trades/symbol=B/date=2024-03-01/part.parquet",
                "SELECT 1704200400000000000 AS datetime, 100.0 AS price, 1 AS size");
        assertRefused(load(o -> o, day), RefusalReason.PATH_DISAGREES, "date=2024-03-01", "2024-01-02");
        assertThat(lake.head()).isZero();
    }

    @Test
    void whatIsNoParquetIsRefused() throws IOException {
        Path page = lake.file("x.parquet", "<html>not found</html>");
        assertRefused(load(into("bars/1d"), page), RefusalReason.UNREADABLE, "x.parquet");
        byte[] whole = Files.readAllBytes(parquet(
                "y.parquet",
                "SELECT DATE '2024-01-02' + i::INTEGER AS ts, " + OHLC + ", 1.0 AS close FROM range(99) t(i)"));
        for (int length = 0; length < whole.length; length += 97) {
            Path cut = lake.file("z.parquet", java.util.Arrays.copyOf(whole, length));
            assertThat(load(into("bars/1d"), cut).refusals()).containsEntry("unreadable", 1);
        }
    }

    @Test
    void aTreeOfAnotherLakeGivesTheSameContent(@TempDir Path other) throws IOException {
        try (TestLake first = new TestLake(other)) {
            StringBuilder trades = new StringBuilder("time,price,size,id,exchange\n");
            StringBuilder minutes = new StringBuilder("time,open,high,low,close,volume\n");
            for (int i = 0; i < 5_000; i++) {
                trades.append(1_704_100_000_000L + i * 40_000L)
                        .append(",")
                        .append(100 + i % 7)
                        .append(",")
                        .append(i % 3)
                        .append(",")
                        .append(i)
                        .append(i % 2 == 0 ? ",N\n" : ",\n");
                minutes.append(1_704_100_020L + i * 600L)
                        .append(",1,2,0.5,1.")
                        .append(i % 100)
                        .append(i % 5 == 0 ? ",\n" : ",7\n");
            }
            Path ticks = first.file("BTC USD+1.csv", trades.toString());
            Path bars = first.file("ETH.csv", minutes.toString());
            CsvImport.run(
                    first.lake,
                    CsvImportOptions.of(RunOptions.of(List.of(ticks)), CsvPreset.CSV)
                            .withDataset(DatasetName.parse("ticks/trades"))
                            .withCalendar("CME"),
                    Progress.NONE);
            CsvImport.run(
                    first.lake,
                    CsvImportOptions.of(RunOptions.of(List.of(bars)), CsvPreset.CSV)
                            .withDataset(DatasetName.parse("bars/10m")),
                    Progress.NONE);

            ImportReport report = load(o -> o, first.lake.folder().resolve("data"));

            assertThat(report.problem()).as(report.notable().toString()).isEmpty();
            for (String key : List.of("ticks/trades/BTC USD+1", "bars/10m/ETH")) {
                assertThat(contents(lake, key)).isEqualTo(contents(first, key)).isNotEmpty();
            }
        }
    }

    private static List<String> contents(TestLake lake, String key) {
        Series series = lake.lake.head().series(SeriesKey.parse(key)).orElseThrow();
        List<String> contents = new ArrayList<>();
        series.partitions().forEach(p -> contents.add(p.chunk() + " " + p.rows() + " " + p.content()));
        return contents;
    }
}
