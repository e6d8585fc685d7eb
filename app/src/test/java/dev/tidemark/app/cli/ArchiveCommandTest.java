package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `archive` and `restore --archive`.
class ArchiveCommandTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("a/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.stooq("a/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "a");
    }

    @Test
    void aSeriesMovesAndComesBack() {
        assertThat(tidemark.expectOn(0, "archive", "bars/1d/AAPL.US", "--to", "cold")
                        .out())
                .contains("archived 1 partition", "3 rows", "commit 2");

        tidemark.expectOn(6, "info", "bars/1d/AAPL.US");
        assertThat(tidemark.expect(0, "archive", "--list", "cold").out()).contains("bars/1d/AAPL.US", "all");
        JsonNode listed =
                tidemark.expect(0, "--json", "archive", "--list", "cold").json().getFirst();
        assertThat(listed.get("rows").asLong()).isEqualTo(3);
        assertThat(listed.get("partitions").get(0).get("chunk").asString()).isEqualTo("all");
        assertThat(tidemark.expect(0, "archive", "--check", "cold").out()).contains("every file");
        JsonNode log =
                tidemark.expectOn(0, "--json", "log", "--limit", "1").json().getFirst();
        assertThat(log.get("kind").asString()).isEqualTo("archive");
        assertThat(log.get("message").asString())
                .contains("bars/1d/AAPL.US", folder.resolve("cold").toString());

        JsonNode back = tidemark.expectOn(0, "--json", "restore", "--archive", "cold", "bars/1d/AAPL.US")
                .json()
                .getFirst();
        assertThat(back.get("rows").asLong()).isEqualTo(3);
        tidemark.expectOn(0, "info", "bars/1d/AAPL.US");
        assertThat(tidemark.expectOn(0, "restore", "--archive", "cold").out()).contains("nothing to do");
        tidemark.expectOn(0, "verify", "--full");
    }

    @Test
    void anyReaderReadsTheFiles() {
        tidemark.expectOn(0, "archive", "bars/1d", "--to", "cold");
        assertThat(folder.resolve("cold/bars/timeframe=1d/symbol=MSFT.US/part.parquet"))
                .isRegularFile();
        assertThat(tidemark.expectOn(0, "--json", "list").json()).isEmpty();
    }

    @Test
    void rowsThatCameInMeanwhileAreRefusedByName() {
        tidemark.expectOn(0, "archive", "bars/1d", "--to", "cold");
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("b/aapl.us.txt", "AAPL.US", 7, 8));

        assertThat(tidemark.expectOn(5, "restore", "--archive", "cold").out())
                .contains("refused bars/1d/AAPL.US/all: the lake holds other rows", "brought back 1 partition");
        assertThat(tidemark.expectOn(5, "archive", "bars/1d/AAPL.US", "--to", "cold")
                        .out())
                .contains("refused bars/1d/AAPL.US/all: the archive holds other rows");
    }

    @Test
    void damageIsFound() throws IOException {
        tidemark.expectOn(0, "archive", "bars/1d/AAPL.US", "--to", "cold");
        Files.writeString(folder.resolve("cold/bars/timeframe=1d/symbol=AAPL.US/part.parquet"), "x");
        assertThat(tidemark.expect(1, "archive", "--check", "cold").out()).contains("part.parquet", "other bytes");
        assertThat(tidemark.expectOn(5, "restore", "--archive", "cold").out()).contains("refused bars/1d/AAPL.US/all");
    }

    @Test
    void beforeTakesOldPartitionsOnly() {
        assertThat(tidemark.expectOn(0, "archive", "bars/1d", "--before", "2024-01-04", "--to", "cold")
                        .out())
                .contains("archived 1 partition of 1 series", "2 rows");
        assertThat(tidemark.expectOn(0, "archive", "bars/1d", "--before", "2020-01-01", "--to", "cold")
                        .out())
                .contains("nothing to archive");
    }

    @Test
    void wrongUseIsRefused() {
        for (String[] words : new String[][] {
            {"archive"},
            {"archive", "bars/1d"},
            {"archive", "--to", "cold"},
            {"archive", "bars/1d", "--to", "cold", "--list", "cold"},
            {"archive", "--list", "cold", "--check", "cold"},
            {"archive", "--list", "cold", "--before", "2020-01-01"},
            {"archive", "bars/1d", "--to", "lake/data"},
            {"restore"},
            {"restore", "--archive", "cold", "bars/1d/AAPL.US/all"},
        }) {
            assertThat(tidemark.on(words).code()).as(String.join(" ", words)).isEqualTo(2);
        }
        tidemark.expectOn(6, "archive", "bars/1d/NONE", "--to", "cold");
        tidemark.expectOn(6, "archive", "--list", "cold");
        tidemark.expectOn(6, "restore", "--archive", "cold");
    }
}
