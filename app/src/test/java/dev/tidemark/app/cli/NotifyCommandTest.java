package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `notify`, and what `health` tells.
class NotifyCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("a/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.expectOn(0, "import", "stooq", "a");
    }

    private void notifyBy(String lines) throws IOException {
        Files.writeString(tidemark.lakeFolder().resolve("tidemark.yaml"), "version: 1\nnotify:\n" + lines);
    }

    private void notifyByFile() throws IOException {
        notifyBy("  command: sh -c 'cat >> said.json'\n");
    }

    private List<JsonNode> said() throws IOException {
        Path file = tidemark.lakeFolder().resolve("said.json");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> JsonMapper.builder().build().readTree(line))
                        .toList()
                : List.of();
    }

    @Test
    void healthTellsOnceAndThatItIsOver() throws IOException {
        notifyByFile();

        tidemark.expectOn(0, "health", "--no-notify");
        assertThat(said()).isEmpty();
        tidemark.expectOn(0, "health");
        tidemark.expectOn(0, "health");

        assertThat(said()).hasSize(1);
        JsonNode matter = said().getFirst().get("matters").get(0);
        assertThat(matter.get("topic").asString()).isEqualTo("health/bars/1d/AAPL.US");
        assertThat(matter.get("severity").asString()).isEqualTo("warning");
        assertThat(matter.get("text").asString()).startsWith("bars/1d/AAPL.US is stale: ");
        assertThat(tidemark.expectOn(0, "notify").out()).contains("channels: command", "bars/1d/AAPL.US is stale");

        tidemark.expectOn(0, "remove", "bars/1d/AAPL.US");
        tidemark.expectOn(0, "health");
        assertThat(said()).hasSize(2);
        assertThat(said().getLast().get("matters").get(0).get("state").asString())
                .isEqualTo("over");
        assertThat(tidemark.expectOn(0, "notify").out()).contains("nothing is open");
    }

    @Test
    void aBrokenChannelFailsNoCommand() throws IOException {
        notifyBy("  command: sh -c 'exit 9'\n");
        assertThat(tidemark.expectOn(0, "health").err()).contains("could not notify by command: sh ended with 9");
        assertThat(tidemark.expectOn(1, "notify", "--test").out()).contains("command: failed: sh ended with 9");
    }

    @Test
    void aTestIsSent() throws IOException {
        notifyByFile();
        assertThat(tidemark.expectOn(0, "notify", "--test").out()).contains("command: sent");
        assertThat(said().getFirst().get("text").asString()).contains("this is a test");
        JsonNode result =
                tidemark.expectOn(0, "--json", "notify", "--test").json().getFirst();
        assertThat(result.get("channel").asString()).isEqualTo("command");
        assertThat(result.get("sent").asBoolean()).isTrue();
    }

    @Test
    void withoutAChannelNothingHappens() {
        assertThat(tidemark.expectOn(0, "health").err()).isEmpty();
        assertThat(tidemark.expectOn(0, "notify").out()).contains("no channel is configured", "nothing is open");
        assertThat(tidemark.expectOn(2, "notify", "--test").err()).contains("notify.webhook", "tidemark.yaml");
    }

    @Test
    void halfAChannelIsRefused() throws IOException {
        notifyBy("  smtp: {host: mail.example}\n");
        assertThat(tidemark.expectOn(2, "health").err()).contains("notify.smtp.from");
        notifyBy("  smtp: {host: mail.example, from: a@b.example, to: c@d.example, user: me}\n");
        assertThat(tidemark.expectOn(2, "health").err()).contains("TIDEMARK_SMTP_PASSWORD");
        tidemark.with("TIDEMARK_SMTP_PASSWORD", "x");
        assertThat(tidemark.expectOn(0, "notify").out()).contains("channels: mail");
        notifyBy("  webhook: ftp://tok3n@x/\n");
        assertThat(tidemark.expectOn(2, "health").err())
                .contains("notify.webhook is no URL")
                .doesNotContain("tok3n");
        notifyBy("  webhook: https://hooks.example/tok3n\n");
        assertThat(tidemark.expectOn(0, "config", "show").out()).doesNotContain("tok3n");
    }
}
