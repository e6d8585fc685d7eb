package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.files.Zips;
import dev.tidemark.sources.merge.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return LeanImport.run(
                lake.lake, LeanImportOptions.of(RunOptions.of(List.of(paths)).withThreads(2)), Progress.NONE);
    }

    private Path zip(String path, String member, String content) {
        return lake.file(path, Zips.of(member, content));
    }

    private List<String> rows(String key) {
        return RowText.of(lake, key);
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

        assertThat(rows("ticks/quotes/EURUSD")).containsExactly("2014-05-04T21:00:00.292Z 1.38676 - 1.38686 - - - -");
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
        assertThat(report.findings()).containsExactly(Map.entry("reference_file", 1L));
        assertThat(report.refusals()).containsEntry("not_a_source", 1);
        assertThat(TestLake.notable(report, "x.csv").outcome().toString()).contains("equity/usa/daily/aapl.zip");
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

    @Test
    void aZipIsUnderstoodByWhereItLies(@TempDir Path links) throws IOException {
        zip("Data/crypto/x/minute/btc/20240101_trade.zip", "20240101_btc_minute_trade.csv", "0,1,2,1,2,3\n");
        Path link = Files.createSymbolicLink(links.resolve("btc"), lake.in.resolve("Data/crypto/x/minute/btc"));
        ImportReport report = load(link);

        assertThat(report.problem()).isEmpty();
        assertThat(rows("bars/1m-raw/BTC"))
                .containsExactly("2024-01-01T00:00:00Z 1.0 2.0 1.0 2.0 3.0 - - - - false true");
    }

    @Test
    void anIndexAndAnEquityOfOneNameNeverMix() {
        load(zip("Data/equity/usa/minute/spx/20210104_trade.zip", "x.csv", "34200000,10000,10000,10000,10000,1\n"));
        ImportReport report =
                load(zip("Data/index/usa/minute/spx/20210104_trade.zip", "x.csv", "30600000,3700,3700,3700,3700,0\n"));

        assertThat(report.refusals()).containsEntry("other_provider", 1);
        assertThat(TestLake.notable(report, "x.csv").outcome().toString()).contains("equity", "index");
    }

    @Test
    void barsOfASecondAreRefusedAndOthersGoOn() {
        zip("Data/crypto/x/second/btc/20240101_trade.zip", "20240101_btc_second_trade.csv", "0,1,2,1,2,3\n");
        zip("Data/crypto/x/hour/btc_trade.zip", "btc.csv", "20240101 05:00,1,2,1,2,3\n");
        ImportReport report = load(lake.in.resolve("Data"));

        assertThat(report.refusals()).containsExactly(Map.entry("wrong_timeframe", 1));
        assertThat(rows("bars/1h-raw/BTC"))
                .containsExactly("2024-01-01T05:00:00Z 1.0 2.0 1.0 2.0 3.0 - - - - false true");
        assertThat(lake.lake.head().datasets()).hasSize(1);
    }

    @Test
    void ticksOfOneMillisecondKeepTheirOrder() {
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int price = 10_000 * (1 + 7 * i % 11);
            body.append("34200000,").append(price).append(",100,P,0,0\n");
            expected.add("2013-10-07T13:30:00Z " + price / 10_000.0 + " 100.0 P 0 false -");
        }
        Path file = zip("Data/equity/usa/tick/spy/20131007_trade.zip", "20131007_spy_Trade_Tick.csv", body.toString());
        load(file);
        assertThat(rows("ticks/trades/SPY")).isEqualTo(expected);

        assertThat(load(file).count("unchanged")).isEqualTo(1);
        assertThat(rows("ticks/trades/SPY")).isEqualTo(expected);
    }

    @Test
    void theHoursOfTheRegularSessionStandOnBothDaysOfTheChange() {
        // 09:30 is 34,200,000 ms on the wall, though only 8.5 hours of 2014-03-09 have passed, and 10.5 of 2014-11-02.
        for (String day : List.of("20140309", "20141102")) {
            zip(
                    "Data/equity/usa/tick/x/" + day + "_trade.zip",
                    day + "_x_Trade_Tick.csv",
                    "0,10000,1,P,0,0\n34200000.5,10000,1,P,0,0\n86399999,10000,1,P,0,0\n");
        }
        load(lake.in.resolve("Data"));

        assertThat(rows("ticks/trades/X"))
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactly(
                        "2014-03-09T05:00:00Z",
                        "2014-03-09T13:30:00.000500Z",
                        "2014-03-10T03:59:59.999Z",
                        "2014-11-02T04:00:00Z",
                        "2014-11-02T14:30:00.000500Z",
                        "2014-11-03T04:59:59.999Z");
        assertThat(chunks("ticks/trades/X")).containsExactly("2014-03-09", "2014-11-02");
    }

    @Test
    void rowsWithFaultsAreNamed() {
        ImportReport report = load(zip("Data/equity/usa/tick/x/20131007_trade.zip", "20131007_x_Trade_Tick.csv", """
            34200000,10000,1,P,0,0
            86400000,10000,1,P,0,0
            -1,10000,1,P,0,0
            34200000,1e309,1,P,0,0
            34200000,ten,1,P,0,0
            34200000,10000,1,P,0,2
            34200000,10000,1,P,0
            34200000,10000,1,"P,0,0
            34200001,nan,"1,000",P,0,
            """));

        assertThat(rows("ticks/trades/X"))
                .containsExactly(
                        "2013-10-07T13:30:00Z 1.0 1.0 P 0 false -", "2013-10-07T13:30:00.001Z - 1000.0 P 0 - -");
        assertThat(TestLake.notable(report, "Tick.csv").firstRejects())
                .extracting(row -> row.line() + " " + row.reason().code())
                .containsExactly("2 bad_time", "3 bad_time", "4 number_out_of_range", "5 bad_number", "6 bad_boolean");
        assertThat(report.findings()).containsEntry("non_finite_value", 1L);
    }

    @Test
    void linesThatAreNoRowsAreNamed() {
        ImportReport report = load(zip("Data/equity/usa/tick/x/20131007_trade.zip", "20131007_x_Trade_Tick.csv", """
            34200000,10000,1,P,0,0
            34200000,10000,1,P,0
            34200000,10000,1,"P,0,0
            34200000,10000,1,P\t,0,0
            """));

        assertThat(rows("ticks/trades/X")).hasSize(1);
        assertThat(TestLake.notable(report, "Tick.csv").firstRejects())
                .extracting(row -> row.line() + " " + row.reason().code())
                .containsExactly("2 wrong_field_count", "3 bad_quote", "4 control_byte");
    }

    @Test
    void yearsThatHaveNoNanosecondsAreQuarantined() {
        zip("Data/crypto/m/tick/x/15000101_trade.zip", "15000101_x_tick_trade.csv", "0,1,1\n");
        ImportReport report = load(zip("Data/crypto/m/daily/x.zip", "x.csv", "15000101 00:00,1,1,1,1,1\n"));
        assertThat(report.problem()).isEmpty();
        assertThat(rows("bars/1d-raw/X").getFirst()).startsWith("1500-01-01T00:00:00Z");

        ImportReport ticks = load(lake.in.resolve("Data/crypto/m/tick"));
        assertThat(TestLake.notable(ticks, "trade.csv").firstRejects())
                .extracting(row -> row.reason().code())
                .containsExactly("bad_date");
    }

    @Test
    void aPageOrAHeaderRefusesTheSource() {
        ImportReport report = load(
                zip("Data/crypto/m/daily/a.zip", "a.csv", "\n\n<html><body>404</body></html>\n"),
                zip(
                        "Data/crypto/m/daily/b.zip",
                        "b.csv",
                        "time,open,high,low,close,volume\n20240101 00:00,1,1,1,1,1\n"),
                zip("Data/crypto/m/daily/c.zip", "c.csv", ""),
                zip("Data/crypto/m/daily/d.zip", "d.csv", "\ufeff20240101 00:00,1,1,1,1,1\r\n"));

        assertThat(report.refusals()).containsExactly(Map.entry("bad_header", 2));
        assertThat(report.count("empty")).isEqualTo(1);
        assertThat(rows("bars/1d-raw/D")).hasSize(1);
    }

    @Test
    void aDatasetTakesOnlyItsKindOfRows() {
        Path file = zip("Data/crypto/m/daily/a.zip", "a.csv", "20240101 00:00,1,1,1,1,1\n");
        RunOptions run = RunOptions.of(List.of(file));
        LeanImportOptions options = LeanImportOptions.of(run);

        for (String other : List.of("bars/1h", "quotes/1d", "ticks/trades")) {
            ImportReport report =
                    LeanImport.run(lake.lake, options.withDataset(DatasetName.parse(other)), Progress.NONE);
            assertThat(report.refusals()).as(other).containsEntry("wrong_timeframe", 1);
        }
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> options.withDataset(DatasetName.parse("bars/foo")))
                .withMessageContaining("foo");
        LeanImport.run(
                lake.lake,
                options.withDataset(DatasetName.parse("bars/1d")).withAdjustment(Adjustment.SPLITS),
                Progress.NONE);
        assertThat(lake.lake
                        .head()
                        .dataset(DatasetName.parse("bars/1d"))
                        .orElseThrow()
                        .identity())
                .containsEntry("adjusted", "splits")
                .containsEntry("session", "all");
    }

    @Test
    void replacingTakesADayFromItsSourceAlone() {
        Path file =
                zip("Data/crypto/m/tick/x/20240101_trade.zip", "20240101_x_tick_trade.csv", "0,1,1\n5,2,1\n9,3,1\n");
        load(file);
        zip("Data/crypto/m/tick/x/20240101_trade.zip", "20240101_x_tick_trade.csv", "0,1,1\n9,4,1\n");
        RunOptions run = RunOptions.of(List.of(file)).replacing();
        assertThat(LeanImport.run(lake.lake, LeanImportOptions.of(run), Progress.NONE)
                        .refusals())
                .containsEntry("would_shrink", 1);
        LeanImport.run(lake.lake, LeanImportOptions.of(run.allowingRemoval()), Progress.NONE);

        assertThat(rows("ticks/trades/X"))
                .containsExactly("2024-01-01T00:00:00Z 1.0 1.0 - - - -", "2024-01-01T00:00:00.009Z 4.0 1.0 - - - -");
    }
}
