package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `fill`, and `update --fill`.
class FillTest {
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        dump("in/aapl.us.txt", "AAPL.US", "20240102,10", "20240105,13", "20240109,15");
        dump("in/msft.us.txt", "MSFT.US", "20240102,1", "20240103,2");
        dump("in/nobody.txt", "NOBODY", "20240102,1", "20240110,2");
        tidemark.expectOn(0, "import", "stooq", "in");
    }

    private void dump(String file, String ticker, String... rows) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String row : rows) {
            String[] parts = row.split(",", -1);
            text.append("%s,D,%s,000000,%s,%s,%s,%s,100,0\n"
                    .formatted(ticker, parts[0], parts[1], parts[1], parts[1], parts[1]));
        }
        tidemark.file(file, text.toString());
    }

    private List<String> closes(String where) {
        return tidemark
                .expectOn(
                        0,
                        "sql",
                        "--format",
                        "csv",
                        "select strftime(ts, '%m-%d') || ' ' || close::varchar as bar from bars_1d where symbol ="
                                + " 'AAPL.US' and " + where + " order by ts")
                .lines()
                .stream()
                .skip(1)
                .toList();
    }

    @Test
    void aSeriesIsFilledAndFreedAgain() {
        List<String> before = closes("true");
        Result filled = tidemark.expectOn(0, "fill", "interpolate", "bars/1d/AAPL.US");
        assertThat(filled.lines().getLast()).isEqualTo("3 bars filled in 1 series of 1");
        assertThat(closes("true"))
                .containsExactly("01-02 10.0", "01-03 11.0", "01-04 12.0", "01-05 13.0", "01-08 14.0", "01-09 15.0");
        assertThat(closes("not imputed")).isEqualTo(before);
        assertThat(tidemark.expectOn(0, "log").out()).contains("fill interpolate of bars/1d/AAPL.US");
        assertThat(tidemark.expectOn(0, "health", "--history", "bars/1d/AAPL.US")
                        .out())
                .contains("fill");

        assertThat(tidemark.expectOn(0, "fill", "--remove", "bars/1d").lines().getLast())
                .isEqualTo("3 bars removed in 1 series of 3");
        assertThat(closes("true")).isEqualTo(before);
        assertThat(tidemark.expectOn(0, "diff", "1", "head").out()).contains("hold the same");
    }

    @Test
    void aDryRunOnlyCounts() {
        Result counted = tidemark.expectOn(0, "fill", "forward", "bars/1d", "-s", "AAPL.US,MSFT.US", "--dry-run");
        assertThat(counted.lines().getLast()).isEqualTo("3 bars would be filled in 1 series of 2");
        assertThat(tidemark.expectOn(0, "log").lines()).hasSize(1);
        assertThat(tidemark.expectOn(
                                0,
                                "fill",
                                "forward",
                                "bars/1d/AAPL.US",
                                "--dry-run",
                                "--from",
                                "2024-01-04",
                                "--to",
                                "2024-01-05")
                        .out())
                .contains("1 bar would be filled");
    }

    @Test
    void aSeriesWithoutCalendarIsNamedAndTheOthersAreFilled() {
        Result result = tidemark.expectOn(5, "--json", "fill", "zero", "--all");
        List<JsonNode> lines = result.json();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst().get("status").asString()).isEqualTo("filled");
        assertThat(lines.getFirst().get("rows").asInt()).isEqualTo(3);
        assertThat(lines.get(1).get("status").asString()).isEqualTo("unchanged");
        assertThat(lines.get(2).get("symbol").asString()).isEqualTo("NOBODY");
        assertThat(lines.get(2).get("reason").asString()).isEqualTo("no_calendar");
        assertThat(lines.getLast().get("rows").asInt()).isEqualTo(3);
        assertThat(lines.getLast().get("commits").get(0).asInt()).isEqualTo(2);
        assertThat(result.err()).contains("partly failed");
        assertThat(closes("imputed")).containsExactly("01-03 0.0", "01-04 0.0", "01-08 0.0");
    }

    @Test
    void wrongUsageIsExplained() {
        String cases = """
            2 | fill                                  | forward, backward, interpolate or zero
            2 | fill linear bars/1d                   | 'linear'
            2 | fill forward                          | --all
            2 | fill forward bars/1d/AAPL.US --all    | --all
            2 | fill --remove forward bars/1d         | no method
            2 | fill forward bars/1d --from yesterday | yesterday
            6 | fill forward bars/1d/APPL.US          | did you mean AAPL.US?
            6 | fill forward bars/2d --all            | did you mean bars/1d?
            6 | fill forward -s AAPL.US,ZZZ           | ZZZ
            """;
        for (String each : cases.lines().toList()) {
            List<String> parts =
                    List.of(each.split("\\|", -1)).stream().map(String::strip).toList();
            int code = Integer.parseInt(parts.get(0));
            assertThat(tidemark.expectOn(code, parts.get(1).split(" ")).err()).contains(parts.get(2));
        }
    }

    @Test
    void anUpdateFillsOnRequestAndALaterOneFetchesAllTheSame() {
        load("2024-01-02", "2024-01-10");
        load("2024-01-22", "2024-01-31");
        long real = rows();
        assertThat(tidemark.expectOn(2, "update", "--all", "--fill", "linear").err())
                .contains("--fill", "'linear'");
        Result filled =
                tidemark.expectOn(0, "update", "--all", "--no-fill-gaps", "--until", "2024-01-31", "--fill", "forward");
        assertThat(filled.lines().getLast()).isEqualTo("6 bars filled in 1 series of 1"); // the 15th is a holiday
        assertThat(rows()).isEqualTo(real + 6);

        Result fetched = tidemark.expectOn(0, "--json", "update", "--all", "--until", "2024-01-31");
        assertThat(fetched.json().getFirst().get("gaps_filled").asInt()).isEqualTo(6);
        assertThat(rows()).isEqualTo(real + 6);
        assertThat(tidemark.expectOn(0, "fill", "--remove", "--all").lines().getLast())
                .startsWith("0 bars removed");
    }

    private void load(String start, String end) {
        tidemark.expectOn(
                0, "load", "-p", "simulated", "-s", "SIM1", "--dataset", "bars/1d-sim", "--start", start, "--end", end);
    }

    private long rows() {
        return tidemark.expectOn(0, "--json", "info", "bars/1d-sim/SIM1")
                .json()
                .getFirst()
                .get("rows")
                .asLong();
    }

    @Test
    void whatReadsBarsCanLeaveImputedOnesOut() {
        tidemark.expectOn(0, "fill", "forward", "bars/1d/AAPL.US");
        String count = "select count(*) n from bars_1d where symbol = 'AAPL.US'";
        assertThat(tidemark.expectOn(0, "sql", count, "--format", "csv").lines())
                .containsExactly("n", "6");
        assertThat(tidemark.expectOn(0, "sql", count, "--format", "csv", "--exclude-imputed")
                        .lines())
                .containsExactly("n", "3");
        assertThat(tidemark.expectOn(
                                0, "sql", "select count(*) n from datasets", "--format", "csv", "--exclude-imputed")
                        .lines())
                .as("a table without the flag is as it is")
                .containsExactly("n", "1");

        assertThat(missing("gaps", "bars/1d/AAPL.US")).isZero();
        assertThat(missing("gaps", "bars/1d/AAPL.US", "--exclude-imputed")).isEqualTo(3);

        assertThat(tidemark.expectOn(0, "validate", "bars/1d/AAPL.US", "--gap-gate", "--min-bars", "6")
                        .out())
                .contains("PASS");
        assertThat(tidemark.expectOn(1, "validate", "bars/1d/AAPL.US", "--gap-gate", "--exclude-imputed")
                        .out())
                .contains("missing_bars × 3");
        assertThat(tidemark.expectOn(1, "validate", "bars/1d/AAPL.US", "--min-bars", "6", "--exclude-imputed")
                        .out())
                .contains("3 rows, 6 required");

        tidemark.expectOn(0, "build", "panel", "--exclude-imputed");
        String panel = "select count(*) n from panel_1d where symbol = 'AAPL.US'";
        assertThat(tidemark.expectOn(0, "sql", panel, "--format", "csv").lines())
                .containsExactly("n", "3");
        tidemark.expectOn(0, "build");
        assertThat(tidemark.expectOn(0, "sql", panel, "--format", "csv").lines())
                .as("a panel remembers it")
                .containsExactly("n", "3");
        tidemark.expectOn(0, "build", "panel", "--no-exclude-imputed", "--overwrite");
        assertThat(tidemark.expectOn(0, "sql", panel, "--format", "csv").lines())
                .containsExactly("n", "6");
    }

    private long missing(String... words) {
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(words));
        return tidemark.expectOn(0, all.toArray(String[]::new)).json().stream()
                .filter(line -> line.has("state"))
                .mapToLong(line -> line.get("missing").asLong())
                .sum();
    }
}
