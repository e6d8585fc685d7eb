package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HealthTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake().at("2024-03-15T22:00:00Z");
        tidemark.expectOn(0, "load", "-p", "simulated", "-s", "SIM00,SIM01", "--start", "2024-01-01");
    }

    private List<JsonNode> states() {
        return tidemark.on("--json", "health", "--verbose").json();
    }

    @Test
    void whatIsUpToDateIsHealthy() {
        assertThat(tidemark.expectOn(0, "health").out()).contains("2 series: 2 healthy");
        List<JsonNode> states = states();
        assertThat(states).hasSize(3);
        assertThat(states.getFirst().get("status").asString()).isEqualTo("healthy");
        assertThat(states.getFirst().get("provider").asString()).isEqualTo("simulated");
        assertThat(states.getFirst().get("total_rows").asLong()).isEqualTo(52);
        assertThat(states.getFirst().get("missing").asLong()).isZero();
        assertThat(states.getFirst().get("date_range_end").asString()).startsWith("2024-03-15");
        assertThat(states.getLast().get("series").asInt()).isEqualTo(2);
        assertThat(states.getLast().get("counts").get("healthy").asInt()).isEqualTo(2);
    }

    @Test
    void threeExpectedBarsBehindIsHealthyAndFourIsStale() {
        tidemark.at("2024-03-20T22:00:00Z"); // Monday to Wednesday have ended
        tidemark.expectOn(0, "health", "--strict");
        tidemark.at("2024-03-21T22:00:00Z");
        assertThat(tidemark.expectOn(0, "health").out()).contains("stale", "2024-03-15", "more than 3 expected bars");
        tidemark.expectOn(1, "health", "--strict");
        tidemark.expectOn(0, "update", "-s", "SIM00");
        assertThat(tidemark.expectOn(1, "health", "--strict").out()).contains("1 healthy, 1 stale");
        tidemark.expectOn(0, "health", "--strict", "-s", "SIM00");
    }

    @Test
    void aWeekWithoutAGoodUpdateIsStale() {
        tidemark.at("2024-03-23T00:00:00Z");
        assertThat(tidemark.expectOn(0, "health").out()).contains("its last good update was at 2024-03-15T22:00:00Z");
        assertThat(tidemark.expectOn(1, "health", "--strict", "--stale-days", "30")
                        .out())
                .contains("expected bars");
    }

    @Test
    void threeOfFiveUpdatesThatFailedAreAnError() {
        for (int day = 18; day <= 20; day++) {
            tidemark.at("2024-03-" + day + "T22:00:00Z");
            tidemark.expectOn(
                    5,
                    "update",
                    "-s",
                    "SIM00",
                    "--provider-option",
                    "failure-rate=1",
                    "--provider-option",
                    "faults=timeout");
        }
        assertThat(tidemark.expectOn(1, "health").out()).contains("3 of its last 4 updates failed");
        List<JsonNode> history = tidemark.expectOn(0, "--json", "health", "--history", "bars/1d/SIM00")
                .json();
        assertThat(history).hasSize(4);
        assertThat(history.getFirst().get("errors")).hasSize(1);
        assertThat(history.getFirst().get("timestamp").asString()).startsWith("2024-03-20");
        assertThat(history.getLast().get("errors")).isEmpty();
        assertThat(history.getLast().get("update_type").asString()).isEqualTo("full");
        assertThat(history.getLast().get("rows_after").asLong()).isEqualTo(52);
        assertThat(tidemark.expectOn(0, "health", "--history", "bars/1d/SIM00").out())
                .contains("TIME", "incremental", "simulated");
        for (int day : new int[] {21, 22, 25}) {
            tidemark.at("2024-03-" + day + "T22:00:00Z");
            tidemark.expectOn(0, "update", "-s", "SIM00");
        }
        tidemark.expectOn(0, "health", "-s", "SIM00");
    }

    @Test
    void aLoadThatBroughtNothingIsAnError() {
        tidemark.expectOn(
                5,
                "load",
                "-p",
                "simulated",
                "-s",
                "SIM02",
                "-a",
                "etf",
                "--provider-option",
                "failure-rate=1",
                "--provider-option",
                "faults=timeout");
        assertThat(tidemark.expectOn(1, "health").out())
                .contains("bars/1d/SIM02", "no data yet", "1 error, 2 healthy", "1 etf");
        tidemark.expectOn(0, "update", "--all");
        tidemark.expectOn(0, "health");
    }

    @Test
    void anUpdateCanShowHowThingsStand() {
        tidemark.at("2024-03-18T22:00:00Z");
        assertThat(tidemark.expectOn(0, "update", "--all", "--show-status").out())
                .contains("2 series: 2 healthy");
    }

    @Test
    void aHistoryOfNoSeriesIsNotFound() {
        assertThat(tidemark.expectOn(6, "health", "--history", "bars/1d/NOPE").err())
                .contains("bars/1d/NOPE");
    }

    @Test
    void aLongHolidayIsNotStale() {
        tidemark.file("lake/calendars/calendars.csv", "id,file,kind,zone\nmars,mars.txt,trading_days,UTC\n");
        tidemark.file("lake/calendars/mars.txt", "2024-03-13\n2024-03-14\n2024-03-28\n2024-03-29\n");
        tidemark.expectOn(
                0,
                "load",
                "-p",
                "simulated",
                "-s",
                "SIM02",
                "--calendar",
                "mars",
                "--start",
                "2024-03-13",
                "--end",
                "2024-03-14");
        tidemark.at("2024-03-27T22:00:00Z");
        tidemark.expectOn(0, "health", "--strict", "-s", "SIM02");
        tidemark.at("2024-03-29T22:00:00Z");
        assertThat(tidemark.expectOn(1, "health", "--strict", "-s", "SIM02").out())
                .contains("its last good update was at 2024-03-15");
    }
}
