package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whom `validate` tells what.
class ValidateNewsTest {
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() throws IOException {
        tidemark = new CommandLineFixture(folder).lake();
        Files.writeString(
                tidemark.lakeFolder().resolve("tidemark.yaml"),
                "version: 1\nnotify:\n  command: sh -c 'cat >> said.json'\n");
    }

    /// Makes the series exactly these rows.
    ///
    /// @param rows `date,open,high,low,close`
    private void bars(String symbol, String... rows) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String row : rows) {
            text.append(symbol)
                    .append(",D,")
                    .append(row.replaceFirst(",", ",000000,"))
                    .append(",100,0\n");
        }
        tidemark.expectOn(0, "import", "stooq", tidemark.file(symbol + ".txt", text.toString()), "--allow-removal");
    }

    private void bad() {
        bars("BAD.US", "20240102,10,11,9,10", "20240103,10,8,9,10");
    }

    private void good() {
        bars("BAD.US", "20240102,10,11,9,10", "20240103,10,11,9,10");
    }

    /// The matters that were told since the last time, as `state severity topic: text`.
    private List<String> told() throws IOException {
        Path file = tidemark.lakeFolder().resolve("said.json");
        List<String> told = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                for (JsonNode matter :
                        JsonMapper.builder().build().readTree(line).get("matters")) {
                    told.add(matter.get("state").asString() + " "
                            + matter.get("severity").asString() + " "
                            + matter.get("topic").asString() + ": "
                            + matter.get("text").asString());
                }
            }
            Files.delete(file);
        }
        return told;
    }

    @Test
    void aSeriesThatFailsIsToldOnceAndThatItIsOver() throws IOException {
        bad();
        tidemark.expectOn(1, "validate", "--no-notify");
        assertThat(told()).isEmpty();

        tidemark.expectOn(1, "validate");
        assertThat(told())
                .containsExactly("new error validate/rules/error/bars/1d/BAD.US: bars/1d/BAD.US fails validation: error"
                        + " price_consistency × 1");
        tidemark.expectOn(1, "validate", "-s", "BAD.US");
        assertThat(told()).isEmpty();
        assertThat(tidemark.expectOn(0, "notify").out()).contains("BAD.US fails validation");

        good();
        tidemark.expectOn(0, "validate");
        assertThat(told()).singleElement().asString().startsWith("over fine validate/rules/error/bars/1d/BAD.US: ");
        tidemark.expectOn(0, "validate");
        assertThat(told()).isEmpty();
    }

    @Test
    void aRunThatLooksAtLessEndsNothing() throws IOException {
        bars("HOLE.US", "20240102,10,11,9,10", "20240105,10,11,9,10");
        tidemark.expectOn(1, "validate", "--gap-gate");
        assertThat(told()).singleElement().asString().contains("new error validate/gaps/error/", "missing_bars × 2");

        tidemark.expectOn(0, "validate");
        assertThat(told()).as("gaps were not looked at").isEmpty();
        tidemark.expectOn(0, "validate", "--check-gaps", "--severity", "critical");
        assertThat(told())
                .as("gaps are a warning now, below the error that is open")
                .singleElement()
                .asString()
                .startsWith("over");

        tidemark.expectOn(1, "validate", "--gap-gate");
        assertThat(told()).hasSize(1);
        tidemark.expectOn(0, "validate", "--gap-gate", "--severity", "critical");
        assertThat(told()).as("the error is there still").isEmpty();
        bars("HOLE.US", "20240102,10,11,9,10", "20240103,10,11,9,10");
        tidemark.expectOn(0, "validate", "--gap-gate");
        assertThat(told()).singleElement().asString().startsWith("over");
    }

    @Test
    void warningsAreToldWhereTheyFail() throws IOException {
        bars("WE.US", "20240105,10,11,9,10", "20240106,10,11,9,10");
        tidemark.expectOn(0, "validate");
        assertThat(told()).isEmpty();
        tidemark.expectOn(1, "validate", "--severity", "warning");
        assertThat(told())
                .containsExactly("new warning validate/rules/warning/bars/1d/WE.US: bars/1d/WE.US fails validation:"
                        + " warning weekend_trading × 1");
        tidemark.expectOn(0, "validate");
        assertThat(told()).isEmpty();
    }

    @Test
    void aSeriesThatIsGoneIsOver() throws IOException {
        bad();
        bars("OK.US", "20240102,10,11,9,10");
        tidemark.expectOn(1, "validate");
        assertThat(told()).hasSize(1);
        tidemark.expectOn(0, "remove", "bars/1d/BAD.US");
        tidemark.expectOn(0, "validate");
        assertThat(told()).singleElement().asString().startsWith("over");
    }

    @Test
    void halfAChannelIsRefusedBeforeAnythingIsDone() throws IOException {
        bad();
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), "notify:\n  smtp: {host: mail.example}\n");
        assertThat(tidemark.expectOn(2, "validate").err()).contains("notify.smtp.from");
        assertThat(tidemark.expectOn(0, "list").out()).doesNotContain("validation");
    }
}
