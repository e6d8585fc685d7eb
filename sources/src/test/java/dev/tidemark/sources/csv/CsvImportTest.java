package dev.tidemark.sources.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.merge.RunOptions;
import dev.tidemark.sources.text.TimestampFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvImportTest {
    private TestLake lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private ImportReport load(CsvPreset preset, UnaryOperator<CsvImportOptions> how, Path... paths) {
        return CsvImport.run(
                lake.lake, how.apply(CsvImportOptions.of(RunOptions.of(List.of(paths)), preset)), Progress.NONE);
    }

    private ImportReport load(UnaryOperator<CsvImportOptions> how, Path... paths) {
        return load(CsvPreset.CSV, how, paths);
    }

    private static UnaryOperator<CsvImportOptions> into(String dataset) {
        return o -> o.withDataset(DatasetName.parse(dataset));
    }

    private static UnaryOperator<CsvImportOptions> laidOut(String dataset, UnaryOperator<CsvLayout> how) {
        return o -> o.withDataset(DatasetName.parse(dataset)).withLayout(how.apply(CsvLayout.RECOGNISED));
    }

    private static void assertRefused(ImportReport report, RefusalReason reason, String... parts) {
        assertThat(report.refusals()).containsOnly(Map.entry(reason.code(), 1));
        assertThat(report.notable().getFirst().outcome())
                .isInstanceOfSatisfying(
                        SourceOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains(parts));
    }

    @Test
    void yahooKeepsTheAdjustedCloseAndIsUpperCase() {
        Path file = lake.file("aapl.csv", """
            Date,Open,High,Low,Close,Adj Close,Volume\r
            2014-01-02,19.8,19.9,19.7,19.75,17.4,100\r
            2014-01-03,null,null,null,null,null,null\r
            """);

        ImportReport report = load(CsvPreset.YAHOO, o -> o, file);

        assertThat(report.rows().imported()).isEqualTo(2);
        assertThat(report.findings()).isEmpty();
        assertThat(lake.column("bars/1d/AAPL", "adj_close"))
                .containsExactly("2014-01-02T00:00:00Z 17.4", "2014-01-03T00:00:00Z -");
        assertThat(lake.column("bars/1d/AAPL", "splits"))
                .containsExactly("2014-01-02T00:00:00Z -", "2014-01-03T00:00:00Z -");
        Table table = lake.read("bars/1d/AAPL");
        assertThat(((BooleanColumn) table.column("final")).values()[0]).isTrue();
        assertThat(((BooleanColumn) table.column("imputed")).values()[0]).isFalse();
        assertThat(lake.lake
                        .head()
                        .dataset(DatasetName.parse("bars/1d"))
                        .orElseThrow()
                        .identity())
                .containsEntry("adjusted", "splits")
                .containsEntry("label", "start");
        assertThat(lake.series("bars/1d/AAPL").attributes()).containsExactly(Map.entry("source", "yahoo"));
    }

    @Test
    void klinesOfBothUnitsAndWithHeaderGiveOneSeries() {
        lake.file("k/BTCUSDT-1m-2024-12.csv", "1735689540000,1,2,0.5,1.5,10,1735689599999,1,5,1,1,0\n");
        lake.file("k/BTCUSDT-1m-2025-01.csv", """
            open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
            1735689600000000,1,2,0.5,1.6,10,1735689659999999,1,5,1,1,0
            """);

        ImportReport report = load(CsvPreset.BINANCE_KLINES, into("bars/1m"), lake.in.resolve("k"));

        assertThat(report.findings()).isEmpty();
        assertThat(lake.column("bars/1m/BTCUSDT", "close"))
                .containsExactly("2024-12-31T23:59:00Z 1.5", "2025-01-01T00:00:00Z 1.6");
        assertThat(lake.series("bars/1m/BTCUSDT").attributes())
                .containsEntry("asset_class", "crypto")
                .containsEntry("source", "binance-klines");
    }

    @Test
    void archiveTradesKeepTheirIdsAndTheMaker() {
        Path file = lake.file(
                "ETHUSDT-trades-2024-01-02.csv",
                "7,2300.5,0.1,230.05,1704153599999,true,true\n8,2300.6,0.2,460.12,1704153600000,False,True\n");

        load(CsvPreset.BINANCE_TRADES, o -> o, file);

        assertThat(lake.series("ticks/trades/ETHUSDT").partitions().stream().map(p -> p.chunk()))
                .containsExactly("2024-01-01", "2024-01-02");
        Table table = lake.read("ticks/trades/ETHUSDT");
        assertThat(table.time(1)).isEqualTo(1_704_153_600_000_000_000L);
        assertThat(((StringColumn) table.column("condition")).text(0)).isEqualTo("maker_buyer");
        assertThat(((StringColumn) table.column("condition")).text(1)).isEqualTo("maker_seller");
        assertThat(((StringColumn) table.column("trade_id")).text(1)).isEqualTo("8");
    }

    @Test
    void aDailyTableHoldsManySymbols() {
        String header = "symbol,date,open,high,low,close,volume,open_interest,turnover,settle,pre_settle,variety\n";
        Path file = lake.file(
                "daily.csv",
                header
                        + "SHFE.cu2402,2024-01-02,1,1,1,1,10,1000,0,1,1,cu\n"
                        + "SHFE.cu2403,20240102,1,1,1,1,10,900,0,1,1,cu\n"
                        + "SHFE.cu2402,2024-01-03,1,1,1,1,10,980,0,1,1,cu\n");

        ImportReport report = load(CsvPreset.FUTURES_DAILY, o -> o, file);

        assertThat(report.rows().imported()).isEqualTo(2);
        assertThat(report.rows().quarantined()).as("one form of dates a file").isEqualTo(1);
        Table table = lake.read("daily/futures/SHFE.cu2402");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.time(0)).isEqualTo(19_724);
        assertThat(((StringColumn) table.column("variety")).text(0)).isEqualTo("cu");
    }

    @Test
    void localTimesNeedAZone() {
        Path file = lake.file(
                "es.csv", "timestamp,open,high,low,close\n2024-03-08 09:30:00,1,1,1,1\n2024-03-11 09:30:00,2,2,2,2\n");

        assertRefused(load(into("bars/1m"), file), RefusalReason.ZONE_REQUIRED, "es.csv", "--zone");
        assertThat(load(into("bars/1m"), file).exitCode()).isEqualTo(2);
        load(laidOut("bars/1m", l -> l.withZone(ZoneId.of("America/New_York"))), file);

        assertThat(lake.column("bars/1m/ES", "open"))
                .containsExactly("2024-03-08T14:30:00Z 1.0", "2024-03-11T13:30:00Z 2.0");
    }

    @Test
    void theRepeatedHourOfAutumnIsTwoHoursAndTheSkippedOneOfSpringIsNone() {
        Path file = lake.file("x.csv", """
            time,open,high,low,close
            2024-11-03 01:00,1,1,1,1
            2024-11-03 01:30,2,2,2,2
            2024-11-03 01:00,3,3,3,3
            2024-03-10 02:30,9,9,9,9
            """);

        ImportReport report = load(laidOut("bars/30m", l -> l.withZone(ZoneId.of("America/New_York"))), file);

        assertThat(report.rows().quarantined()).isEqualTo(1);
        assertThat(lake.column("bars/30m/X", "open"))
                .containsExactly("2024-11-03T05:00:00Z 1.0", "2024-11-03T05:30:00Z 2.0", "2024-11-03T06:00:00Z 3.0");
    }

    @Test
    void barsNamedByTheirEndStartAnIntervalEarlier() {
        Path file = lake.file("x.csv", "time,open,high,low,close\n2024-01-02T09:35:00Z,1,1,1,1\n");
        load(laidOut("bars/5m", l -> l.withLabel(BarLabel.END)), file);
        assertThat(lake.column("bars/5m/X", "open")).containsExactly("2024-01-02T09:30:00Z 1.0");

        Path days = lake.file(
                "d.csv", "time,open,high,low,close\n2024-01-03T00:00:00Z,1,1,1,1\n2024-01-03T16:00:00-05:00,2,2,2,2\n");
        load(laidOut("bars/1d", l -> l.withLabel(BarLabel.END)), days);
        assertThat(lake.column("bars/1d/D", "open"))
                .containsExactly("2024-01-02T00:00:00Z 1.0", "2024-01-03T00:00:00Z 2.0");
    }

    @Test
    void weeksStartOnMondaysAndMonthsOnTheirFirst() {
        Path file = lake.file("x.csv", "date,open,high,low,close\n2024-01-05,1,1,1,1\n2024-01-12,2,2,2,2\n");
        load(into("bars/1w"), file);
        load(into("bars/1mo"), file);
        assertThat(lake.column("bars/1w/X", "open"))
                .containsExactly("2024-01-01T00:00:00Z 1.0", "2024-01-08T00:00:00Z 2.0");
        assertThat(lake.column("bars/1mo/X", "open"))
                .containsExactly("2024-01-01T00:00:00Z 1.0", "2024-01-01T00:00:00Z 2.0");
    }

    @Test
    void columnsAreSaidByNameOrPosition() {
        Path named = lake.file(
                "n.csv", "Day;Clock;First;Top;Bottom;\"Last Price\";Adj;Extra\n20240102;0930;1,5;2;1;1.001,75;9;x\n");
        Map<String, String> columns =
                CsvLayout.parseColumns("date=Day,time_of_day=Clock,open=First,high=top,low=5,close=\"Last Price\"");

        ImportReport report = load(
                laidOut(
                        "bars/1m",
                        l -> l.withColumns(columns).withZone(ZoneId.of("UTC")).withDecimalComma()),
                named);

        assertThat(report.findings()).containsOnly(Map.entry("ignored_columns", 2L));
        assertThat(lake.column("bars/1m/N", "close")).containsExactly("2024-01-02T09:30:00Z 1001.75");
        assertThat(lake.column("bars/1m/N", "open")).containsExactly("2024-01-02T09:30:00Z 1.5");
    }

    @Test
    void aFileWithoutHeaderIsReadByPositionAndScaled() {
        Path file = lake.file("ibm.csv", "19980102 00:00,136300,162500,135000,162500,6315000\n");
        Map<String, String> columns = CsvLayout.parseColumns("time=1,open=2,high=3,low=4,close=5,volume=6");

        load(laidOut("bars/1d-raw", l -> l.withColumns(columns).withPriceScale(10_000)), file);

        assertThat(lake.column("bars/1d-raw/IBM", "high")).containsExactly("1998-01-02T00:00:00Z 16.25");
        assertThat(lake.column("bars/1d-raw/IBM", "volume")).containsExactly("1998-01-02T00:00:00Z 6315000.0");
    }

    @Test
    void whatIsMissingIsNamedWithWhatIsThere() {
        Path file = lake.file("x.csv", "date,open,high,low,volume\n2024-01-02,1,1,1,1\n");
        assertRefused(load(into("bars/1d"), file), RefusalReason.BAD_COLUMNS, "'close'", "date,open,high,low,volume");

        Path bare = lake.file("y.csv", "2024-01-02,1,1,1,1\n");
        assertRefused(load(into("bars/1d"), bare), RefusalReason.BAD_COLUMNS, "5 columns without names", "--columns");

        Path page = lake.file("z.csv", "<!DOCTYPE html><html><body>Too many requests</body></html>");
        assertRefused(load(into("bars/1d"), page), RefusalReason.BAD_HEADER, "DOCTYPE");
        Path kraken = lake.file("w.csv", "1672531200,1,1,1,1,1\n");
        assertRefused(load(CsvPreset.KRAKEN, into("bars/1m"), kraken), RefusalReason.BAD_HEADER, "count");
        Path ok = lake.file("v.csv", "date,open,high,low,close\n2024-01-02,1,1,1,1\n");
        UnaryOperator<CsvImportOptions> odd =
                laidOut("bars/1d", l -> l.withColumns(CsvLayout.parseColumns("opened=open")));
        assertRefused(load(odd, ok), RefusalReason.BAD_COLUMNS, "opened");
        assertThatThrownBy(() -> CsvLayout.parseColumns("open"))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("'open'");
    }

    @Test
    void theTimeframeIsSeenOrAskedFor() {
        StringBuilder minutes = new StringBuilder("time,symbol,open,high,low,close\n");
        for (int i = 0; i < 20; i++) {
            minutes.append(
                    "2024-01-02T09:%02d:00Z,A,1,1,1,1\n2024-01-02T09:%02d:30Z,B,1,1,1,1\n".formatted(i * 3, i * 3));
        }
        load(o -> o, lake.file("m.csv", minutes.toString()));
        assertThat(lake.series("bars/3m/B")).isNotNull();

        load(
                o -> o,
                lake.file(
                        "d.csv",
                        "date,open,high,low,close\n2024-01-04,1,1,1,1\n2024-01-05,1,1,1,1\n2024-01-08,1,1,1,1\n"));
        assertThat(lake.series("bars/1d/D")).isNotNull();
        load(
                o -> o,
                lake.file(
                        "mo.csv",
                        "date,open,high,low,close\n2024-01-31,1,1,1,1\n2024-02-29,1,1,1,1\n2024-03-31,1,1,1,1\n"));
        assertThat(lake.series("bars/1mo/MO")).isNotNull();

        Path odd = lake.file("o.csv", "date,open,high,low,close\n2024-01-04,1,1,1,1\n2024-01-09,1,1,1,1\n");
        assertRefused(load(o -> o, odd), RefusalReason.TIMEFRAME_REQUIRED, "o.csv", "--timeframe");
        load(o -> o.withTimeframe(Timeframe.DAILY), odd);
        assertThat(lake.series("bars/1d/O")).isNotNull();
        assertThatThrownBy(() ->
                        load(o -> o.withDataset(DatasetName.parse("bars/1m")).withTimeframe(Timeframe.DAILY), odd))
                .hasMessageContaining("1d");
    }

    @Test
    void finerBarsThanTheDatasetsAreRefused() {
        Path file = lake.file("x.csv", """
            time,open,high,low,close
            2024-01-02T09:30:00Z,1,1,1,1
            2024-01-02T09:31:00Z,1,1,1,1
            2024-01-02T09:32:00Z,1,1,1,1
            """);
        assertRefused(load(into("bars/5m"), file), RefusalReason.WRONG_TIMEFRAME, "bars/5m");
    }

    @Test
    void ticksNeedACalendarAndFallOnItsTradingDays() {
        Path file = lake.file(
                "eurusd.csv", "timestamp,bid,ask\n2024-01-05 21:59:59+00:00,1.1,1.2\n2024-01-07 22:00:01+00:00,1.1,\n");

        assertThatThrownBy(() -> load(into("ticks/quotes"), file))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("calendar_required");
        assertThatThrownBy(() -> load(o -> into("ticks/quotes").apply(o).withCalendar("mars"), file))
                .hasMessageContaining("mars");
        load(o -> into("ticks/quotes").apply(o).withAssetClass("forex"), file);

        assertThat(lake.series("ticks/quotes/EURUSD").partitions().stream().map(p -> p.chunk()))
                .containsExactly("2024-01-05", "2024-01-08");
        assertThat(lake.column("ticks/quotes/EURUSD", "ask_price"))
                .element(1)
                .asString()
                .endsWith(" -");
    }

    @Test
    void aSaidSymbolNamesTheRowsOfOneSymbolOnly() {
        Path file = lake.file("x.csv", """
            symbol,date,open,high,low,close
            XBT,2024-01-02,1,1,1,1
            ETH,2024-01-02,2,2,2,2
            ..,2024-01-03,1,1,1,1
            """);

        ImportReport report = load(o -> into("bars/1d").apply(o).withSymbol("BTC-USD"), file);
        assertThat(report.rows().imported()).isEqualTo(1);
        assertThat(report.notable().getFirst().firstRejects())
                .allSatisfy(row -> assertThat(row.reason().code()).isEqualTo("foreign_symbol"));
        ImportReport all = load(into("bars/1d"), file);
        assertThat(all.rows().imported()).isEqualTo(2);
        assertThat(all.notable().getFirst().firstRejects())
                .singleElement()
                .satisfies(row -> assertThat(row.reason().code()).isEqualTo("bad_symbol"));
        assertThatThrownBy(() -> load(o -> o.withSymbol(".."), file)).isInstanceOf(TidemarkException.class);
    }

    @Test
    void eachBadLineHasItsReason() {
        Path file = lake.file("x.csv", """
            date,open,high,low,close,volume
            2024-01-02,1,1,1,1,"1,234"
            2024-01-32,1,1,1,1,1
            2024-01-03,1,1,1,1
            date,open,high,low,close,volume
            2024-01-04,one,1,1,1,1
            2024-01-05,1e999,1,1,1,1
            "2024-01-06"x,1,1,1,1,1
            2024-01-07,NaN,inf,1,1,

            2024-01-07,1,1,1,1,1
            """);
        ImportReport report = load(into("bars/1d"), file);

        assertThat(report.rows().imported()).isEqualTo(3);
        assertThat(report.rows().quarantined()).isEqualTo(6);
        assertThat(report.notable().getFirst().firstRejects().stream()
                        .map(row -> row.line() + " " + row.reason().code()))
                .containsExactly(
                        "3 bad_time",
                        "4 wrong_field_count",
                        "5 repeated_header",
                        "6 bad_number",
                        "7 number_out_of_range");
        assertThat(report.findings())
                .containsOnly(Map.entry("non_finite_value", 2L), Map.entry("duplicate_timestamps", 1L));
        assertThat(lake.column("bars/1d/X", "volume"))
                .containsExactly("2024-01-02T00:00:00Z 1234.0", "2024-01-07T00:00:00Z -", "2024-01-07T00:00:00Z 1.0");
    }

    @Test
    void emptyFilesAndHeadersAloneGiveNothing() {
        lake.file("in/a.csv", "");
        lake.file("in/b.csv", "date,open,high,low,close\n\n");
        ImportReport report = load(into("bars/1d"), lake.in.resolve("in"));
        assertThat(report.count("empty")).isEqualTo(2);
        assertThat(lake.head()).isZero();
    }

    @Test
    void anotherIdentityIsRefusedWithBothValues() {
        Path file = lake.file("x.csv", "date,open,high,low,close\n2024-01-02,1,1,1,1\n");
        load(into("bars/1d"), file);
        UnaryOperator<CsvImportOptions> adjusted =
                o -> into("bars/1d").apply(o).withIdentity(o.identity().withAdjustment(Adjustment.SPLITS));

        assertThatThrownBy(() -> load(adjusted, file))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH))
                .hasMessageContaining("none")
                .hasMessageContaining("splits");
        UnaryOperator<CsvImportOptions> pence =
                o -> into("bars/1d").apply(o).withIdentity(o.identity().withQuoteUnit("GBX"));
        assertThatThrownBy(() -> load(pence, file)).hasMessageContaining("GBX").hasMessageContaining("unset");
    }

    @Test
    void aChunkThatDiffersIsRefused() {
        Path file = lake.file("x.csv", "date,open,high,low,close\n2024-01-02,1,1,1,1\n");
        CsvImportOptions options = CsvImportOptions.of(
                        RunOptions.of(List.of(file)).withChunk(ChunkSize.YEAR), CsvPreset.CSV)
                .withDataset(DatasetName.parse("bars/1d"));
        CsvImport.run(lake.lake, options, Progress.NONE);
        assertThat(lake.series("bars/1d/X").chunkSize()).isEqualTo(ChunkSize.YEAR);
        CsvImportOptions other = CsvImportOptions.of(
                        RunOptions.of(List.of(file)).withChunk(ChunkSize.ALL), CsvPreset.CSV)
                .withDataset(DatasetName.parse("bars/1d"));
        assertThatThrownBy(() -> CsvImport.run(lake.lake, other, Progress.NONE)).hasMessageContaining("rechunk");
    }

    @Test
    void timesOfASaidUnitAndTabsAreRead() {
        Path file = lake.file("x.tsv", "ts\tprice\tsize\texchange\tsuspicious\n5\t1\t2\tN\t1\n6\t1\t\tN\tmaybe\n");
        ImportReport report = load(
                o -> laidOut("ticks/trades", l -> l.withTimeFormat(TimestampFormat.NANOSECONDS))
                        .apply(o)
                        .withCalendar("24x7"),
                file);
        assertThat(report.rows().imported()).isEqualTo(1);
        assertThat(report.notable()
                        .getFirst()
                        .firstRejects()
                        .getFirst()
                        .reason()
                        .code())
                .isEqualTo("bad_boolean");
        assertThat(lake.read("ticks/trades/X").time(0)).isEqualTo(5);
    }

    @Test
    void aSecondImportDoesNothingAndReplacingCutsTheRange() {
        Path file = lake.file(
                "x.csv", "date,open,high,low,close\n2024-01-02,1,1,1,1\n2024-01-03,1,1,1,1\n2024-01-04,1,1,1,1\n");
        load(into("bars/1d"), file);
        long head = lake.head();
        assertThat(load(into("bars/1d"), file).rows().unchanged()).isEqualTo(3);
        assertThat(lake.head()).isEqualTo(head);

        Path fewer = lake.file("b/x.csv", "date,open,high,low,close\n2024-01-02,1,1,1,1\n2024-01-04,5,5,5,5\n");
        CsvImportOptions replacing = CsvImportOptions.of(
                        RunOptions.of(List.of(fewer)).replacing().allowingRemoval(), CsvPreset.CSV)
                .withDataset(DatasetName.parse("bars/1d"));
        CsvImport.run(lake.lake, replacing, Progress.NONE);
        assertThat(lake.column("bars/1d/X", "close"))
                .containsExactly("2024-01-02T00:00:00Z 1.0", "2024-01-04T00:00:00Z 5.0");
    }

    @Test
    void presetsAreNamed() {
        for (CsvPreset preset : CsvPreset.values()) {
            assertThat(CsvPreset.parse(preset.text())).isSameAs(preset);
        }
        assertThatThrownBy(() -> CsvPreset.parse("bloomberg")).hasMessageContaining("kraken");
        assertThat(CsvPreset.KRAKEN.symbolOf("XBTUSD_1.csv")).isEqualTo("XBTUSD");
        assertThat(CsvPreset.BINANCE_KLINES.symbolOf("BTCUSDT-1m-2024-01-02.csv"))
                .isEqualTo("BTCUSDT");
        assertThat(CsvPreset.KAGGLE.symbolOf("brk-b.us.txt")).isEqualTo("BRK-B.US");
    }
}
