package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `load` and `update` with the simulated provider.
class LoadUpdateTest {
    private static final String DEAD = "failure-rate=1";
    private static final String DEADLY = "faults=server_error";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake().at("2024-03-15T22:00:00Z");
    }

    private Result load(int code, String... more) {
        return with(code, List.of("load", "-p", "simulated"), more);
    }

    private Result with(int code, List<String> first, String... more) {
        List<String> words = new ArrayList<>(first);
        words.addAll(List.of(more));
        return tidemark.expectOn(code, words.toArray(String[]::new));
    }

    private long rows(String series) {
        return info(series).get("rows").asLong();
    }

    private JsonNode info(String series) {
        return tidemark.expectOn(0, "--json", "info", series).json().getFirst();
    }

    private int commits() {
        return tidemark.expectOn(0, "--json", "log").json().size();
    }

    /// The outcome of each series, by symbol.
    private static Map<String, String> statuses(Result result) {
        Map<String, String> statuses = new TreeMap<>();
        for (JsonNode line : result.json()) {
            if (line.has("status")) {
                statuses.put(line.get("symbol").asString(), line.get("status").asString());
            }
        }
        return statuses;
    }

    @Test
    void aLoadIsIdempotent() {
        assertThat(load(0, "-s", "SIM00,SIM01", "--start", "2024-01-01").out())
                .contains("bars/1d/SIM00", "loaded", "104 rows inserted");
        assertThat(rows("bars/1d/SIM00")).isEqualTo(52);
        int before = commits();
        assertThat(load(0, "-s", "SIM00,SIM01", "--start", "2024-01-01").out()).contains("0 rows inserted");
        assertThat(commits()).isEqualTo(before);
    }

    @Test
    void anUpdateBringsWhatIsNewAndNothingTwice() {
        load(0, "-s", "SIM00,SIM01", "--start", "2024-01-01");
        tidemark.at("2024-03-19T22:00:00Z");
        assertThat(tidemark.expectOn(0, "update", "--all").out()).contains("4 rows inserted");
        JsonNode again =
                tidemark.expectOn(0, "--json", "update", "--all").json().getLast();
        assertThat(again.get("inserted").asLong()).isZero();
        assertThat(again.get("calls").get("simulated").asLong()).isZero();
        assertThat(again.get("commits")).isEmpty();
        assertThat(rows("bars/1d/SIM01")).isEqualTo(54);
    }

    @Test
    void severalTimeframesComeInOneCommand() {
        load(0, "-s", "SIM00", "-f", "1d,hourly", "-f", "weekly", "--start", "2024-03-01");
        assertThat(rows("bars/1d/SIM00")).isEqualTo(11);
        assertThat(rows("bars/1h/SIM00")).isEqualTo(11 * 7);
        assertThat(rows("bars/1w/SIM00")).isBetween(2L, 3L);
    }

    @Test
    void theDatasetCanBeAVariant() {
        load(0, "-s", "SIM00", "--dataset", "bars/1d-sim", "--start", "2024-03-01");
        assertThat(rows("bars/1d-sim/SIM00")).isEqualTo(11);
        assertThat(load(2, "-s", "SIM00", "--dataset", "bars/1d-sim", "-f", "1h")
                        .err())
                .contains("bars/1d-sim", "1h");
        assertThat(load(2, "-s", "SIM00", "--dataset", "ticks/raw").err()).contains("--dataset", "ticks/raw");
    }

    @Test
    void earliestGoesBackToTheFirstBar() {
        load(0, "-s", "SIM00", "-f", "1w", "--start", "earliest");
        assertThat(info("bars/1w/SIM00").toString()).contains("2010-01-04");
    }

    @Test
    void whatIsWrongWithTheWordsIsSaidBeforeAnybodyIsAsked() {
        assertThat(tidemark.expectOn(6, "load", "-p", "bloomberg", "-s", "X").err())
                .contains("bloomberg", "simulated", "kraken");
        assertThat(load(2).err()).contains("-s", "--symbols-file");
        assertThat(load(2, "-s", "../x").err()).contains("../x");
        assertThat(load(2, "-s", "SIM00", "-f", "daly").err()).contains("-f", "daly");
        assertThat(load(2, "-s", "SIM00", "-a", "stonks").err()).contains("-a", "stonks");
        assertThat(load(2, "-s", "SIM00", "--start", "yesterday").err()).contains("--start", "yesterday");
        assertThat(load(2, "-s", "SIM00", "--start", "2024-02-01", "--end", "2024-01-01")
                        .err())
                .contains("2024-02-01", "2024-01-01");
        assertThat(load(2, "-s", "SIM00", "--calendar", "mars").err()).contains("'mars'", "none", "24x7");
        assertThat(load(2, "-s", "SIM00", "--provider-option", "speed=9").err())
                .contains("speed", "failure-rate", "rate");
        assertThat(load(2, "-s", "SIM00", "--provider-option", "failure-rate=often")
                        .err())
                .contains("failure-rate", "often");
        assertThat(load(2, "-s", "SIM00", "--ohlc-mode", "maybe").err()).contains("maybe", "drop");
        assertThat(load(2, "--symbols-file", "missing.txt").err()).contains("missing.txt");
        assertThat(commits()).isZero();
    }

    @Test
    void aTimeframeThatIsNotOfferedFailsByName() {
        assertThat(load(5, "-s", "SIM00", "-f", "3m").out()).contains("not_offered", "simulated", "3m");
        assertThat(commits()).isZero();
    }

    @Test
    void dataOfAnotherAdjustmentAreRefusedWithAWayOut() {
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("a.us.txt", "A.US", 1, 2), "--adjusted", "none");
        assertThat(load(4, "-s", "SIM00").err()).contains("bars/1d", "adjusted", "--dataset", "bars/1d-");
        assertThat(commits()).isEqualTo(1);
    }

    @Test
    void aSeriesOfAnotherSourceIsNotMixed() {
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("a.us.txt", "A.US", 1, 2), "--adjusted", "splits");
        assertThat(load(5, "-s", "A.US,SIM00").out())
                .contains("bars/1d/A.US", "never mix", "--dataset bars/1d-simulated");
        assertThat(rows("bars/1d/A.US")).isEqualTo(2);
        assertThat(rows("bars/1d/SIM00")).isPositive();
    }

    @Test
    void aFileNamesSymbols() {
        tidemark.file("symbols.txt", "# mine\nSIM00\n\nSIM01\n");
        load(0, "--symbols-file", "symbols.txt", "-s", "SIM02", "--start", "2024-03-01");
        assertThat(tidemark.expectOn(0, "--json", "list", "bars/1d").json()).hasSize(3);
    }

    @Test
    void classAndCalendarAreRecorded() {
        load(0, "-s", "SIM-USD", "-a", "crypto", "--start", "2024-03-01");
        load(0, "-s", "SIM00", "--calendar", "none", "--start", "2024-03-01");
        load(0, "-s", "SIM01", "--start", "2024-03-01");
        assertThat(rows("bars/1d/SIM-USD")).as("the day under way too").isEqualTo(15);
        Map<String, String> calendars = new TreeMap<>();
        for (JsonNode line :
                tidemark.expectOn(0, "--json", "health", "--verbose").json()) {
            if (line.has("symbol")) {
                calendars.put(
                        line.get("symbol").asString(), line.get("calendar").asString());
            }
        }
        assertThat(calendars)
                .containsEntry("SIM-USD", "24x7")
                .containsEntry("SIM00", "none")
                .containsEntry("SIM01", "us");
        assertThat(tidemark.expectOn(1, "validate", "--check-gaps", "--severity", "warning")
                        .out())
                .as("without a calendar a week-end is a hole")
                .contains("PASS  bars/1d/SIM-USD", "FAIL  bars/1d/SIM00", "PASS  bars/1d/SIM01");
    }

    @Test
    void aLoadThatFailedIsTriedAgainWithItsRange() {
        load(
                5,
                "-s",
                "SIM00",
                "--start",
                "2024-02-01",
                "--end",
                "2024-02-29",
                "--provider-option",
                DEAD,
                "--provider-option",
                DEADLY);
        assertThat(commits()).isZero();
        assertThat(tidemark.expectOn(1, "health").out()).contains("bars/1d/SIM00", "error", "no data yet");

        assertThat(statuses(tidemark.expectOn(0, "--json", "update", "--all")))
                .containsExactly(Map.entry("SIM00", "loaded"));

        assertThat(rows("bars/1d/SIM00")).isEqualTo(20);
        assertThat(info("bars/1d/SIM00").toString()).contains("2024-02-01", "2024-02-29");
        tidemark.expectOn(0, "update", "--all", "--until", "2024-02-29");
        assertThat(rows("bars/1d/SIM00")).isEqualTo(20);
    }

    @Test
    void aNewSymbolNeedsAProvider() {
        assertThat(tidemark.expectOn(6, "update", "-s", "NEW").err())
                .contains("no existing data for NEW", "tidemark load -p PROVIDER -s NEW -f 1d");
        tidemark.expectOn(0, "update", "-s", "NEW", "-p", "simulated", "--initial-load-days", "30");
        assertThat(rows("bars/1d/NEW")).isEqualTo(21);
        tidemark.expectOn(
                0,
                "update",
                "-s",
                "OLD",
                "-p",
                "simulated",
                "--initial-start",
                "2023-01-01",
                "--initial-end",
                "2023-01-31");
        assertThat(rows("bars/1d/OLD")).isEqualTo(20);
        assertThat(tidemark.expectOn(6, "update", "-s", "X", "-p", "bloomberg").err())
                .contains("bloomberg");
        assertThat(tidemark.expectOn(2, "update").err()).contains("-s", "--all");
        assertThat(tidemark.expectOn(2, "update", "--all", "-s", "NEW").err()).contains("-s", "--all");
    }

    @Test
    void anUpdateOfALakeWithoutProvidersHasNothingToDo() {
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("a.us.txt", "A.US", 1, 2));
        assertThat(tidemark.expectOn(0, "update", "--all").out()).contains("nothing to update", "tidemark load");
    }

    @Test
    void aDryRunAsksNobodyAndWritesNothing() {
        load(0, "-s", "SIM00,SIM01", "--start", "2024-01-01");
        int before = commits();
        tidemark.at("2024-03-20T22:00:00Z");
        Result plan = tidemark.expectOn(
                0, "update", "--all", "--dry-run", "--provider-option", DEAD, "--provider-option", DEADLY);
        assertThat(plan.out())
                .contains("bars/1d/SIM00", "2024-03-08T00:00:00Z", "2024-03-20T22:00:00Z", "2 series need 2 calls");
        assertThat(commits()).isEqualTo(before);
        List<JsonNode> json =
                tidemark.expectOn(0, "--json", "update", "--all", "--dry-run").json();
        assertThat(json).hasSize(2);
        assertThat(json.getFirst().get("from").asString()).isEqualTo("2024-03-08T00:00:00Z");
        assertThat(tidemark.expectOn(0, "update", "--all", "--dry-run", "--lookback-days", "0")
                        .out())
                .contains("2024-03-15T00:00:00Z");
    }

    @Test
    void untilEndsAnUpdate() {
        load(0, "-s", "SIM00", "--start", "2024-01-01", "--end", "2024-02-15");
        tidemark.expectOn(0, "update", "--all", "--until", "2024-02-29");
        assertThat(info("bars/1d/SIM00").toString()).contains("2024-02-29").doesNotContain("2024-03-01");
    }

    @Test
    void oneThatFailsStopsNoOther() {
        load(0, "-s", "SIM00", "--start", "2024-01-01");
        Result result = load(5, "-s", "SIM01", "-f", "1d,3m", "--start", "2024-01-01");
        assertThat(result.err()).contains("partly failed");
        assertThat(rows("bars/1d/SIM01")).isEqualTo(52);
    }

    @Test
    void onlyOneDatasetCanBeUpdated() {
        load(0, "-s", "SIM00", "-f", "1d,1h", "--start", "2024-03-01");
        tidemark.at("2024-03-19T22:00:00Z");
        tidemark.expectOn(0, "update", "--all", "--dataset", "bars/1h");
        assertThat(rows("bars/1d/SIM00")).isEqualTo(11);
        assertThat(rows("bars/1h/SIM00")).isEqualTo(13 * 7);
    }

    @Test
    void aUsersHolidayIsNotAskedFor() {
        load(0, "-s", "SIM00", "--start", "2024-03-01");
        tidemark.file("lake/calendars/calendars.csv", "id,file,kind,zone\nus,mine.json,holidays,\n");
        tidemark.file("lake/calendars/mine.json", "[\"2024-01-01\", \"2024-03-18\", \"2024-12-25\"]");
        tidemark.at("2024-03-18T22:00:00Z");
        JsonNode summary =
                tidemark.expectOn(0, "--json", "update", "--all").json().getLast();
        assertThat(summary.get("calls").get("simulated").asLong()).isZero();
        tidemark.at("2024-03-19T22:00:00Z");
        tidemark.expectOn(0, "update", "--all");
        assertThat(tidemark.expectOn(0, "validate", "--gap-gate").out()).doesNotContain("missing_bars");
    }

    @Test
    void aCancelledLoadEndsWith130() {
        tidemark.cancellation().request();
        load(130, "-s", "SIM00");
        assertThat(commits()).isZero();
    }

    @Test
    void aSeriesKeepsItsCalendarUnlessTheRegistrySaysOtherwise() {
        load(0, "-s", "SIM00", "--start", "2024-03-01");
        load(0, "-s", "SIM00", "--start", "2024-03-01", "--calendar", "us");
        int before = commits();

        assertThat(load(4, "-s", "SIM01,SIM00", "--start", "2024-03-01", "--calendar", "24x7")
                        .err())
                .contains("bars/1d/SIM00", "calendar", "us -> 24x7", "instruments.csv");
        assertThat(load(4, "-s", "SIM00", "-a", "crypto").err()).contains("asset_class", "-> crypto");
        assertThat(commits()).as("nothing was loaded").isEqualTo(before);

        tidemark.file("lake/instruments.csv", "symbol,calendar,valid_from\nSIM00,24x7,2000-01-01\n");
        load(0, "-s", "SIM00", "--start", "2024-03-01");
        assertThat(tidemark.expectOn(0, "--json", "gaps", "bars/1d/SIM00").out())
                .as("the registry wins, so a week-end is a hole")
                .contains("2024-03-02");
    }
}
