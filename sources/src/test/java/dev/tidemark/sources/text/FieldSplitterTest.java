package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSplitterTest {
    private final FieldSplitter splitter = new FieldSplitter(4);

    private int count(String line) {
        byte[] bytes = ("#" + line + "#").getBytes(StandardCharsets.UTF_8);
        return splitter.split(bytes, 1, bytes.length - 1);
    }

    private List<String> fields(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int count = splitter.split(bytes, 0, bytes.length);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(new String(bytes, splitter.start(i), splitter.length(i), StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Test
    void commasPart() {
        assertThat(fields("a,b,,d")).containsExactly("a", "b", "", "d");
        assertThat(fields("a,")).containsExactly("a", "");
        assertThat(fields("")).containsExactly("");
        assertThat(fields(" a b , c ,  ")).containsExactly("a b", "c", "");
    }

    @Test
    void quotesHoldCommas() {
        assertThat(fields("a,\"1,234\",c")).containsExactly("a", "1,234", "c");
        assertThat(splitter.isQuoted(1)).isTrue();
        assertThat(splitter.isQuoted(0)).isFalse();
        assertThat(fields("\"\"")).containsExactly("");
        assertThat(fields("a\"b,c")).containsExactly("a\"b", "c");
    }

    @Test
    void whatIsNoLineOfFieldsIsToldApart() {
        assertThat(count("a,b,c,d,e")).isEqualTo(FieldSplitter.TOO_MANY);
        assertThat(count("a,b,c,d,")).isEqualTo(FieldSplitter.TOO_MANY);
        assertThat(count("\"a")).isEqualTo(FieldSplitter.BAD_QUOTE);
        assertThat(count("\"a\"b,c")).isEqualTo(FieldSplitter.BAD_QUOTE);
    }

    @Test
    void oddBytesAreNoticed() {
        assertThat(count("a,b")).isEqualTo(2);
        assertThat(splitter.hasOddBytes()).isFalse();
        for (String odd : new String[] {"a,\tb", "a,\u007f", "ą,b", "\"\u0000\",b"}) {
            count(odd);
            assertThat(splitter.hasOddBytes()).as(odd).isTrue();
        }
    }

    @Test
    void printableShowsEveryOddByte() {
        byte[] text = "ą,1".getBytes(StandardCharsets.UTF_8);
        assertThat(OddBytes.printable(text, 0, text.length)).isEqualTo("ą,1");
        assertThat(OddBytes.printable(text, 1, text.length)).isEqualTo("\\x85,1");
        byte[] control = {'a', 0, '\t', 'b'};
        assertThat(OddBytes.printable(control, 0, 4)).isEqualTo("a\\x00\\x09b");
        byte[] longer = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThat(OddBytes.preview(longer, 0, 100, 60)).isEqualTo("x".repeat(60) + "…");
    }
}
