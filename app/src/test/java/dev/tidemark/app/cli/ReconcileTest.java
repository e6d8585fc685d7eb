package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `reconcile`: two datasets, two vintages, and what is copied between them.
class ReconcileTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("in/aapl.us.txt", "AAPL.US", 100, 101, 102, 103, 104, 105);
        tidemark.stooq("in/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.stooq("in/only.us.txt", "ONLY.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "in");
        tidemark.stooq("in2/aapl.us.txt", "AAPL.US", 25, 25.25, 25.5, 25.75, 26, 26.25, 26.5);
        tidemark.stooq("in2/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "in2", "--dataset", "bars/1d-b");
    }

    @Test
    void aSplitIsFoundAndBarsOfOneSideToo() {
        Result result = tidemark.expectOn(0, "reconcile", "bars/1d", "bars/1d-b");
        assertThat(result.out())
                .contains(
                        "AAPL.US",
                        "different",
                        "split-like 1:4 from 2024-01-02 to 2024-01-07 (6 bars)",
                        "B is A × 0.25")
                .doesNotContain("MSFT.US")
                .contains(
                        "2 symbols on both sides, 1 equal, 0 within tolerance, 1 different; 1 only in A, 0 only in B");
        assertThat(tidemark.expectOn(0, "log").lines()).hasSize(2);

        List<JsonNode> json = tidemark.expectOn(0, "--json", "reconcile", "bars/1d", "bars/1d-b")
                .json();
        JsonNode apple = json.getFirst();
        assertThat(apple.get("status").asString()).isEqualTo("different");
        assertThat(apple.get("both").asInt()).isEqualTo(6);
        assertThat(apple.get("only_b").get("first").get(0).get("from").asString())
                .isEqualTo("2024-01-08T00:00:00Z");
        assertThat(apple.get("splits").get("first").get(0).get("ratio").asDouble())
                .isEqualTo(0.25);
        assertThat(apple.get("columns").get(3).get("column").asString()).isEqualTo("close");
        assertThat(apple.get("columns").get(3).get("beyond").asInt()).isEqualTo(6);
        assertThat(json.get(1).get("status").asString()).isEqualTo("equal");
        assertThat(json.getLast().get("symbols").asInt()).isEqualTo(2);
        assertThat(json.getLast().get("first_only_a").get(0).asString()).isEqualTo("ONLY.US");
    }

    @Test
    void theWholeReportGoesIntoAFile() throws Exception {
        tidemark.expectOn(0, "reconcile", "bars/1d", "bars/1d-b", "-s", "AAPL.US", "--report", "out.json");
        JsonNode document = new JsonMapper().readTree(Files.readString(folder.resolve("out.json")));
        assertThat(document.get("symbols")).hasSize(1);
        assertThat(document.get("summary").get("different").asInt()).isEqualTo(1);
    }

    @Test
    void twoVintagesOfOneDataset() {
        tidemark.stooq("in3/aapl.us.txt", "AAPL.US", 100, 101, 102, 103, 104, 105.2, 106);
        tidemark.expectOn(0, "import", "stooq", "in3");
        assertThat(tidemark.expectOn(0, "reconcile", "bars/1d@1", "bars/1d@head")
                        .out())
                .contains("2 equal", "1 different");
        assertThat(tidemark.expectOn(0, "reconcile", "bars/1d@1", "bars/1d", "--to", "2024-01-07")
                        .out())
                .contains("1 within tolerance, 0 different");
        assertThat(tidemark.expectOn(2, "reconcile", "bars/1d@1", "bars/1d", "--apply", "B")
                        .err())
                .contains("past state");
    }

    @Test
    void missingBarsAreCopiedAndExistingOnesStay() {
        Result result = tidemark.expectOn(0, "reconcile", "bars/1d", "bars/1d-b", "--apply", "B");
        assertThat(result.lines().getLast()).isEqualTo("1 bar added and 0 replaced by commit 3");
        assertThat(closes()).containsExactly("100.0", "101.0", "102.0", "103.0", "104.0", "105.0", "26.5");
        assertThat(tidemark.expectOn(0, "info", "bars/1d/AAPL.US").out()).contains("bars/1d-b at commit 2");
        assertThat(tidemark.expectOn(0, "log").out()).contains("reconcile: missing bars of bars/1d from bars/1d-b");
        Result again = tidemark.expectOn(0, "reconcile", "bars/1d", "bars/1d-b", "--apply", "B");
        assertThat(again.lines().getLast()).isEqualTo("0 bars added and 0 replaced; nothing to commit");
    }

    @Test
    void chosenTimesAreReplaced() {
        tidemark.expectOn(
                0, "reconcile", "bars/1d-b", "bars/1d", "--apply", "a", "--intervals", "2024-01-03..2024-01-04");
        assertThat(closes()).containsExactly("100.0", "25.25", "25.5", "103.0", "104.0", "105.0");
    }

    @Test
    void pricesOfAnotherKindAreComparedButNotMixed() {
        tidemark.expectOn(0, "import", "stooq", "in2", "--dataset", "bars/1d-raw", "--adjusted", "none");
        tidemark.expectOn(0, "reconcile", "bars/1d", "bars/1d-raw");
        assertThat(tidemark.expectOn(4, "reconcile", "bars/1d", "bars/1d-raw", "--apply", "B")
                        .err())
                .contains("adjusted is splits_dividends in bars/1d and none in bars/1d-raw");
    }

    @Test
    void providersAreFoundByWhatSeriesRecord() {
        for (String each : List.of("bars/1d-sim", "bars/1d-sim2")) {
            tidemark.expectOn(
                    0,
                    "load",
                    "-p",
                    "simulated",
                    "-s",
                    "AAPL.US",
                    "--dataset",
                    each,
                    "--start",
                    "2024-01-02",
                    "--end",
                    "2024-01-20");
        }
        Result result = tidemark.expectOn(0, "reconcile", "-p", "stooq", "-p", "simulated");
        assertThat(result.out()).contains("A = stooq, B = simulated: 1 symbol on both sides");
        assertThat(tidemark.expectOn(6, "reconcile", "-p", "stooq", "-p", "yahoo")
                        .err())
                .contains("'yahoo'");
    }

    private List<String> closes() {
        return tidemark
                .expectOn(0, "sql", "--format", "csv", "select close from bars_1d where symbol = 'AAPL.US' order by ts")
                .lines()
                .stream()
                .skip(1)
                .toList();
    }

    @Test
    void wrongUsageIsExplained() {
        String cases = """
            2 | reconcile                                              | two datasets
            2 | reconcile bars/1d                                      | two datasets
            2 | reconcile bars/1d bars/1d-b -p stooq                   | two datasets
            2 | reconcile bars/1d ticks/raw                            | ticks/raw
            2 | reconcile bars/1d bars/1d-b --tolerance -1             | -1
            2 | reconcile bars/1d bars/1d-b --apply C                  | A or B
            2 | reconcile bars/1d bars/1d-b --intervals 2024-01-01..2024-02-01 | --apply
            2 | reconcile bars/1d bars/1d-b --apply A --intervals all  | --intervals
            6 | reconcile bars/1d bars/1d-c                            | did you mean
            6 | reconcile bars/1d@77 bars/1d                           | 77
            6 | reconcile bars/1d bars/1d-b -s ONLY.US                 | ONLY.US is not on both sides
            """;
        for (String each : cases.lines().toList()) {
            List<String> parts =
                    List.of(each.split("\\|", -1)).stream().map(String::strip).toList();
            int code = Integer.parseInt(parts.get(0));
            assertThat(tidemark.expectOn(code, parts.get(1).split(" ")).err()).contains(parts.get(2));
        }
    }
}
