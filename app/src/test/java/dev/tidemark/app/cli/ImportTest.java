package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportTest {
    private static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    @Test
    void saysWhatCameInAndIsANoOpTheSecondTime() {
        String file = tidemark.stooq("aapl.us.txt", "AAPL.US", 1, 2, 3);

        Result first = tidemark.expectOn(0, "import", "stooq", file);
        Result second = tidemark.expectOn(0, "import", "stooq", file);

        assertThat(first.out()).contains("1 imported", "3 imported", "commits   1", "rows/s");
        assertThat(second.out()).contains("1 unchanged", "3 unchanged", "commits   none");
        assertThat(tidemark.expectOn(0, "--json", "log").json()).hasSize(1);
        assertThat(tidemark.lakeFolder().resolve("reports/import")).doesNotExist();
    }

    @Test
    void aBrokenRowIsNamedByFileAndLine() throws IOException {
        String file = tidemark.file(
                "in/mix.us.txt",
                HEADER + "MIX.US,D,20240102,000000,10,11,9,10,100,0\nMIX.US,D,20240103,000000,ten,11,9,10,100,0\n"
                        + "MIX.US,D,20240104,000000,10,12,9,11,200,0\n");

        Result result = tidemark.expectOn(5, "import", "stooq", file);

        assertThat(result.out()).contains("mix.us.txt:3", "bad_number", "quarantine/", "reports/import/");
        try (Stream<Path> reports = Files.list(tidemark.lakeFolder().resolve("reports/import"))) {
            assertThat(reports)
                    .singleElement()
                    .satisfies(report -> assertThat(Files.readString(report)).contains("\"line\":3"));
        }
    }

    @Test
    void aShrunkenHistoryIsRefusedByName() {
        double[] many = new double[20];
        Arrays.fill(many, 5);
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("a/big.us.txt", "BIG.US", many));

        Result refused = tidemark.expectOn(5, "import", "stooq", tidemark.stooq("b/big.us.txt", "BIG.US", 5, 5));
        assertThat(refused.out()).contains("BIG.US", "would_shrink");

        tidemark.expectOn(0, "import", "stooq", "b/big.us.txt", "--allow-removal");
        JsonNode info =
                tidemark.expectOn(0, "--json", "info", "bars/1d/BIG.US").json().getFirst();
        assertThat(info.get("rows").asLong()).isEqualTo(2);
    }

    @Test
    void whatIsNoSourceIsNamed() {
        tidemark.file("in/page.us.txt", "<!DOCTYPE html><html><body>Exceeded the daily hits limit</body></html>");

        Result result = tidemark.expectOn(2, "import", "stooq", "in/page.us.txt");

        assertThat(result.out() + result.err()).contains("page.us.txt");
        assertThat(tidemark.expectOn(0, "--json", "log").json()).isEmpty();
    }

    @Test
    void namesEachOfManyRefusedSeries() {
        for (int i = 0; i < 120; i++) {
            tidemark.file("in/s%03d.us.txt".formatted(i), HEADER + "S%03d.US,D,x,000000,1,1,1,1,1,0\n".formatted(i));
        }
        Result result = tidemark.expectOn(5, "import", "stooq", "in");
        assertThat(result.out()).contains("S000.US", "S119.US", "reports/import/");
        assertThat(result.lines().size()).isLessThan(170);
    }

    @Test
    void answersInJson() {
        tidemark.stooq("in/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.file("in/bad.us.txt", "nothing like it\n");

        List<JsonNode> lines =
                tidemark.expectOn(5, "--json", "import", "stooq", "in").json();

        JsonNode summary = lines.getFirst();
        assertThat(lines).hasSize(1);
        assertThat(summary.get("sources").asInt()).isEqualTo(2);
        assertThat(summary.get("outcomes").get("imported").asInt()).isEqualTo(1);
        assertThat(summary.get("rows").get("imported").asLong()).isEqualTo(3);
        assertThat(summary.get("problem").asString()).isEqualTo("partly_failed");
        assertThat(summary.get("notable").get(0).get("reason").asString()).isEqualTo("bad_header");
        assertThat(summary.get("commits").size()).isEqualTo(1);
        assertThat(summary.get("report").asString()).startsWith("reports/import/");
    }

    @Test
    void theChunkComesFromTheOptionElseTheConfig() throws IOException {
        tidemark.stooq("aapl.us.txt", "AAPL.US", 1, 2, 3);
        Files.writeString(
                tidemark.lakeFolder().resolve("tidemark.yaml"),
                "datasets:\n  bars/1d: {chunk: year}\n  bars/1d-raw: {chunk: year}\n");

        tidemark.expectOn(0, "import", "stooq", "aapl.us.txt");
        tidemark.expectOn(0, "import", "stooq", "aapl.us.txt", "--dataset", "bars/1d-raw", "--chunk", "month");

        assertThat(chunks("bars/1d")).containsExactly("2024");
        assertThat(chunks("bars/1d-raw")).containsExactly("2024-01");
    }

    private List<String> chunks(String dataset) {
        JsonNode info = tidemark.expectOn(0, "--json", "info", dataset + "/AAPL.US")
                .json()
                .getFirst();
        return info.get("partitions")
                .valueStream()
                .map(p -> p.get("chunk").asString())
                .toList();
    }

    @Test
    void aCancelledImportEndsWith130AndCommitsNothing() {
        tidemark.stooq("aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.cancellation().request();

        assertThat(tidemark.expectOn(130, "import", "stooq", "aapl.us.txt").err())
                .contains("cancelled");
        assertThat(tidemark.lakeFolder().resolve("data/bars")).doesNotExist();
    }

    @Test
    void wrongOptionsAreRefused() {
        tidemark.stooq("aapl.us.txt", "AAPL.US", 1);
        assertThat(tidemark.expectOn(2, "import", "stooq", "aapl.us.txt", "--chunk", "decade")
                        .err())
                .contains("decade");
        assertThat(tidemark.expectOn(2, "import", "stooq", "aapl.us.txt", "--dataset", "Bars")
                        .err())
                .contains("Bars");
        assertThat(tidemark.expectOn(2, "import", "stooq", "aapl.us.txt", "--zone", "Mars/Base")
                        .err())
                .contains("Mars/Base");
        assertThat(tidemark.expectOn(2, "import", "stooq", "aapl.us.txt", "--adjusted", "twice")
                        .err())
                .contains("'twice'", "splits_dividends");
        assertThat(tidemark.expectOn(2, "import", "stooq", "aapl.us.txt", "--jobs", "0")
                        .err())
                .contains("--jobs");
        assertThat(tidemark.expectOn(2, "import", "stooq", "missing.zip").err()).contains("missing.zip");
    }
}
