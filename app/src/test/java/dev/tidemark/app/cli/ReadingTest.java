package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `list`, `info`, `status`, `verify`, `doctor`: what they answer to people and scripts.
class ReadingTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("in/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.stooq("in/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "in");
    }

    @Test
    void listShowsDatasets() {
        assertThat(tidemark.expectOn(0, "list").lines().get(1).replaceAll(" +", " "))
                .matches("bars/1d 2 2 5 \\S+ k?B 2024-01-02 2024-01-04 all");

        JsonNode dataset = tidemark.expectOn(0, "--json", "list").json().getFirst();
        assertThat(dataset.get("dataset").asString()).isEqualTo("bars/1d");
        assertThat(dataset.get("series").asInt()).isEqualTo(2);
        assertThat(dataset.get("rows").asInt()).isEqualTo(5);
        assertThat(dataset.get("chunk").asString()).isEqualTo("all");
        assertThat(dataset.get("sql_name").asString()).isEqualTo("bars_1d");
    }

    @Test
    void listShowsTheSeriesOfADataset() {
        assertThat(tidemark.expectOn(0, "list", "bars/1d").out()).contains("AAPL.US", "MSFT.US", "2024-01-04");

        List<JsonNode> series =
                tidemark.expectOn(0, "list", "bars/1d", "--json").json();
        assertThat(series).extracting(s -> s.get("symbol").asString()).containsExactly("AAPL.US", "MSFT.US");
        assertThat(series.getFirst().get("rows").asInt()).isEqualTo(3);
        assertThat(series.getFirst().get("partitions").asInt()).isEqualTo(1);
        assertThat(series.getFirst().get("first").asString()).isEqualTo("2024-01-02T00:00:00Z");
    }

    @Test
    void infoShowsADatasetsRecord() {
        assertThat(tidemark.expectOn(0, "info", "bars/1d").out())
                .contains("bars_1d", "imported", "close double", "chunk");

        JsonNode dataset =
                tidemark.expectOn(0, "--json", "info", "bars/1d").json().getFirst();
        assertThat(dataset.get("schema").valueStream().map(c -> c.get("name").asString()))
                .contains("symbol", "ts", "close");
        assertThat(dataset.get("identity").isObject()).isTrue();
    }

    @Test
    void infoShowsASeriesWithItsPartitions() {
        assertThat(tidemark.expectOn(0, "info", "bars/1d/AAPL.US").out()).contains("AAPL.US", "CONTENT", "2024-01-04");

        JsonNode series =
                tidemark.expectOn(0, "--json", "info", "bars/1d/AAPL.US").json().getFirst();
        assertThat(series.get("symbol").asString()).isEqualTo("AAPL.US");
        assertThat(series.get("rows").asInt()).isEqualTo(3);
        JsonNode partition = series.get("partitions").get(0);
        assertThat(partition.get("chunk").asString()).isEqualTo("all");
        assertThat(partition.get("file_digest").asString()).matches("[0-9a-f]{64}");
        assertThat(partition.get("content_digest").asString()).matches("[0-9a-f]{64}");
        assertThat(partition.get("bytes").asLong()).isPositive();
        assertThat(partition.get("min_time").asString()).isEqualTo("2024-01-02T00:00:00Z");
        assertThat(partition.get("max_time").asString()).isEqualTo("2024-01-04T00:00:00Z");
    }

    @Test
    void whatIsMissingEndsWithSixAndASuggestion() {
        assertThat(tidemark.expectOn(6, "info", "bars/1d/AAPL.UK").err()).contains("did you mean AAPL.US?");
        assertThat(tidemark.expectOn(6, "info", "bars/1d/aapl.us").err()).contains("did you mean AAPL.US?");
        assertThat(tidemark.expectOn(6, "info", "bars/1e").err()).contains("did you mean bars/1d?");
        assertThat(tidemark.expectOn(6, "list", "ticks/raw").err()).contains("there are bars/1d");
        assertThat(tidemark.expectOn(6, "info", "bars/1d/ZZZZZZ").err()).contains("tidemark list bars/1d");
        tidemark.expectOn(6, "list", "--as-of", "99");
        tidemark.expectOn(6, "list", "--as-of", "nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bars/1d/../../etc/passwd",
                "bars/1d/a/b",
                "bars/1d/",
                "bars",
                "",
                "/",
                "bars/1d/x/y/z",
                "bars/1d/a\\b"
            })
    void badNamesEndWithTwo(String name) {
        assertThat(tidemark.expectOn(2, "info", name).err()).startsWith("tidemark: ");
    }

    @Test
    void statusIsShortWhenAllIsWell() {
        assertThat(tidemark.expectOn(0, "status").out())
                .contains("commit 1 (c", "2 series", "data/ is as the commit says");

        JsonNode status = tidemark.expectOn(0, "--json", "status").json().getFirst();
        assertThat(status.get("commit").asInt()).isEqualTo(1);
        assertThat(status.get("findings").isEmpty()).isTrue();
    }

    @Test
    void statusNamesAForeignFileAndDoctorPutsItRight() throws Exception {
        Path file = tidemark.lakeFolder().resolve("data/bars/timeframe=1d/symbol=AAPL.US/part.parquet");
        byte[] before = Files.readAllBytes(file);
        Files.delete(file);
        Files.writeString(file, "not parquet");

        assertThat(tidemark.expectOn(1, "status").out()).contains("AAPL.US", "doctor --fix");
        assertThat(tidemark.expectOn(1, "doctor").out()).contains("AAPL.US");
        tidemark.expectOn(0, "doctor", "--fix");
        assertThat(file).hasBinaryContent(before);
        tidemark.expectOn(0, "status");
    }

    @Test
    void verifyNamesAFlippedByte() throws Exception {
        assertThat(tidemark.expectOn(0, "verify", "--full").out()).contains("all is well");
        Path file = tidemark.lakeFolder().resolve("data/bars/timeframe=1d/symbol=MSFT.US/part.parquet");
        file.toFile().setWritable(true);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 30);
        }

        assertThat(tidemark.expectOn(1, "verify", "--full").out()).contains("MSFT.US");
        JsonNode report =
                tidemark.expectOn(1, "--json", "verify", "--full").json().getFirst();
        assertThat(report.get("findings").size()).isPositive();
        assertThat(report.get("findings").get(0).get("name").asString()).contains("MSFT.US");
    }
}
