package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `build` refuses to read.
class GatedBuildTest {
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        imported("A.US", 11);
        imported("B.US", 8);
    }

    /// Two bars; the first one's low is 9.
    private void imported(String symbol, int high) {
        String text = HEADER
                + "%1$s,D,20240102,000000,10,%2$d,9,10,100,0\n%1$s,D,20240103,000000,10,11,9,10,100,0\n"
                        .formatted(symbol, high);
        tidemark.expectOn(0, "import", "stooq", tidemark.file(symbol.substring(0, 1) + ".us.txt", text));
    }

    private JsonNode lastCommit() {
        return tidemark.expectOn(0, "--json", "log").json().getFirst();
    }

    @Test
    void aBadInputIsRefusedByNameAndRule() {
        CommandLineFixture.Result result = tidemark.expectOn(1, "build", "panel");

        assertThat(result.out() + result.err())
                .contains("gated", "bars/1d/B.US", "price_consistency", "--no-gate")
                .doesNotContain("A.US failed");
        JsonNode json = tidemark.expectOn(1, "--json", "build", "panel").json().getFirst();
        assertThat(json.get("failures").get(0).get("code").asString()).isEqualTo("gated");
    }

    @Test
    void aCorrectedInputIsBuilt() {
        tidemark.expectOn(1, "build", "panel");
        imported("B.US", 12);
        tidemark.expectOn(0, "build", "panel");
        assertThat(tidemark.expectOn(0, "build", "panel").out()).contains("nothing to do");
        assertThat(tidemark.expectOn(0, "build").err())
                .as("verdicts are no orphans")
                .doesNotContain("not there any more");
        tidemark.expectOn(0, "verify", "--rebuild", "all");
    }

    @Test
    void withoutTheGateItIsBuiltAndTheLogSaysSo() {
        tidemark.expectOn(0, "build", "panel", "--no-gate");
        assertThat(lastCommit().get("message").asString()).contains("--no-gate");
        assertThat(tidemark.expectOn(0, "list").out()).doesNotContain("validation/");
    }

    @Test
    void theConfigTurnsItOffOrSetsWhatBlocks() throws IOException {
        Path config = tidemark.lakeFolder().resolve("tidemark.yaml");
        Files.writeString(config, "validation: {gate: critical}\n");
        tidemark.expectOn(0, "build", "panel");
        assertThat(tidemark.expectOn(0, "list").out()).contains("validation/bars-1d");

        imported("C.US", 7);
        Files.writeString(config, "validation: {gate: error, symbols: {C.US: {severity.price_consistency: info}}}\n");
        assertThat(tidemark.expectOn(1, "build", "panel").err())
                .contains("B.US failed")
                .doesNotContain("C.US failed");

        Files.writeString(config, "validation: {gate: off}\n");
        tidemark.expectOn(0, "build", "panel");
    }

    @Test
    void verdictsCanBeExplained() {
        tidemark.expectOn(1, "validate");
        assertThat(tidemark.expectOn(0, "explain", "validation/bars-1d/B.US/all")
                        .out())
                .contains("validation/bars-1d/B.US/all", "bars/1d/B.US");
    }
}
