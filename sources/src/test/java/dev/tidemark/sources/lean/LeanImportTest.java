package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.files.Zips;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeanImportTest {
    private TestLake lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private ImportReport load(Path... paths) {
        return LeanImport.run(lake.lake, LeanImportOptions.of(List.of(paths)).withThreads(2), Progress.NONE);
    }

    private Path zip(String path, String member, String content) {
        return lake.file(path, Zips.of(member, content));
    }

    /// Each row as text: time first, nulls as `-`.
    private List<String> rows(String key) {
        Series series = lake.series(key);
        Table table = lake.read(key);
        boolean isTick = series.schema().fields().get(1).name().equals("datetime");
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            Instant time = Instant.EPOCH.plus(table.time(row), isTick ? ChronoUnit.NANOS : ChronoUnit.MICROS);
            rows.add(time
                    + table.columns().stream()
                            .skip(2)
                            .map(column -> " " + text(column, at))
                            .collect(Collectors.joining()));
        }
        return rows;
    }

    private static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "-";
        }
        return switch (column) {
            case DoubleColumn c -> Double.toString(c.values()[row]);
            case LongColumn c -> Long.toString(c.values()[row]);
            case IntColumn c -> Integer.toString(c.values()[row]);
            case BooleanColumn c -> Boolean.toString(c.values()[row]);
            case StringColumn c -> String.valueOf(c.text(row));
        };
    }

    private List<String> chunks(String key) {
        return lake.series(key).partitions().stream().map(Partition::chunk).toList();
    }

    @Test
    void dailyEquitiesAreScaledAndKeepTheirDate() {
        load(zip("Data/equity/usa/daily/aapl.zip", "aapl.csv", "19980102 00:00,136300,162500,135000,162500,6315000\n"));

        assertThat(rows("bars/1d-raw/AAPL"))
                .containsExactly("1998-01-02T00:00:00Z 13.63 16.25 13.5 16.25 6315000.0 - - - - false true");
        assertThat(lake.series("bars/1d-raw/AAPL").attributes())
                .containsEntry("source", "lean")
                .containsEntry("market", "usa");
    }

    @Test
    void minutesAreLocalWallClock() {
        String body = "34200000,1,1,1,1,5\n";
        zip("Data/equity/usa/minute/x/20140307_trade.zip", "20140307_x_minute_trade.csv", body);
        zip("Data/equity/usa/minute/x/20140310_trade.zip", "20140310_x_minute_trade.csv", body);
        zip("Data/equity/india/minute/y/20140310_trade.zip", "20140310_y_minute_trade.csv", body);
        load(lake.in.resolve("Data"));

        // 09:30 in New York, before and after the clocks went forward on 2014-03-09.
        assertThat(rows("bars/1m-raw/X"))
                .extracting(row -> row.substring(0, 20))
                .containsExactly("2014-03-07T14:30:00Z", "2014-03-10T13:30:00Z");
        assertThat(rows("bars/1m-raw/Y").getFirst()).startsWith("2014-03-10T04:00:00Z");
    }

    @Test
    void theHourThatSpringSkipsIsQuarantinedAndTheOneThatAutumnRepeatsHasTwoPasses() {
        zip(
                "Data/equity/usa/minute/x/20140309_trade.zip",
                "20140309_x_minute_trade.csv",
                "7140000,1,1,1,1,5\n9000000,1,1,1,1,5\n10800000,1,1,1,1,5\n");
        zip(
                "Data/equity/usa/minute/x/20141102_trade.zip",
                "20141102_x_minute_trade.csv",
                "7140000,1,1,1,1,5\n5400000,1,1,1,1,6\n");
        ImportReport report = load(lake.in.resolve("Data"));

        assertThat(report.rows().quarantined()).isEqualTo(1);
        assertThat(rows("bars/1m-raw/X"))
                .extracting(row -> row.substring(0, 20))
                .containsExactly(
                        "2014-03-09T06:59:00Z", "2014-03-09T07:00:00Z", "2014-11-02T05:59:00Z", "2014-11-02T06:30:00Z");
    }

    @Test
    void oneSidedQuotesHaveNulls() {
        load(zip(
                "Data/equity/usa/minute/x/20140605_quote.zip",
                "20140605_x_minute_quote.csv",
                "34200000,10000,10000,10000,10000,3,0,0,0,0,0\n34260000,,,,,,20000,20000,20000,20000,7\n"));

        assertThat(rows("quotes/1m/X"))
                .containsExactly(
                        "2014-06-05T13:30:00Z 1.0 1.0 1.0 1.0 3.0 - - - - -",
                        "2014-06-05T13:31:00Z - - - - - 2.0 2.0 2.0 2.0 7.0");
    }

    @Test
    void ticksKeepRepeatsFlagsAndWords() {
        Path trades = zip(
                "Data/equity/usa/tick/spy/20131007_trade.zip",
                "20131007_spy_Trade_Tick.csv",
                "14430270,1815200,283,P,20002020,0\n14430270,1815200,283,P,20002020,0\n14430271,1815300,1,,,1\n");
        load(trades);
        load(trades);

        assertThat(rows("ticks/trades/SPY"))
                .containsExactly(
                        "2013-10-07T08:00:30.270Z 181.52 283.0 P 20002020 false -",
                        "2013-10-07T08:00:30.270Z 181.52 283.0 P 20002020 false -",
                        "2013-10-07T08:00:30.271Z 181.53 1.0 - - true -");
        assertThat(chunks("ticks/trades/SPY")).containsExactly("2013-10-07");
        load(zip(
                "Data/equity/usa/tick/ibm/20131007_quote.zip",
                "20131007_ibm_Quote_Tick.csv",
                "14400054,0,0,1836300,100,Q,1,0\n14400241,1800100,300,0,0,P,1,0\n"));
        assertThat(rows("ticks/quotes/IBM"))
                .containsExactly(
                        "2013-10-07T08:00:00.054Z - - 183.63 100.0 Q 1 false",
                        "2013-10-07T08:00:00.241Z 180.01 300.0 - - P 1 false");
    }

    @Test
    void aFuturesArchiveHoldsManyContractsAndTheNextTradingDay() {
        lake.file(
                "Data/future/comex/tick/gc/20131004_trade.zip",
                Zips.of(
                        "20131004_gc_tick_trade_201312.csv",
                        "75599999,1313.8,1,usa,,0\n79200000,1313.9,2,usa,,0\n",
                        "20131004_gc_tick_trade_201402.csv",
                        "43200000,1314.8,1,usa,,0\n"));
        lake.file(
                "Data/future/comex/tick/gc/20131004_openinterest.zip",
                Zips.of("20131004_gc_tick_openinterest_201312.csv", "22068523,458\n"));
        load(lake.in.resolve("Data"));

        // 17:00 Chicago is 22:00 UTC; what comes after on a Friday belongs to Monday.
        assertThat(chunks("ticks/trades/COMEX.GC1312")).containsExactly("2013-10-04", "2013-10-07");
        assertThat(rows("ticks/trades/COMEX.GC1402")).containsExactly("2013-10-04T12:00:00Z 1314.8 1.0 usa - false -");
        assertThat(rows("ticks/oi/COMEX.GC1312")).containsExactly("2013-10-04T06:07:48.523Z 458.0");
    }

    @Test
    void forexTicksFollowTheWeekOfNewYork() {
        load(zip(
                "Data/forex/oanda/tick/eurusd/20140504_quote.zip",
                "20140504_eurusd_tick_quote.csv",
                "75600292,1.38676,1.38686\n"));

        assertThat(rows("ticks/quotes/EURUSD"))
                .containsExactly("2014-05-04T21:00:00.292Z 1.38676 - 1.38686 - - - false");
        assertThat(chunks("ticks/quotes/EURUSD")).containsExactly("2014-05-05");
    }

    @Test
    void twoMarketsNeverMixInASeries() {
        load(zip("Data/crypto/coinbase/daily/btcusd_trade.zip", "btcusd.csv", "20141201 00:00,300,370,300,370,0.05\n"));
        ImportReport report = load(zip(
                "Data/crypto/bitfinex/daily/btcusd_trade.zip", "btcusd.csv", "20141202 00:00,300,370,300,370,0.05\n"));

        assertThat(report.refusals()).containsEntry("other_provider", 1);
        assertThat(TestLake.notable(report, "btcusd.csv").outcome().toString())
                .contains("coinbase")
                .contains("bitfinex");
    }

    @Test
    void referenceFilesAreNoDataAndStrangePathsAreNamed() {
        lake.file("Data/equity/usa/factor_files/aapl.csv", "19980102,1,1,0\n");
        lake.file("Data/somewhere/x.csv", "1,2,3\n");
        ImportReport report = load(lake.in.resolve("Data"));

        assertThat(report.count("empty")).isEqualTo(1);
        assertThat(report.refusals()).containsEntry("not_a_source", 1);
        assertThat(lake.head()).isZero();
    }

    @Test
    void zipsOneByOneEqualTheFolder(@TempDir Path other) {
        Path a = zip("Data/crypto/x/minute/btc/20240101_trade.zip", "20240101_btc_minute_trade.csv", "0,1,2,1,2,3\n");
        Path b = zip("Data/crypto/x/minute/btc/20240102_trade.zip", "20240102_btc_minute_trade.csv", "0,2,2,1,2,3\n");
        load(b);
        load(a);
        List<Partition> oneByOne = lake.series("bars/1m-raw/BTC").partitions();
        try (TestLake whole = new TestLake(other)) {
            Path in = lake.in;
            lake.close();
            lake = whole;
            load(in.resolve("Data"));
            assertThat(lake.series("bars/1m-raw/BTC").partitions()).isEqualTo(oneByOne);
        }
        lake = new TestLake(other.resolve("fresh"));
    }

    /// Whatever the bytes: every line ends as a row or a reject, or the source is refused as a whole.
    @Test
    void brokenRowsAreCountedAndNeverThrow() {
        Random random = new Random(7);
        String valid = "34200000,10000,10001,9999,10000,3\n34260000,10000,10001,9999,10000,3\n";
        String odd = "0123456789,.-eNaN\"\n\r\t<html>\u00e9inf";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int j = random.nextInt(6); j >= 0; j--) {
                int place = random.nextInt(text.length());
                text.setCharAt(place, odd.charAt(random.nextInt(odd.length())));
            }
            String body = text.toString();
            String name = "F/crypto/m/minute/s" + i + "/20240101_trade.zip";
            ImportReport report = load(zip(name, "20240101_s_minute_trade.csv", body));
            long lines = Arrays.stream(body.split("\n", -1))
                    .filter(line -> !line.isEmpty() && !line.equals("\r"))
                    .count();
            boolean isRefused = report.refusals().containsKey("bad_header");
            assertThat(isRefused || report.rows().read() == lines)
                    .as("%s gave %s", body, report)
                    .isTrue();
        }
        assertThat(lake.lake.head().series(SeriesKey.parse("bars/1m-raw/S0").dataset()))
                .isNotEmpty();
    }
}
