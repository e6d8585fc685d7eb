package dev.tidemark.sources.ctp;

import static dev.tidemark.sources.ctp.CtpText.file;
import static dev.tidemark.sources.ctp.CtpText.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.Multipliers;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.TestLake;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtpImportTest {
    private static final String RU = "ticks/raw/SHFE.ru1901";
    private static final List<String> LEVEL_2 = List.of("bid_price2", "bid_volume2", "ask_price2", "ask_volume2");

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
        return load(options -> options, paths);
    }

    private ImportReport load(UnaryOperator<CtpImportOptions> how, Path... paths) {
        return CtpImport.run(lake.lake, how.apply(CtpImportOptions.of(List.of(paths))), Progress.NONE);
    }

    private ImportReport rows(String... rows) {
        return load(lake.file("in/a.csv", file(rows)));
    }

    /// The values of a row by column; null where the row has none.
    private List<Double> values(String key, int row, List<String> columns) {
        Table table = lake.read(key);
        List<Double> values = new ArrayList<>();
        for (String name : columns) {
            DoubleColumn column = (DoubleColumn) table.column(name);
            values.add(column.isNull(row) ? null : column.values()[row]);
        }
        return values;
    }

    private List<String> chunks(String key) {
        return lake.lake.head().series(SeriesKey.parse(key)).orElseThrow().partitions().stream()
                .map(p -> p.chunk() + ":" + p.rows())
                .toList();
    }

    private Map<String, Digest> digests(String key) {
        Map<String, Digest> digests = new java.util.TreeMap<>();
        lake.lake
                .head()
                .series(SeriesKey.parse(key))
                .orElseThrow()
                .partitions()
                .forEach(p -> digests.put(p.chunk(), p.content().content()));
        return digests;
    }

    @Test
    void aRowOfTheBestLevelHasNoOtherLevels() {
        ImportReport report = rows(row("20181008", "20181008", "09:00:00"));

        assertThat(report.exitCode()).isZero();
        assertThat(report.findings()).isEmpty();
        assertThat(chunks(RU)).containsExactly("2018-10-08:1");
        assertThat(Instant.ofEpochSecond(0, lake.read(RU).time(0))).isEqualTo("2018-10-08T01:00:00.500Z");
        assertThat(values(
                        RU,
                        0,
                        List.of("last_price", "highest", "lowest", "volume", "amount", "open_interest", "bid_price1")))
                .containsExactly(12485.0, 12490.0, 12480.0, 3174.0, 396132700.0, 309896.0, 12485.0);
        assertThat(values(RU, 0, List.of("bid_volume1", "ask_price1", "ask_volume1")))
                .containsExactly(17.0, 12490.0, 19.0);
        assertThat(values(RU, 0, LEVEL_2)).containsOnlyNulls();
    }

    @Test
    void theNightBelongsToTheTradingDayOfTheSource() {
        ImportReport report = rows(
                row("20181015", "20181012", "21:30:00"), // a Friday's night
                row("20181015", "20181015", "09:30:00"));

        assertThat(chunks(RU)).containsExactly("2018-10-15:2");
        assertThat(report.findings()).isEmpty();
        assertThat(Instant.ofEpochSecond(0, lake.read(RU).time(0))).isEqualTo("2018-10-12T13:30:00.500Z");
    }

    @Test
    void whatTheCalendarSaysOtherwiseIsAFinding() {
        ImportReport report = rows(
                row("20181009", "20181008", "20:59:00"), // before the night session, but assigned to the day
                row("20181010", "20181008", "21:30:00"), // the calendar says the 9th
                row("20181010", "20181010", "12:00:00"));

        assertThat(report.findings())
                .containsOnly(Map.entry("trading_day_mismatch", 1L), Map.entry("tick_outside_session", 2L));
        assertThat(chunks(RU)).containsExactly("2018-10-09:1", "2018-10-10:2");
    }

    @Test
    void daysBeyondTheCalendarAreAFinding() {
        assertThat(rows(row("20491008", "20491008", "09:00:00")).findings()).containsEntry("calendar_extrapolated", 1L);
    }

    @Test
    void everyMarkOfAnAbsentValueIsNull() {
        rows(
                row("20181008", "20181008", "09:00:00", "LastPrice", "", "HighestPrice", "0.00", "LowestPrice", "0"),
                row("20181008", "20181008", "09:00:01", "BidPrice1", "1.7976931348623157e308", "BidVolume1", "0"),
                row("20181008", "20181008", "09:00:02", "AskPrice1", "-5", "AskVolume1", "N/A", "Volume", "0"),
                row("20181008", "20181008", "09:00:03", "OpenInterest", "", "Volume", "N/A", "Turnover", "0.00"));

        assertThat(values(RU, 0, List.of("last_price", "highest", "lowest"))).containsOnlyNulls();
        assertThat(values(RU, 1, List.of("bid_price1", "bid_volume1"))).containsExactly(null, 0.0);
        assertThat(values(RU, 2, List.of("ask_price1", "ask_volume1", "volume")))
                .containsExactly(null, 0.0, 0.0);
        assertThat(values(RU, 3, List.of("open_interest", "volume", "amount"))).containsExactly(null, null, 0.0);
    }

    @Test
    void aRowWithDepthHasVolumeZeroWhereALevelIsAbsent() {
        rows(row("20181008", "20181008", "09:00:00", "BidPrice3", "12475", "BidVolume3", "4", "AskVolume5", ""));

        assertThat(values(RU, 0, LEVEL_2)).containsExactly(null, 0.0, null, 0.0);
        assertThat(values(RU, 0, List.of("bid_price3", "bid_volume3", "ask_price3", "ask_volume3", "ask_volume5")))
                .containsExactly(12475.0, 4.0, null, 0.0, 0.0);
    }

    @Test
    void negativePricesStayWhenAllowed() {
        Path source = lake.file("a.csv", file(row("20181008", "20181008", "09:00:00", "BidPrice1", "-37.63")));

        load(CtpImportOptions::allowingNegativePrices, source);

        assertThat(values(RU, 0, List.of("bid_price1"))).containsExactly(-37.63);
    }

    @Test
    void anAverageTimesTheMultiplierIsDividedAndAnotherIsNot() {
        ImportReport report = rows(
                row("20181008", "20181008", "09:00:00"),
                row("20181008", "20181008", "09:00:01", "AveragePrice", "12480.5"),
                row("20181008", "20181008", "09:00:02", "LastPrice", "N/A"),
                row("20181008", "20181008", "09:00:03", "InstrumentID", "ni1901", "AveragePrice", "12480.5"));

        assertThat(values(RU, 0, List.of("average"))).containsExactly(12480.55135);
        assertThat(values(RU, 1, List.of("average"))).containsExactly(12480.5);
        assertThat(values(RU, 2, List.of("average"))).containsExactly(12480.55135);
        assertThat(values("ticks/raw/SHFE.ni1901", 0, List.of("average"))).containsExactly(12480.5);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void anAverageOfAnUnknownMultiplierIsKeptAndReported() {
        String[] rows = {
            row("20181008", "20181008", "09:00:00", "InstrumentID", "zz1901", "ExchangeID", "SHFE"),
            row(
                    "20181008",
                    "20181008",
                    "09:00:01",
                    "InstrumentID",
                    "zz1901",
                    "ExchangeID",
                    "SHFE",
                    "AveragePrice",
                    "12480"),
        };

        assertThat(rows(rows).findings()).containsEntry("average_scaled", 1L);

        assertThat(values("ticks/raw/SHFE.zz1901", 0, List.of("average"))).containsExactly(124805.5135);
        assertThat(values("ticks/raw/SHFE.zz1901", 1, List.of("average"))).containsExactly(12480.0);
    }

    @Test
    void theRegistrysMultiplierOfTheTradingDayWins() {
        Multipliers multipliers = new Multipliers(InstrumentRegistry.read(
                new StringReader("symbol,multiplier,valid_from\nSHFE.ru,10,2000-01-01\nSHFE.ru,20,2018-10-09\n"),
                "instruments.csv"));
        Path source = lake.file(
                "a.csv",
                file(
                        row("20181008", "20181008", "09:00:00"),
                        row("20181009", "20181009", "09:00:00", "AveragePrice", "249600")));

        load(options -> options.withMultipliers(multipliers), source);

        assertThat(values(RU, 0, List.of("average"))).containsExactly(12480.55135);
        assertThat(values(RU, 1, List.of("average"))).containsExactly(12480.0);
    }

    @Test
    void aRepeatedLastRowIsKeptAndNoticed() {
        String last = row("20181008", "20181008", "14:59:59");

        assertThat(rows(row("20181008", "20181008", "09:00:00"), last, last).findings())
                .containsOnly(Map.entry("duplicate_last_row", 1L));
        assertThat(chunks(RU)).containsExactly("2018-10-08:3");
        assertThat(load(lake.file("b.csv", file(last, last, row("20181009", "20181009", "09:00:00"))))
                        .findings())
                .isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrderAndWithoutQuotes() {
        List<String> shuffled = new ArrayList<>(CtpText.COLUMNS);
        shuffled.removeAll(List.of("PreDelta", "CurrDelta", "ExchangeID", "ClosePrice"));
        Collections.shuffle(shuffled, new Random(5));
        Map<String, String> values = CtpText.values("20181008", "20181008", "09:00:00");
        String text = String.join(",", shuffled) + "\r\n"
                + String.join(",", shuffled.stream().map(values::get).toList());
        rows(row("20181008", "20181008", "09:00:00"));
        long head = lake.head();

        ImportReport report = load(lake.file("b.csv", text));

        assertThat(report.rows().unchanged()).isEqualTo(1);
        assertThat(lake.head()).isEqualTo(head);
    }

    @Test
    void theLevelsTwoToFiveMayBeMissing() {
        List<String> columns = CtpText.COLUMNS.stream()
                .filter(column -> !column.matches("(Bid|Ask).*[2-5]"))
                .toList();
        Map<String, String> values = CtpText.values("20181008", "20181008", "09:00:00");

        load(lake.file(
                "a.csv",
                String.join(",", columns) + "\n"
                        + CtpText.line(columns.stream().map(values::get).toList())));

        assertThat(values(RU, 0, List.of("bid_price1", "bid_price2", "bid_volume2")))
                .containsExactly(12485.0, null, null);
    }

    @Test
    void aHeaderThatIsNoCtpHeaderIsRefusedWithTheReason() {
        Path missing = lake.file("missing.csv", file().replace("\"UpdateMillisec\",", ""));
        Path twice = lake.file("twice.csv", file().replace("PreDelta", "Volume"));
        Path page = lake.file("page.csv", "<!DOCTYPE html><html>Too many requests</html>\n");

        ImportReport report = load(missing, twice, page);

        assertThat(report.refusals()).containsOnly(Map.entry("bad_header", 3));
        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(TestLake.notable(report, "missing.csv").outcome().toString()).contains("missing UpdateMillisec");
        assertThat(TestLake.notable(report, "twice.csv").outcome().toString()).contains("'Volume' stands twice");
        assertThat(TestLake.notable(report, "page.csv").outcome().toString()).contains("<!DOCTYPE html>");
        assertThat(lake.head()).isZero();
    }

    @Test
    void theExchangeIsTheGivenOneElseTheRowsElseTheOnlyOneOfTheProduct() {
        rows(
                row("20181008", "20181008", "09:00:00", "InstrumentID", "AP901"),
                row("20181008", "20181008", "09:00:00", "InstrumentID", "sc1901", "ExchangeID", "INE"),
                row("20181008", "20181008", "09:00:01", "InstrumentID", "sc1901", "ExchangeID", "XINE"));
        load(options -> options.withExchange("dce"), lake.file("b.csv", file(row("20181008", "20181008", "09:00:00"))));

        assertThat(lake.lake.head().series(new DatasetName("ticks", "raw")).stream()
                        .map(SeriesKey::symbol))
                .containsExactlyInAnyOrder("CZCE.AP901", "INE.sc1901", "XINE.sc1901", "DCE.ru1901");
    }

    @Test
    void aProductThatNobodyKnowsNeedsAnExchange() {
        ImportReport report = rows(row("20181008", "20181008", "09:00:00", "InstrumentID", "zz1901"));

        assertThat(report.refusals()).containsOnly(Map.entry("no_exchange", 1));
        assertThat(TestLake.notable(report, "a.csv").outcome().toString()).contains("zz1901", "--exchange");
    }

    @Test
    void rowsThatCannotBeReadAreQuarantinedWithTheirLine() {
        String good = row("20181008", "20181008", "09:00:00");
        ImportReport report = rows(
                good,
                row("20181308", "20181008", "09:00:00"),
                row("20181008", "2018-10-8", "09:00:00"),
                row("20181008", "20181008", "24:00:00"),
                row("20181008", "20181008", "09:00:00", "UpdateMillisec", "5x"),
                row("20181008", "20181008", "09:00:00", "LastPrice", "12,48"),
                row("20181008", "20181008", "09:00:00", "Volume", "1e999"),
                row("20181008", "20181008", "09:00:00", "InstrumentID", ""),
                CtpText.line(CtpText.COLUMNS),
                good + ",1",
                good.substring(1) + "\"",
                row("20181008", "20181008", "09:00:00", "ExchangeInstID", "\t"),
                row("20181008", "22991008", "09:00:00"));

        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.rows().imported()).isEqualTo(1);
        assertThat(report.rows().quarantined()).isEqualTo(12);
        List<String> kept = quarantined(report);
        assertThat(kept)
                .extracting(line -> line.split(",", -1)[1] + " " + line.split(",", -1)[2])
                .containsExactly(
                        "3 bad_date",
                        "4 bad_date",
                        "5 bad_time",
                        "6 bad_time",
                        "7 bad_number",
                        "8 number_out_of_range",
                        "9 bad_symbol",
                        "10 repeated_header",
                        "11 wrong_field_count",
                        "12 bad_quote",
                        "13 control_byte",
                        "14 bad_date");
    }

    private List<String> quarantined(ImportReport report) {
        String file = report.notable().getFirst().quarantine().getFirst();
        try {
            return java.nio.file.Files.readAllLines(lake.lake.folder().resolve(file)).stream()
                    .skip(1)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void numbersMayHaveGroupsAndNanIsNull() {
        ImportReport report =
                rows(row("20181008", "20181008", "09:00:00", "Turnover", "396,132,700.00", "LastPrice", "NaN"));

        assertThat(values(RU, 0, List.of("amount", "last_price"))).containsExactly(396132700.0, null);
        assertThat(report.findings()).containsOnly(Map.entry("non_finite_value", 1L));
    }

    @Test
    void timesAreLocalInTheGivenZone() {
        load(
                options -> options.withZone(ZoneId.of("UTC")).withDataset(DatasetName.parse("ticks/raw-utc")),
                lake.file("a.csv", file(row("20181008", "20181008", "01:00:00"))));

        assertThat(Instant.ofEpochSecond(
                        0, lake.read("ticks/raw-utc/SHFE.ru1901").time(0)))
                .isEqualTo("2018-10-08T01:00:00.500Z");
    }

    @Test
    void filesInAnyOrderGiveEqualDigestsAndNothingTwice() {
        String a = row("20181008", "20181008", "09:00:00");
        String b = row("20181008", "20181008", "09:00:00", "Volume", "3175");
        String c = row("20181008", "20181008", "09:00:01");
        String d = row("20181009", "20181008", "21:00:00");
        load(lake.file("whole.csv", file(a, b, b, c, d)));
        Map<String, Digest> whole = digests(RU);
        List<String> parts = new ArrayList<>(List.of(file(a, b, b), file(b, b, c), file(c, d), file(d)));
        for (int seed = 0; seed < 6; seed++) {
            Collections.shuffle(parts, new Random(seed));
            String variant = "ticks/raw-" + seed;
            for (int i = 0; i < parts.size(); i++) {
                load(o -> o.withDataset(DatasetName.parse(variant)), lake.file("p" + i + ".csv", parts.get(i)));
            }
            assertThat(digests(variant + "/SHFE.ru1901")).isEqualTo(whole);
        }
        long head = lake.head();
        assertThat(load(lake.in.resolve("whole.csv")).rows().unchanged()).isEqualTo(5);
        assertThat(lake.head()).isEqualTo(head);
    }

    @Test
    void replacingCorrectsTheDaysOfTheSource() {
        String night = row("20181009", "20181008", "21:00:00");
        load(lake.file("a.csv", file(row("20181008", "20181008", "09:00:00"), night)));

        load(
                CtpImportOptions::replacing,
                lake.file("b.csv", file(row("20181008", "20181008", "09:00:00", "LastPrice", "12490"))));

        assertThat(chunks(RU)).containsExactly("2018-10-08:1", "2018-10-09:1");
        assertThat(values(RU, 0, List.of("last_price"))).containsExactly(12490.0);
    }

    @Test
    void onlyADatasetOfFuturesTicksIsTaken() {
        for (String dataset : List.of("bars/1d", "ticks/trades", "ticks/main_l5", "features/default")) {
            assertThatThrownBy(() -> load(o -> o.withDataset(DatasetName.parse(dataset)), lake.in))
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                    .hasMessageContaining(dataset);
        }
        assertThatThrownBy(() -> load(o -> o.withExchange("../x"), lake.in))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("'../X' is no exchange");
    }

    @Test
    void anEmptySourceHoldsNothing() {
        ImportReport report = load(lake.file("empty.csv", ""), lake.file("head.csv", file()));

        assertThat(report.outcomes()).containsOnly(Map.entry("empty", 2));
        assertThat(lake.head()).isZero();
    }
}
