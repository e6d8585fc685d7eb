package dev.tidemark.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.into(out, err);

    private String printed() {
        console.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonKeepsOrderAndEscapes() {
        JsonObject object = new JsonObject()
                .put("text", "a \"quote\"\n\u0001 ś")
                .put("number", 1L << 60)
                .put("ratio", 0.5)
                .put("nan", Double.NaN)
                .put("flag", true)
                .put("nothing", Optional.empty())
                .putNumber("some", Optional.of(3L))
                .put("list", List.of("a", "b"))
                .putNumbers("numbers", List.of(1L, 2L))
                .put("objects", Stream.of(new JsonObject().put("x", 1)))
                .put("map", Map.of("k", "v"));

        assertThat(object.text())
                .isEqualTo("{\"text\":\"a \\\"quote\\\"\\n"
                        + "\\u0001 ś\",\"number\":1152921504606846976,\"ratio\":0.5,\"nan\":null,"
                        + "\"flag\":true,\"nothing\":null,\"some\":3,\"list\":[\"a\",\"b\"],\"numbers\":[1,2],"
                        + "\"objects\":[{\"x\":1}],\"map\":{\"k\":\"v\"}}");
    }

    @Test
    void tablesAlign() {
        new TextTable()
                .text("NAME")
                .number("ROWS")
                .text("LAST")
                .row("a", "1", "x")
                .row("longer", "1,000", "")
                .print(console);

        assertThat(printed().lines()).containsExactly("NAME     ROWS  LAST", "a           1  x", "longer  1,000");
    }

    @Test
    void aRowOfAnotherLengthIsABug() {
        TextTable table = new TextTable().text("A");
        assertThatThrownBy(() -> table.row("1", "2")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void notesAreForPeopleOnly() {
        console.note("heard");
        console.quiet(true);
        console.note("not heard");
        console.error("always heard");

        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("heard", "always heard");
        assertThat(printed()).isEmpty();
    }

    @Test
    void noColoursIntoFiles() {
        assertThat(console.style()).isEqualTo(Style.PLAIN);
        assertThat(Style.PLAIN.red("x")).isEqualTo("x");
        assertThat(Style.COLOURED.red("x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(Style.COLOURED.red("")).isEmpty();
    }

    @Test
    void findsWhatWasMeant() {
        List<String> known = List.of("bars/1d", "bars/5m", "ticks/raw", "AAPL.US", "AA.US");

        assertThat(Typo.hint("bars/1e", known)).isEqualTo("; did you mean bars/1d or bars/5m?");
        assertThat(Typo.nearest("aapl.us", known)).contains("AAPL.US");
        assertThat(Typo.nearest("tikcs/raw", known)).containsExactly("ticks/raw");
        assertThat(Typo.hint("something", known)).isEmpty();
        assertThat(Typo.distance("ab", "ba")).isEqualTo(1);
        assertThat(Typo.distance("", "abc")).isEqualTo(3);
    }
}
