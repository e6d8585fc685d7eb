package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `log`, `diff`, `tag`, `restore`, `remove`, `rechunk`, `gc` and `--as-of`.
class HistoryTest {
    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("a/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.stooq("a/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "a");
        tidemark.expectOn(0, "tag", "first");
        tidemark.expectOn(0, "import", "stooq", tidemark.stooq("b/aapl.us.txt", "AAPL.US", 1, 2, 3, 4));
    }

    private long rows(String symbol, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "--json";
        words[1] = "info";
        words[2] = "bars/1d/" + symbol;
        System.arraycopy(options, 0, words, 3, options.length);
        return tidemark.expectOn(0, words).json().getFirst().get("rows").asLong();
    }

    @Test
    void logShowsCommitsNewestFirst() {
        List<JsonNode> log = tidemark.expectOn(0, "--json", "log").json();

        assertThat(log).extracting(c -> c.get("number").asInt()).containsExactly(2, 1);
        assertThat(log.getFirst().get("id").asString()).startsWith("c");
        assertThat(log.getFirst().get("kind").asString()).isEqualTo("import");
        assertThat(log.getFirst().get("changed").asInt()).isPositive();
        assertThat(log.getFirst().properties())
                .extracting(Map.Entry::getKey)
                .contains("time", "message", "user", "host", "parent", "product");
        assertThat(log.get(1).get("tags").get(0).asString()).isEqualTo("first");
        assertThat(tidemark.expectOn(0, "log").out()).contains("[first]", "import");
        assertThat(tidemark.expectOn(0, "--json", "log", "--limit", "1").json()).hasSize(1);
        tidemark.expectOn(2, "log", "--limit", "0");
    }

    @Test
    void diffNamesWhatChanged() {
        assertThat(tidemark.expectOn(0, "diff", "first", "head").out())
                .contains("changed  bars/1d/AAPL.US")
                .doesNotContain("MSFT");
        JsonNode change = tidemark.expectOn(0, "--json", "diff", "1").json().getFirst();
        assertThat(change.get("name").asString()).isEqualTo("bars/1d/AAPL.US");
        assertThat(change.get("rows_before").asInt()).isEqualTo(3);
        assertThat(change.get("rows_after").asInt()).isEqualTo(4);
        assertThat(tidemark.expectOn(0, "diff", "head", "head").out()).contains("hold the same");
        tidemark.expectOn(6, "diff", "1", "77");
    }

    @Test
    void asOfReadsThePast() {
        assertThat(rows("AAPL.US")).isEqualTo(4);
        assertThat(rows("AAPL.US", "--as-of", "first")).isEqualTo(3);
        assertThat(tidemark.expectOn(0, "--json", "list", "--as-of", "1")
                        .json()
                        .getFirst()
                        .get("rows")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void tagsAreListedAndForgotten() {
        assertThat(tidemark.expectOn(0, "tag").out()).contains("first");
        assertThat(tidemark.expectOn(0, "--json", "tag")
                        .json()
                        .getFirst()
                        .get("commit")
                        .asInt())
                .isEqualTo(1);
        tidemark.expectOn(2, "tag", "first");
        tidemark.expectOn(2, "tag", "--delete");
        assertThat(tidemark.expectOn(6, "tag", "--delete", "frist").err()).contains("did you mean first?");
        tidemark.expectOn(0, "tag", "--delete", "first");
        assertThat(tidemark.expectOn(0, "--json", "tag").json()).isEmpty();
    }

    @Test
    void restoreMakesACommitWithThePast() {
        assertThat(tidemark.expectOn(0, "restore", "first").out())
                .contains("commit 3", "undo with `tidemark restore 2`");
        assertThat(rows("AAPL.US")).isEqualTo(3);
        assertThat(tidemark.expectOn(0, "restore", "first").out()).contains("nothing to do");
        tidemark.expectOn(6, "restore", "nothing");
    }

    @Test
    void removeTakesASeriesOut() {
        assertThat(tidemark.expectOn(0, "remove", "bars/1d/MSFT.US").out()).contains("commit 3");
        tidemark.expectOn(6, "info", "bars/1d/MSFT.US");
        tidemark.expectOn(6, "remove", "bars/1d/MSFT.US");
        assertThat(tidemark.expectOn(6, "remove", "bars/1d/AAPL.US/2024").err()).contains("no chunk");
        assertThat(rows("MSFT.US", "--as-of", "2")).isEqualTo(2);
        tidemark.expectOn(0, "remove", "bars/1d/AAPL.US/all");
        tidemark.expectOn(6, "remove", "bars/2d");
    }

    @Test
    void removeBeforeADateKeepsWhatEndsLater() {
        assertThat(tidemark.expectOn(0, "remove", "bars/1d", "--before", "2024-01-03")
                        .out())
                .contains("nothing to remove");
        assertThat(tidemark.expectOn(0, "--json", "remove", "bars/1d", "--before", "2025-01-01")
                        .json()
                        .getFirst()
                        .get("changed")
                        .asInt())
                .isPositive();
    }

    @Test
    void rechunkKeepsTheContent() {
        assertThat(tidemark.expectOn(0, "rechunk", "bars/1d", "--chunk", "month")
                        .out())
                .contains("is cut by month now");
        assertThat(tidemark.expectOn(0, "info", "bars/1d/AAPL.US").out()).contains("2024-01 ");
        assertThat(rows("AAPL.US")).isEqualTo(4);
        assertThat(tidemark.expectOn(0, "rechunk", "bars/1d", "--chunk", "month")
                        .out())
                .contains("already");
        tidemark.expectOn(2, "rechunk", "bars/1d", "--chunk", "decade");
        tidemark.expectOn(6, "rechunk", "bars/7d", "--chunk", "month");
    }

    @Test
    void gcKeepsTagsAndHead() {
        tidemark.expectOn(0, "tag", "--delete", "first");
        assertThat(tidemark.expectOn(0, "gc").out()).contains("nothing to delete");
        JsonNode planned = tidemark.expectOn(0, "--json", "gc", "--all", "--dry-run")
                .json()
                .getFirst();
        assertThat(planned.get("objects").asInt()).isPositive();
        assertThat(planned.get("dry_run").asBoolean()).isTrue();
        assertThat(rows("AAPL.US", "--as-of", "1")).isEqualTo(3);

        assertThat(tidemark.expectOn(0, "gc", "--all").out()).contains("deleted 1 object");
        assertThat(tidemark.expectOn(6, "info", "bars/1d/AAPL.US", "--as-of", "1")
                        .err())
                .startsWith("tidemark: ");
        assertThat(rows("AAPL.US")).isEqualTo(4);
    }
}
