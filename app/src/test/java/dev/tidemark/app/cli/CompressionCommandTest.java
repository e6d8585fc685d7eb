package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `datasets: {D: {compression: ...}}` and `rechunk --compression`.
class CompressionCommandTest {
    private static final int BARS = 400;

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        bars("a/aapl.us.txt", "AAPL.US");
        bars("b/msft.us.txt", "MSFT.US");
        tidemark.expectOn(0, "import", "stooq", "a");
    }

    /// Enough bars for files that are compressed at all.
    private void bars(String name, String ticker) {
        StringBuilder text =
                new StringBuilder("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n");
        for (int i = 0; i < BARS; i++) {
            String date = LocalDate.of(2020, 1, 1).plusDays(i).format(DateTimeFormatter.BASIC_ISO_DATE);
            text.append("%s,D,%s,000000,%d,%d,%d,%d,100,0\n".formatted(ticker, date, i, i + 1, i, i + 1));
        }
        tidemark.file(name, text.toString());
    }

    private void config(String compression) throws IOException {
        Files.writeString(
                tidemark.lakeFolder().resolve("tidemark.yaml"),
                "datasets:\n  \"bars/1d\": {compression: \"" + compression + "\"}\n",
                StandardOpenOption.APPEND);
    }

    private long head() {
        return tidemark.expectOn(0, "--json", "log", "--limit", "1")
                .json()
                .getFirst()
                .get("number")
                .asLong();
    }

    private byte[] file(String symbol) throws IOException {
        return Files.readAllBytes(
                tidemark.lakeFolder().resolve("data/bars/timeframe=1d/symbol=" + symbol + "/part.parquet"));
    }

    @Test
    void anImportOfEqualRowsWritesNothingAgain() throws IOException {
        byte[] before = file("AAPL.US");
        config("none");

        tidemark.expectOn(0, "import", "stooq", "a");

        assertThat(head()).isEqualTo(1);
        assertThat(file("AAPL.US")).isEqualTo(before);
        tidemark.expectOn(0, "import", "stooq", "b");
        assertThat(file("MSFT.US").length).isGreaterThan(before.length);
        assertThat(rows()).containsExactly(List.of("AAPL.US", "400"), List.of("MSFT.US", "400"));
    }

    private List<List<String>> rows() {
        return tidemark
                .expectOn(0, "--json", "sql", "SELECT symbol, count(*) n FROM bars_1d GROUP BY 1 ORDER BY 1")
                .json()
                .stream()
                .map(row -> List.of(row.get("symbol").asString(), row.get("n").asString()))
                .toList();
    }

    @Test
    void rechunkWritesADatasetAnew() throws IOException {
        byte[] before = file("AAPL.US");

        assertThat(tidemark.expectOn(0, "rechunk", "bars/1d", "--compression", "none")
                        .out())
                .contains("bars/1d is compressed with none now; commit 2");

        assertThat(file("AAPL.US").length).isGreaterThan(before.length);
        tidemark.expectOn(0, "verify", "--full");
        assertThat(tidemark.expectOn(0, "rechunk", "bars/1d", "--compression", "none")
                        .out())
                .contains("already");
        assertThat(tidemark.expectOn(0, "rechunk", "bars/1d", "--compression", "zstd", "--chunk", "month")
                        .out())
                .contains("cut by month and compressed with zstd:1 now");
        tidemark.expectOn(0, "rechunk", "bars/1d", "--compression", "zstd", "--chunk", "all");
        assertThat(file("AAPL.US")).isEqualTo(before);
    }

    @Test
    void wrongUseIsRefused() throws IOException {
        assertThat(tidemark.expectOn(2, "rechunk", "bars/1d", "--compression", "gzip")
                        .err())
                .contains("--compression: 'gzip' is no value for datasets.bars/1d.compression", "zstd:19");
        assertThat(tidemark.expectOn(2, "rechunk", "bars/1d").err()).contains("--chunk, --compression");
        tidemark.expectOn(6, "rechunk", "bars/9d", "--compression", "none");
        config("zstd:20");
        assertThat(tidemark.expectOn(2, "list").err()).contains("tidemark.yaml:", "zstd:20", "datasets.bars/1d");
    }
}
