package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `validate`: what is to be said of a series as a whole: that it is there, has the columns, begins and ends where it
/// should, and agrees with another one.
class ValidateWholeSeriesTest {
    private static final String HOLES = """
        <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
        A.US,D,20240102,000000,10,11,9,10,100,0
        A.US,D,20240105,000000,10,11,9,10,100,0
        """;

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    /// Four bars from 2024-01-02 to 05, which are trading days.
    private void good(String symbol) {
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq(symbol + ".txt", symbol, 100, 101, 102, 103));
    }

    private void config(String rules) throws IOException {
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), "validation:\n  rules: {" + rules + "}\n");
    }

    @Test
    void aSeriesThatIsRequiredAndNotThereFails() throws IOException {
        good("GOOD.US");
        assertThat(tidemark.expectOn(
                                1,
                                "validate",
                                "bars/1d",
                                "-s",
                                "NOPE.US,GOOD.US",
                                "--min-bars",
                                "4",
                                "--report",
                                "v.json",
                                "--report",
                                "v.xml",
                                "--report",
                                "v.html")
                        .lines())
                .containsSubsequence(
                        "PASS  bars/1d/GOOD.US  4 rows",
                        "FAIL  bars/1d/NOPE.US  0 rows",
                        "      error no_bars × 4, first 0 rows, 4 required",
                        "1 passed, 1 failed");
        for (String report : List.of("v.json", "v.xml", "v.html")) {
            assertThat(Files.readString(folder.resolve(report))).contains("NOPE.US", "no_bars");
        }
        assertThat(tidemark.expectOn(1, "validate", "bars/1d", "-s", "NOPE.US", "--min-bars", "1")
                        .out())
                .contains("error no_bars", "0 passed, 1 failed");
        assertThat(tidemark.expectOn(1, "validate", "bars/1d/NOPE.US", "--min-bars", "1")
                        .out())
                .contains("error no_bars");
        config("severity.no_bars: warning");
        assertThat(tidemark.expectOn(0, "validate", "bars/1d/NOPE.US", "--min-bars", "1")
                        .out())
                .contains("PASS", "warning no_bars");
    }

    @Test
    void theConfigCanRequireRows() throws IOException {
        good("GOOD.US");
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), "validation:\n  min_bars: 5\n");
        assertThat(tidemark.expectOn(1, "validate").out()).contains("error too_few_bars × 1, first 4 rows, 5 required");
        assertThat(tidemark.expectOn(0, "validate", "--min-bars", "4").out()).contains("1 passed, 0 failed");
        tidemark.expectOn(2, "validate", "--min-bars", "-1");
    }

    @Test
    void whatNobodyRequiresIsNotThere() {
        good("GOOD.US");
        tidemark.expectOn(6, "validate", "bars/1d", "-s", "NOPE.US");
        tidemark.expectOn(6, "validate", "-s", "NOPE.US", "--min-bars", "1");
        tidemark.expectOn(6, "validate", "bars/1w", "-s", "GOOD.US", "--min-bars", "1");
    }

    @Test
    void tooFewBarsObeysTheConfigToo() throws IOException {
        good("GOOD.US");
        config("severity.too_few_bars: info");
        assertThat(tidemark.expectOn(0, "validate", "--min-bars", "5").out()).contains("info too_few_bars × 1");
    }

    @Test
    void theEndsOfASeriesAreComparedWithTheRequestAndTheCalendar() throws IOException {
        good("GOOD.US");
        tidemark.at("2024-03-01T00:00:00Z");
        assertThat(tidemark.expectOn(0, "validate", "--start", "2024-01-01", "--end", "2024-01-07")
                        .out())
                .doesNotContain("date_range");
        assertThat(tidemark.expectOn(0, "validate", "--start", "2023-12-27", "--end", "2024-01-31")
                        .out())
                .contains(
                        "PASS",
                        "warning date_range × 2, first begins at 2024-01-02T00:00:00Z, expected from"
                                + " 2023-12-27T00:00:00Z");
        JsonNode finding = tidemark.expectOn(1, "--json", "validate", "--end", "2024-01-31", "--severity", "warning")
                .json()
                .getFirst();
        assertThat(finding.get("code").asString()).isEqualTo("date_range");
        assertThat(finding.get("samples").get(0).asString())
                .isEqualTo("ends at 2024-01-05T00:00:00Z, expected up to 2024-01-31T00:00:00Z");
        config("severity.date_range: \"off\"");
        assertThat(tidemark.expectOn(0, "validate", "--end", "2024-01-31").out())
                .doesNotContain("date_range");
        assertThat(tidemark.expectOn(2, "validate", "--start", "2024-02-01", "--end", "2024-01-01")
                        .err())
                .contains("--start 2024-02-01 lies after --end 2024-01-01");
        assertThat(tidemark.expectOn(2, "validate", "--start", "soon").err()).contains("--start 'soon'");
    }

    @Test
    void whatAProviderWasAskedForIsARequestUnlessItWasForAllThereIs() {
        tidemark.at("2024-03-15T22:00:00Z");
        tidemark.expectOn(0, "load", "-p", "simulated", "-s", "SIM00", "--start", "2024-01-01");
        tidemark.expectOn(0, "load", "-p", "simulated", "-s", "SIM01", "--start", "2009-06-01");
        tidemark.expectOn(0, "load", "-p", "simulated", "-s", "SIM02", "-f", "1w", "--start", "earliest");
        tidemark.at("2024-03-20T22:00:00Z");
        assertThat(tidemark.expectOn(0, "validate", "bars/1d/SIM00").out()).doesNotContain("date_range");
        assertThat(tidemark.expectOn(0, "validate", "bars/1d/SIM01").out())
                .contains("warning date_range × 1, first begins at 2010-01-04T00:00:00Z, expected from"
                        + " 2009-06-01T00:00:00Z, asked of the provider");
        assertThat(tidemark.expectOn(0, "validate", "bars/1w").out()).doesNotContain("date_range");
    }

    @Test
    void aSecondDatasetIsComparedWith() throws IOException {
        good("GOOD.US");
        good("ALONE.US");
        tidemark.expectOn(
                0,
                "import",
                "stooq",
                tidemark.stooq("b/good.us.txt", "GOOD.US", 100, 101.2, 112, 103),
                "--dataset",
                "bars/1d-b");
        String[] command = {"validate", "bars/1d", "--cross-reference", "bars/1d-b"};
        assertThat(tidemark.expectOn(0, command).err()).contains("1 series are not compared");
        assertThat(tidemark.expectOn(0, command).lines())
                .containsSubsequence(
                        "PASS  bars/1d/ALONE.US  4 rows",
                        "PASS  bars/1d/GOOD.US  4 rows",
                        "      warning cross_reference × 4, first 2024-01-04T00:00:00Z open 102.0, 112.0 in bars/1d-b");
        JsonNode finding =
                tidemark
                        .expectOn(0, "--json", "validate", "bars/1d/GOOD.US", "--cross-reference", "bars/1d-b")
                        .json()
                        .stream()
                        .filter(line -> line.path("code").asString("").equals("cross_reference"))
                        .findFirst()
                        .orElseThrow();
        assertThat(finding.get("samples")).hasSize(4);
        assertThat(finding.get("samples").get(3).asString())
                .isEqualTo("2024-01-04T00:00:00Z close 102.0, 112.0 in bars/1d-b");
        config("severity.cross_reference: error");
        tidemark.expectOn(1, command);
        assertThat(tidemark.expectOn(0, "validate", "bars/1d", "--cross-reference", "bars/1d@2")
                        .out())
                .doesNotContain("cross_reference");
    }

    @Test
    void aReferenceThatComparesWithNothingIsRefused() {
        good("GOOD.US");
        assertThat(tidemark.expectOn(2, "validate", "--cross-reference", "bars/1d")
                        .err())
                .contains("--cross-reference bars/1d: no other dataset");
        tidemark.expectOn(6, "validate", "--cross-reference", "bars/1d-b");
        tidemark.expectOn(2, "validate", "--cross-reference", "ticks/raw");
    }

    @Test
    void barsWithoutTheirColumnsAreCriticalAndCheckedForNothingElse() {
        Schema schema = Schema.parse("symbol:string,ts:timestamp,open:string,high:double,low:double", "ts");
        put(SeriesKey.parse("bars/1d/ODD.US"), schema);
        assertThat(tidemark.expectOn(
                                1,
                                "validate",
                                "--check-gaps",
                                "--anomalies",
                                "--exclude-imputed",
                                "--min-bars",
                                "9",
                                "--severity",
                                "critical")
                        .lines())
                .containsExactly(
                        "FAIL  bars/1d/ODD.US  1 row",
                        "      critical required_columns × 4, first close is missing",
                        "      critical numeric_columns × 1, first open is a string, expected double",
                        "0 passed, 1 failed");
    }

    @Test
    void barsThatTheProviderDoesNotHaveAreNotMissing() {
        tidemark.expectOn(
                0, "import", "stooq", tidemark.file("a.us.txt", HOLES), "--dataset", "bars/1d", "--chunk", "month");
        SeriesKey key = SeriesKey.parse("bars/1d/A.US");
        ledger(key, Map.of("ledger.known_empty", "2024-01-03T00:00:00Z 86400"));
        assertThat(tidemark.expectOn(1, "validate", "--gap-gate").out())
                .contains("error missing_bars × 1, first 2024-01-04T00:00:00Z missing 1 until");
        ledger(
                key,
                Map.of(
                        "ledger.known_empty",
                        "2024-01-03T00:00:00Z 86400",
                        "ledger.failed.timeout",
                        "2024-01-04T00:00:00Z 86400"));
        assertThat(tidemark.expectOn(1, "validate", "--gap-gate").out())
                .contains("error missing_bars × 1, first 2024-01-04T00:00:00Z missing 1 failed until");
        ledger(key, Map.of("ledger.known_empty", "2024-01-03T00:00:00Z 172800"));
        assertThat(tidemark.expectOn(0, "validate", "--gap-gate").out()).doesNotContain("missing_bars");
    }

    /// Says of a series what a provider answered.
    private void ledger(SeriesKey key, Map<String, String> attributes) {
        try (Lake lake = Lake.open(tidemark.lakeFolder());
                LakeWriter writer = lake.writer(new Job("update", "test"))) {
            Series series = lake.head().series(key).orElseThrow();
            SeriesState now = series.state();
            SeriesState after = new SeriesState(
                    now.schema(), now.schemaVersion(), now.chunkSize(), new TreeMap<>(attributes), now.partitions());
            writer.commit(
                    "ledger",
                    List.of(),
                    List.of(new SeriesEdit(key, Optional.of(series.summary().manifest()), Optional.of(after))));
        }
    }

    /// Makes a series of one row as no import would.
    private void put(SeriesKey key, Schema schema) {
        DatasetRecord record = new DatasetRecord(schema, 1, ChunkSize.ALL, false, new TreeMap<>());
        TableBuilder rows = new TableBuilder(schema);
        rows.setString(0, key.symbol());
        rows.setLong(1, 1_704_153_600_000_000L);
        rows.endRow();
        try (Lake lake = Lake.open(tidemark.lakeFolder());
                LakeWriter writer = lake.writer(new Job("import", "test"))) {
            Partition stored = writer.write(key, record, "all", rows.build(), new TreeMap<>());
            writer.commit(
                    "odd columns",
                    List.of(new DatasetEdit(key.dataset(), Optional.empty(), Optional.of(record))),
                    List.of(new SeriesEdit(
                            key,
                            Optional.empty(),
                            Optional.of(new SeriesState(schema, 1, ChunkSize.ALL, new TreeMap<>(), List.of(stored))))));
        }
    }
}
