package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;

class ValidateTest {
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    /// Imports bars of the weekdays from 2024-01-02 to 05 with one close each.
    private void good(String symbol) {
        bars(symbol, "20240102,10,11,9,10", "20240103,10,11,9,10", "20240104,10,11,9,10.5", "20240105,10,11,9,10");
    }

    /// Imports the same with a high below the low.
    private void bad(String symbol) {
        bars(symbol, "20240102,10,11,9,10", "20240103,10,8,9,10", "20240104,10,11,9,10.5", "20240105,10,11,9,10");
    }

    /// @param rows `date,open,high,low,close`
    private void bars(String symbol, String... rows) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String row : rows) {
            text.append(symbol)
                    .append(",D,")
                    .append(row.replaceFirst(",", ",000000,"))
                    .append(",100,0\n");
        }
        String file = tidemark.file(symbol.toLowerCase(Locale.ROOT) + ".txt", text.toString());
        tidemark.expectOn(0, "import", "stooq", file, "--allow-removal");
    }

    private void config(String text) throws IOException {
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), text);
    }

    @Test
    void saysPassAndFailOfEachSeriesAndWhy() {
        good("GOOD.US");
        bad("BAD.US");

        Result result = tidemark.expectOn(1, "validate");

        assertThat(result.lines())
                .containsSubsequence("FAIL  bars/1d/BAD.US  4 rows", "PASS  bars/1d/GOOD.US  4 rows")
                .contains("1 passed, 1 failed");
        assertThat(result.out()).contains("error price_consistency × 1, first 2024-01-03T00:00:00Z ");
        assertThat(tidemark.expectOn(0, "validate", "bars/1d", "-s", "GOOD.US").lines())
                .containsExactly("PASS  bars/1d/GOOD.US  4 rows", "1 passed, 0 failed");
        assertThat(tidemark.expectOn(1, "validate", "bars/1d/BAD.US").out()).contains("0 passed, 1 failed");
    }

    @Test
    void theSecondTimeNothingIsWritten() {
        bad("BAD.US");
        tidemark.expectOn(1, "validate");
        int commits = tidemark.expectOn(0, "--json", "log").json().size();
        tidemark.expectOn(1, "validate");
        assertThat(tidemark.expectOn(0, "--json", "log").json()).hasSize(commits);
        assertThat(tidemark.expectOn(
                                0,
                                "sql",
                                "select code, severity from \"validation_bars_1d\" where code <> 'checked'",
                                "--format",
                                "csv")
                        .out())
                .contains("price_consistency,error");
        assertThat(tidemark.expectOn(0, "verify", "--rebuild", "all").out()).contains("rebuilt 1 partition");
    }

    @Test
    void jsonHasALineAFindingOneASeriesAndASummary() {
        good("GOOD.US");
        bad("BAD.US");

        List<JsonNode> lines = tidemark.expectOn(1, "--json", "validate").json();

        assertThat(lines).hasSize(4);
        JsonNode finding = lines.getFirst();
        assertThat(finding.get("dataset").asString()).isEqualTo("bars/1d");
        assertThat(finding.get("symbol").asString()).isEqualTo("BAD.US");
        assertThat(finding.get("timeframe").asString()).isEqualTo("1d");
        assertThat(finding.get("code").asString()).isEqualTo("price_consistency");
        assertThat(finding.get("severity").asString()).isEqualTo("error");
        assertThat(finding.get("count").asLong()).isEqualTo(1);
        assertThat(finding.get("samples").get(0).asString()).startsWith("2024-01-03");
        assertThat(lines.get(1).get("result").asString()).isEqualTo("fail");
        assertThat(lines.get(1).get("rows").asLong()).isEqualTo(4);
        assertThat(lines.get(1).get("findings").asInt()).isEqualTo(1);
        assertThat(lines.get(2).get("result").asString()).isEqualTo("pass");
        assertThat(lines.get(3).get("passed").asInt()).isEqualTo(1);
        assertThat(lines.get(3).get("failed").asInt()).isEqualTo(1);
    }

    @Test
    void theSeverityThatFailsCanBeChosen() {
        bars("WE.US", "20240105,10,11,9,10", "20240106,10,11,9,10");
        assertThat(tidemark.expectOn(0, "validate").out()).contains("PASS", "warning weekend_trading × 1");
        assertThat(tidemark.expectOn(1, "validate", "--severity", "warning").out())
                .contains("FAIL");
        bad("BAD.US");
        tidemark.expectOn(0, "validate", "-s", "BAD.US", "--severity", "critical");
        assertThat(tidemark.expectOn(2, "validate", "--severity", "awful").err())
                .contains("--severity", "'awful'", "info, warning, error, critical");
    }

    @Test
    void gapsAreAWarningOrAnErrorWhenAskedFor() {
        bars("HOLE.US", "20240102,10,11,9,10", "20240105,10,11,9,10");
        assertThat(tidemark.expectOn(0, "validate").out()).doesNotContain("missing_bars");
        assertThat(tidemark.expectOn(0, "validate", "--check-gaps").out())
                .contains("warning missing_bars × 2, first 2024-01-03T00:00:00Z missing 2");
        assertThat(tidemark.expectOn(1, "validate", "--gap-gate").out()).contains("error missing_bars × 2");
        good("WHOLE.US");
        assertThat(tidemark.expectOn(0, "validate", "-s", "WHOLE.US", "--gap-gate")
                        .out())
                .contains("PASS");
    }

    @Test
    void outliersAreFoundWhenAskedFor() {
        String[] rows = new String[60];
        for (int i = 0; i < rows.length; i++) {
            double close = i == 40 ? 130 : 100 + i % 2;
            rows[i] = "%s,%s,%s,%s,%s"
                    .formatted(
                            LocalDate.of(2024, 1, 1).plusDays(i).toString().replace("-", ""),
                            close,
                            close + 1,
                            close - 1,
                            close);
        }
        bars("JUMP.V", rows);
        assertThat(tidemark.expectOn(0, "validate").out()).doesNotContain("return_outliers");
        assertThat(tidemark.expectOn(1, "validate", "--anomalies").out()).contains("critical return_outliers × 2");
    }

    /// A jump on the first day of a month, a volume far out among the first 20 of a month, a run over its end.
    @Test
    void outliersDoNotDependOnHowTheSeriesIsCut() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 91; i++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(i);
            double close = i >= 55 && i < 65 ? 100.5 : i == 31 ? 130 : 100 + i % 2;
            String date = day.toString().replace("-", "");
            text.append("CUT.V,D,%s,000000,%s,%s,%s,%s,%s,0\n"
                    .formatted(date, close, close + 1, close - 1, close, i == 70 ? 900 : 100 + i % 3));
        }
        tidemark.expectOn(0, "import", "stooq", tidemark.file("cut.v.txt", text.toString()), "--chunk", "all");
        String whole = tidemark.expectOn(1, "validate", "--anomalies").out();
        assertThat(whole)
                .contains(
                        "critical return_outliers × 2, first 2024-02-01T00:00:00Z mad",
                        "error volume_spikes × 1, first 2024-03-11T00:00:00Z zscore value 900.0",
                        "warning price_staleness × 1, first 2024-03-05T00:00:00Z run value 9.0");
        tidemark.expectOn(0, "rechunk", "bars/1d", "--chunk", "month");
        assertThat(tidemark.expectOn(1, "validate", "--anomalies").out()).isEqualTo(whole);
    }

    @Test
    void aNumberOfBarsCanBeRequired() {
        good("SHORT.US");
        assertThat(tidemark.expectOn(1, "validate", "--min-bars", "5").out())
                .contains("error too_few_bars", "4 rows, 5 required");
        tidemark.expectOn(0, "validate", "--min-bars", "4");
    }

    @Test
    void barsOfTheFutureAreAnError() {
        good("LATER.US");
        tidemark.at("2024-01-04T12:00:00Z");
        assertThat(tidemark.expectOn(1, "validate").out()).contains("future_timestamp", "2024-01-05");
        tidemark.at("2024-01-05T12:00:00Z");
        tidemark.expectOn(0, "validate");
    }

    @Test
    void allBarsOfTheFutureAreCountedAndTheFirstNamed() {
        good("LATER.US");
        tidemark.expectOn(0, "rechunk", "bars/1d", "--chunk", "year");
        tidemark.at("2024-01-02T12:00:00Z");
        assertThat(tidemark.expectOn(1, "validate").out())
                .contains("error future_timestamp × 3, first 2024-01-03T00:00:00Z");
        JsonNode finding = tidemark.expectOn(1, "--json", "validate").json().getFirst();
        assertThat(finding.get("samples").size()).isEqualTo(3);
        assertThat(finding.get("samples").get(2).asString()).isEqualTo("2024-01-05T00:00:00Z");
    }

    /// The trading day of a currency begins at 17:00 New York the evening before, that of Monday on Sunday.
    @Test
    void theBarOfARunningTradingDayIsNotOfTheFuture() {
        tidemark.file("lake/instruments.csv", "symbol,calendar,valid_from\nEURUSD,forex,2000-01-01\n");
        bars("EURUSD", "20240105,10,11,9,10", "20240108,10,11,9,10");
        tidemark.at("2024-01-07T21:00:00Z");
        assertThat(tidemark.expectOn(1, "validate").out()).contains("error future_timestamp × 1");
        tidemark.at("2024-01-07T22:30:00Z");
        assertThat(tidemark.expectOn(0, "validate").out()).doesNotContain("future_timestamp");
    }

    @Test
    void buildsDoNotReadTheFuture() {
        good("LATER.US");
        tidemark.at("2024-01-04T12:00:00Z");
        assertThat(tidemark.expectOn(1, "build", "panel").err()).contains("future_timestamp (error) in 1 rows");
        tidemark.at("2024-01-05T12:00:00Z");
        tidemark.expectOn(0, "build", "panel");
    }

    @Test
    void barsOutsideTheGridAreNamed() {
        bars("GRID.US", "20240105,10,11,9,10", "20240106,10,11,9,10", "20240108,10,11,9,10");
        assertThat(tidemark.expectOn(0, "validate", "--check-gaps").out())
                .contains("info off_grid × 1, first 2024-01-06T00:00:00Z")
                .doesNotContain("missing_bars");
        assertThat(tidemark.expectOn(0, "--json", "gaps").json()).isEmpty();
    }

    @Test
    void daysThatTheCalendarDoesNotKnowAreSaid() {
        bars("OLD.US", "19791224,10,11,9,10", "19791226,10,11,9,10");
        assertThat(tidemark.expectOn(0, "validate").out())
                .contains("warning calendar_extrapolated × 2, first 1979-12-24T00:00:00Z calendar us knows 1980 to");
        Result gaps = tidemark.expectOn(0, "--json", "gaps");
        assertThat(gaps.json()).hasSize(1);
        assertThat(gaps.json().getFirst().get("start").asString()).isEqualTo("1979-12-25T00:00:00Z");
        assertThat(gaps.err()).contains("calendar_extrapolated", "bars/1d/OLD.US", "1979-12-24 to 1979-12-26");
    }

    @Test
    void missingBarsObeyTheConfig() throws IOException {
        bars("HOLE.US", "20240102,10,11,9,10", "20240105,10,11,9,10");
        config("validation:\n  rules: {severity.missing_bars: critical}\n");
        assertThat(tidemark.expectOn(1, "validate", "--check-gaps").out()).contains("critical missing_bars × 2");
        config("validation:\n  rules: {severity.missing_bars: info}\n");
        assertThat(tidemark.expectOn(0, "validate", "--check-gaps").out()).contains("info missing_bars × 2");
        assertThat(tidemark.expectOn(1, "validate", "--gap-gate").out()).contains("error missing_bars × 2");
        config("validation:\n  rules: {severity.missing_bars: \"off\"}\n");
        assertThat(tidemark.expectOn(0, "validate", "--gap-gate").out()).doesNotContain("missing_bars");
    }

    @Test
    void reportsOfAllThreeKindsSayTheSame() throws IOException, ParserConfigurationException, SAXException {
        good("GOOD.US");
        bad("BAD.US");
        bars("WE.US", "20240105,10,11,9,10", "20240106,10,11,9,10");

        tidemark.expectOn(
                1, "validate", "--report", "r/v.json", "--report", "r/v.xml", "--report", "r/v.html", "--save-report");

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("r/v.xml").toFile());
        Element suite = xml.getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("price_consistency");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("BAD.US");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("weekend_trading");
        List<String> json = Files.readAllLines(folder.resolve("r/v.json"));
        assertThat(json).hasSize(2 + 3 + 1).last().asString().contains("\"passed\":2", "\"failed\":1");
        String html = Files.readString(folder.resolve("r/v.html"));
        assertThat(html).contains("bars/1d/BAD.US", "price_consistency", "2 passed", "1 failed", "</html>");
        assertThat(html).doesNotContain("http:", "https:", "src=");
        try (Stream<Path> saved = Files.list(tidemark.lakeFolder().resolve("reports"))) {
            assertThat(saved).singleElement().satisfies(file -> {
                assertThat(file.getFileName().toString()).matches("validation-\\d{8}T\\d{6}Z\\.json");
                assertThat(Files.readAllLines(file)).isEqualTo(json);
            });
        }
        try (Stream<Path> files = Files.list(folder.resolve("r"))) {
            assertThat(files).as("no draft is left").hasSize(3);
        }
    }

    @Test
    void aReportOfAnUnknownKindIsRefusedBeforeAnythingIsDone() {
        good("GOOD.US");
        assertThat(tidemark.expectOn(2, "validate", "--report", "v.pdf").err())
                .contains("v.pdf", ".json, .xml (JUnit) or .html");
        assertThat(folder.resolve("v.pdf")).doesNotExist();
    }

    @Test
    void whatIsNotThereIsNamed() {
        good("GOOD.US");
        assertThat(tidemark.expectOn(6, "validate", "bars/1w").err()).contains("bars/1w");
        assertThat(tidemark.expectOn(6, "validate", "-s", "NOPE.US").err()).contains("NOPE.US");
        assertThat(tidemark.expectOn(6, "validate", "bars/1d/NOPE.US").err()).contains("NOPE.US");
        assertThat(tidemark.expectOn(2, "validate", "--all", "-s", "GOOD.US").err())
                .contains("--all");
        tidemark.expectOn(0, "validate");
        assertThat(tidemark.expectOn(2, "validate", "validation/bars-1d").err())
                .contains("validation/bars-1d", "it is derived", "verify --rebuild");
    }

    @Test
    void anEmptyLakeHasNothingToValidate() {
        assertThat(tidemark.expectOn(0, "validate").out()).contains("nothing to validate");
    }

    @Test
    void theConfigSetsRulesForAllADatasetAClassAndASymbol() throws IOException {
        bars("JUMP.US", "20240102,10,11,9,10", "20240103,13,14,12,13", "20240104,13,14,12,13");
        assertThat(tidemark.expectOn(0, "validate").out()).contains("extreme_returns", "price_continuity");

        config("""
            validation:
              rules: {max_return: 0.5, open_gap: 0.5}
            """);
        assertThat(tidemark.expectOn(0, "validate").out()).doesNotContain("extreme_returns", "price_continuity");

        config("""
            validation:
              rules: {max_return: 0.5, open_gap: 0.5}
              datasets: {"bars/1d": {max_return: 0.2}}
            """);
        assertThat(tidemark.expectOn(0, "validate").out())
                .contains("warning extreme_returns")
                .doesNotContain("price_continuity");

        config("""
            validation:
              datasets: {"bars/1d": {max_return: 0.5}}
              asset_classes: {equity: {severity.price_continuity: error}}
            """);
        assertThat(tidemark.expectOn(1, "validate").out())
                .contains("error price_continuity")
                .doesNotContain("extreme_returns");

        config("""
            validation:
              asset_classes: {equity: {severity.price_continuity: error}}
              symbols: {"JUMP.US": {preset: relaxed, open_gap: 0.5}}
            """);
        assertThat(tidemark.expectOn(0, "validate").out()).doesNotContain("price_continuity", "extreme_returns");
    }

    @Test
    void aPresetChangesLimitsAndNothingElseWhereverItStands() throws IOException {
        bars("JUMP.US", "20240104,10,11,9,10", "20240105,13,14,12,13");
        config("""
            validation:
              rules: {severity.price_continuity: "off", severity.extreme_returns: error}
              symbols: {"JUMP.US": {preset: strict}}
            """);
        assertThat(tidemark.expectOn(1, "validate").out())
                .contains("error extreme_returns")
                .doesNotContain("price_continuity");
        for (String map : List.of("max_return: 0.29, preset: relaxed", "preset: relaxed, max_return: 0.29")) {
            config("validation:\n  symbols: {\"JUMP.US\": {" + map + "}}\n");
            assertThat(tidemark.expectOn(0, "validate").out()).as(map).contains("warning extreme_returns");
        }
    }

    @Test
    void aWrongRuleIsNamedWithFileAndLine() throws IOException {
        good("X.US");
        for (String rules : List.of(
                "validation:\n  rules: {max_retrun: 0.5}\n",
                "validation:\n  symbols: {\"X.US\": {max_return: -1}}\n",
                "validation:\n  asset_classes: {equity: {severity.price_consistency: awful}}\n",
                "validation:\n  datasets: {\"bars/1d\": {preset: equities}}\n",
                "validation:\n  gate: sometimes\n",
                "anomalies:\n  rules: {treshold: 3}\n",
                "anomalies:\n  rules: {save_reports: true}\n")) {
            config(rules);
            assertThat(tidemark.expectOn(2, "validate", "--anomalies").err())
                    .as(rules)
                    .contains("tidemark.yaml:2", "expected");
        }
        config("validation:\n  ruless: {max_return: 0.5}\n");
        assertThat(tidemark.expectOn(2, "validate").err())
                .contains("tidemark.yaml:2", "did you mean validation.rules?");
    }

    @Test
    void presetsFollowTheAssetClass() {
        bars("C.V", "20240105,10,11,9,10", "20240106,13.2,14,12,13");
        bars("E.US", "20240104,10,11,9,10", "20240105,13.2,14,12,13");
        Result result = tidemark.expectOn(0, "validate");
        String crypto =
                result.out().substring(result.out().indexOf("C.V"), result.out().indexOf("E.US"));
        assertThat(crypto).doesNotContain("extreme_returns", "weekend_trading").contains("price_continuity");
        assertThat(result.out().substring(result.out().indexOf("E.US"))).contains("extreme_returns");
    }

    @Test
    void aCancelledValidationEndsWith130() {
        good("GOOD.US");
        tidemark.cancellation().request();
        tidemark.expectOn(130, "validate");
    }
}
