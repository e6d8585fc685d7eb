package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class InstrumentListsFuzzTest {
    private static final ListFile FILE = new ListFile(Path.of("list.csv"), "list.csv", 0, 0);

    private static ListReading parse(byte[] bytes) {
        return new ListParser(FILE, bytes).read();
    }

    private static void check(byte[] bytes) {
        ListReading found = parse(bytes);
        long lines = 1
                + new String(bytes, StandardCharsets.ISO_8859_1)
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count();
        List<Long> named = new ArrayList<>();
        found.rows().forEach(row -> named.add(row.line()));
        found.faults().forEach(fault -> named.add(fault.line()));
        assertThat(named).allSatisfy(line -> assertThat(line).isBetween(0L, lines));
        assertThat(named).doesNotHaveDuplicates();
    }

    @Property(tries = 2000)
    void randomBytes(@ForAll @Size(max = 200) byte[] bytes) {
        check(bytes);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("a", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", " ", "0,36", "ż", "\u0000", "symbol")
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Property(tries = 5000)
    void piecesOfLists(@ForAll("pieces") String text) {
        check(("sep=,\n" + text).getBytes(StandardCharsets.UTF_8));
        check(("symbol,name\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void whatIsWrittenByTheRulesIsReadAgain(@ForAll @Size(max = 10) List<@From("values") String> values) {
        StringBuilder text = new StringBuilder("symbol,name\n");
        for (String value : values) {
            CsvText.appendRow(text, List.of("A", value));
        }

        ListReading found = parse(text.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(found.faults()).isEmpty();
        assertThat(found.rows().stream().map(InstrumentRow::name))
                .containsExactlyElementsOf(values.stream().map(String::strip).toList());
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("a", "\"", ",", "\n", "\r", " ", "ż", "0,36")
                .list()
                .ofMaxSize(6)
                .map(list -> String.join("", list));
    }
}
