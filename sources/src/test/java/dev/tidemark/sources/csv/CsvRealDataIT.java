package dev.tidemark.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.merge.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of real providers in `shared/data`, against the counts published with them and a naive reading.
class CsvRealDataIT {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private TestLake lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /// Imports everything, and sees that a second import does nothing.
    private void load(CsvPreset preset, UnaryOperator<CsvImportOptions> how, long rows, Path... paths) {
        CsvImportOptions options = how.apply(CsvImportOptions.of(RunOptions.of(List.of(paths)), preset));
        ImportReport report = CsvImport.run(lake.lake, options, Progress.NONE);
        assertThat(report.problem()).as(report.notable().toString()).isEmpty();
        assertThat(report.rows()).isEqualTo(RowCounts.good(rows, 0, 0, 0));
        long head = lake.head();
        assertThat(CsvImport.run(lake.lake, options, Progress.NONE).rows()).isEqualTo(RowCounts.good(0, rows, 0, 0));
        assertThat(lake.head()).isEqualTo(head);
    }

    private static UnaryOperator<CsvImportOptions> into(String dataset, String symbol) {
        return o -> o.withDataset(DatasetName.parse(dataset)).withSymbol(symbol);
    }

    private static List<String[]> rows(Path file, int skipped) throws IOException {
        return Files.readString(file)
                .lines()
                .skip(skipped)
                .map(l -> l.split(",", -1))
                .toList();
    }

    private void assertSeries(
            String key, List<String[]> rows, Function<String[], Long> time, String column, int field) {
        Table table = lake.read(key);
        DoubleColumn values = (DoubleColumn) table.column(column);
        assertThat(table.rows()).as(key).isEqualTo(rows.size());
        for (int row = 0; row < table.rows(); row++) {
            assertThat(table.time(row)).as(key + " row " + row).isEqualTo(time.apply(rows.get(row)));
            assertThat(values.values()[row])
                    .as(key + " row " + row)
                    .isEqualTo(Double.parseDouble(rows.get(row)[field]));
        }
    }

    private static long dateMicros(String[] row) {
        return LocalDate.parse(row[0]).toEpochDay() * 86_400 * MICROS_PER_SECOND;
    }

    private static long offsetMicros(String[] row) {
        Instant instant = OffsetDateTime.parse(row[0].replace(' ', 'T')).toInstant();
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1_000;
    }

    private static long utcMicros(String[] row) {
        return LocalDateTime.parse(row[0].replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND;
    }

    @Test
    void yahoo() throws IOException {
        Path stocks = SharedData.need("us-daily/yahoo");
        Path yhoo = SharedData.need("us-daily/yahoo-backtrader");
        load(CsvPreset.YAHOO, o -> o, 35_201, stocks, yhoo);

        assertThat(lake.lake.head().seriesCount()).isEqualTo(25);
        for (String name : List.of("stocks/AAPL", "etfs/AGGH", "stocks/C")) {
            List<String[]> rows = rows(stocks.resolve(name + ".csv"), 1);
            String key = "bars/1d/" + name.substring(name.indexOf('/') + 1);
            assertSeries(key, rows, CsvRealDataIT::dateMicros, "close", 4);
            assertSeries(key, rows, CsvRealDataIT::dateMicros, "adj_close", 5);
            assertSeries(key, rows, CsvRealDataIT::dateMicros, "volume", 6);
        }
    }

    @Test
    void kaggle() throws IOException {
        Path archive = SharedData.need("kaggle-stooq-like/archive.zip");
        load(CsvPreset.KAGGLE, o -> o, 140_055, archive);

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            int series = 0;
            for (ZipEntry entry : zip.stream().toList()) {
                List<String[]> rows = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(l -> l.split(",", -1))
                        .toList();
                if (!rows.isEmpty()) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    String symbol = name.replace(".txt", "").toUpperCase(Locale.ROOT);
                    assertSeries("bars/1d/" + symbol, rows, CsvRealDataIT::dateMicros, "low", 3);
                    series++;
                }
            }
            assertThat(lake.lake.head().seriesCount()).isEqualTo(series);
        }
    }

    @Test
    void krakenAndBinance() throws IOException {
        Path kraken = SharedData.need("crypto-minute/kraken/BTCUSDC_1m_2023Q1.csv");
        load(CsvPreset.KRAKEN, o -> o.withDataset(DatasetName.parse("bars/1m")), 26_654, kraken);
        assertSeries(
                "bars/1m/BTCUSDC", rows(kraken, 0), row -> Long.parseLong(row[0]) * MICROS_PER_SECOND, "volume", 5);

        Path klines = SharedData.need("crypto-minute/nautilus/ADABTC-1m-2021-11-27.csv");
        load(CsvPreset.BINANCE_KLINES, o -> o, 10, klines);
        assertSeries("bars/1m/ADABTC", rows(klines, 0), row -> Long.parseLong(row[0]) * 1_000, "high", 2);

        Path us = SharedData.need("crypto-minute/binance.us/BTCUSDT_1m_20230301_20230321.csv");
        load(CsvPreset.CSV, into("bars/1m", "BTCUSDT"), 14_400, us);
        assertSeries("bars/1m/BTCUSDT", rows(us, 1), CsvRealDataIT::offsetMicros, "close", 4);

        Path perp = SharedData.need("crypto-minute/nautilus/btc-perp-20211231-20220201_1m.csv");
        load(
                CsvPreset.CSV,
                o -> into("bars/1m", "BTC-PERP").apply(o).withLayout(CsvLayout.RECOGNISED.withZone(ZoneId.of("UTC"))),
                14_459,
                perp);
        assertSeries("bars/1m/BTC-PERP", rows(perp, 1), CsvRealDataIT::utcMicros, "open", 1);
    }

    @Test
    void futuresAndCurrencies() throws IOException {
        Path euro = SharedData.need("futures/nautilus/6EH4.XCME_1min_bars_20240101_20240131.csv");
        load(
                CsvPreset.CSV,
                o -> o.withSymbol("6EH4").withLayout(CsvLayout.RECOGNISED.withZone(ZoneId.of("UTC"))),
                13_589,
                euro);
        assertSeries("bars/1m/6EH4", rows(euro, 1), CsvRealDataIT::utcMicros, "close", 4);

        Path bid = SharedData.need("fx/fxcm/gbpusd-m1-bid-2012.csv");
        load(CsvPreset.CSV, into("bars/1m-bid", "GBPUSD"), 7_163, bid);
        load(CsvPreset.CSV, into("bars/1m-ask", "GBPUSD"), 7_163, SharedData.need("fx/fxcm/gbpusd-m1-ask-2012.csv"));
        assertSeries("bars/1m-bid/GBPUSD", rows(bid, 1), CsvRealDataIT::offsetMicros, "low", 3);

        Path ticks = SharedData.need("fx/truefx/usdjpy-ticks.csv");
        load(CsvPreset.CSV, o -> into("ticks/quotes", "USDJPY").apply(o).withAssetClass("forex"), 1_000, ticks);
        assertSeries("ticks/quotes/USDJPY", rows(ticks, 1), row -> offsetMicros(row) * 1_000, "ask_price", 2);
        assertThat(lake.series("ticks/quotes/USDJPY").partitions().stream().map(Partition::chunk))
                .as("17:00 in New York begins the next trading day")
                .containsExactly("2013-01-02");
    }

    @Test
    void recordedTrades() throws IOException {
        for (String which : List.of("positive", "negative")) {
            Path file = SharedData.need(
                    "book-l2/binance-doctored/test_" + which + "_binance_trade_stream_spot_trxusdt_04-03-2025.csv");
            String dataset = "ticks/trades-" + which;
            load(CsvPreset.BINANCE_TRADES, o -> o.withDataset(DatasetName.parse(dataset)), 10_000, file);

            List<String[]> rows = rows(file, 1).stream()
                    .sorted(java.util.Comparator.comparingLong(row -> Long.parseLong(row[4])))
                    .toList();
            assertSeries(dataset + "/TRXUSDT", rows, row -> Long.parseLong(row[4]) * 1_000, "size", 8);
            StringColumn ids = (StringColumn) lake.read(dataset + "/TRXUSDT").column("trade_id");
            StringColumn sides = (StringColumn) lake.read(dataset + "/TRXUSDT").column("condition");
            for (int row = 0; row < rows.size(); row++) {
                assertThat(ids.text(row)).isEqualTo(rows.get(row)[6]);
                assertThat(sides.text(row)).isEqualTo(rows.get(row)[9].equals("1") ? "maker_buyer" : "maker_seller");
            }
        }
        assertThat(lake.lake.head().summary(SeriesKey.parse("ticks/trades-positive/TRXUSDT")))
                .isPresent();
    }
}
