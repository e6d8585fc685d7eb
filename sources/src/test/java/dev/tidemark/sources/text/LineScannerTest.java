package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineScannerTest {
    private final LineScanner scanner = new LineScanner();

    private List<String> lines(InputStream in) throws IOException {
        scanner.start(in);
        List<String> lines = new ArrayList<>();
        while (scanner.next()) {
            lines.add(new String(
                    scanner.buffer(), scanner.from(), scanner.to() - scanner.from(), StandardCharsets.ISO_8859_1));
            assertThat(scanner.number()).isEqualTo(lines.size());
        }
        assertThat(scanner.next()).isFalse();
        return lines;
    }

    private List<String> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// Delivers at most a few bytes at a time, as a slow source does.
    private static final class Drip extends InputStream {
        private final byte[] bytes;
        private final int most;
        private int at;

        Drip(byte[] bytes, int most) {
            this.bytes = bytes;
            this.most = most;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(most, length), bytes.length - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count;
        }
    }

    @Test
    void lineEndsOfEveryKindAndAMissingLastOne() throws IOException {
        assertThat(lines("a\nb\r\nc")).containsExactly("a", "b", "c");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("\n\r\nx\r")).containsExactly("", "", "x");
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\rb\n")).containsExactly("a\rb");
    }

    @Test
    void aByteOrderMarkBelongsToNoLine() throws IOException {
        assertThat(lines("\u00ef\u00bb\u00bfa\nb")).containsExactly("a", "b");
        assertThat(lines("\u00ef\u00bb\u00bf")).isEmpty();
        assertThat(lines("\u00ef\u00bb")).containsExactly("\u00ef\u00bb");
        assertThat(lines("a\u00ef\u00bb\u00bf")).containsExactly("a\u00ef\u00bb\u00bf");
    }

    @Test
    void anOverlongLineGivesItsStartAndTheNextLineIsWhole() throws IOException {
        for (int length : new int[] {LineScanner.MAX_LINE_BYTES + 1, 200_000, 262_144, 262_145, 1_000_000}) {
            scanner.start(new ByteArrayInputStream(
                    ("x\n" + "y".repeat(length) + "\nz").getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.isTooLong()).isFalse();
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.isTooLong()).isTrue();
            assertThat(scanner.to() - scanner.from()).isEqualTo(LineScanner.MAX_LINE_BYTES);
            assertThat(scanner.buffer()[scanner.to() - 1]).isEqualTo((byte) 'y');
            assertThat(scanner.number()).isEqualTo(2);
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.isTooLong()).isFalse();
            assertThat(scanner.buffer()[scanner.from()]).isEqualTo((byte) 'z');
            assertThat(scanner.next()).isFalse();
        }
    }

    @Test
    void anOverlongLastLineEnds() throws IOException {
        scanner.start(new ByteArrayInputStream("y".repeat(700_000).getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.isTooLong()).isTrue();
        assertThat(scanner.next()).isFalse();
    }

    @Property
    void linesDoNotDependOnHowBytesArrive(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 4) Integer> kinds,
            @ForAll @IntRange(min = 1, max = 7) int most)
            throws IOException {
        StringBuilder text = new StringBuilder();
        for (int kind : kinds) {
            text.append(
                    switch (kind) {
                        case 0 -> "\n";
                        case 1 -> "\r\n";
                        case 2 -> "abc";
                        case 3 -> "\u00ef\u00bb\u00bf";
                        default -> "x".repeat(70_000 / Math.max(1, kinds.size()));
                    });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = lines(new ByteArrayInputStream(bytes));
        assertThat(lines(new Drip(bytes, most))).isEqualTo(whole);
    }
}
