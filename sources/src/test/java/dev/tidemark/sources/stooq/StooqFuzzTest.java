package dev.tidemark.sources.stooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever the bytes are, every line that is not blank becomes a bar or a rejected row, and nothing is thrown.
class StooqFuzzTest {
    private static final String VALID = """
        AAPL.US,5,20260327,153000,251.245,251.645,249.566,250.95,2195329.299734271,0
        AAPL.US,5,20260328,153500,251.2,251.3,251.1,251.2,100,0\r
        AAPL.US,5,20261025,023500,"1,251.2",251.3,251.1,,100,
        AAPL.US,5,20261025,021000,1e10,.5,1.,-3,+1,0
        AAPL.US,5,20260330,025959,1,1,1,1,1,0
        """;

    private static void check(StooqFormat format, byte[] text) {
        StooqParserTest.Log log = StooqParserTest.parse(format, "AAPL.US", text);
        assertThat(log.bars + log.rejected).isEqualTo(dataLines(text));
    }

    /// Counted the simple way: pieces between line feeds that hold more than one carriage return.
    private static int dataLines(byte[] text) {
        String all = new String(text, StandardCharsets.ISO_8859_1);
        if (all.startsWith("\u00ef\u00bb\u00bf")) {
            all = all.substring(3);
        }
        int lines = 0;
        for (String line : all.split("\n", -1)) {
            lines += line.isEmpty() || line.equals("\r") ? 0 : 1;
        }
        return lines;
    }

    @Property(tries = 2000)
    void randomBytes(@ForAll @Size(max = 400) byte[] text) {
        check(StooqFormat.BULK, text);
        check(StooqFormat.ARCHIVE, text);
    }

    @Property(tries = 5000)
    void validRowsWithSomeBytesChanged(
            @ForAll @Size(min = 1, max = 6) int[] places, @ForAll @Size(min = 6, max = 6) byte[] values) {
        byte[] text = VALID.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.length; i++) {
            text[Math.floorMod(places[i], text.length)] = values[i];
        }
        check(StooqFormat.BULK, text);
    }

    @Property(tries = 3000)
    void validRowsWithAPieceMovedOrCutAway(
            @ForAll @IntRange(min = 0, max = 400) int from,
            @ForAll @IntRange(min = 0, max = 400) int to,
            @ForAll @IntRange(min = 0, max = 400) int target) {
        int length = VALID.length();
        String piece = VALID.substring(Math.min(from % length, to % length), Math.max(from % length, to % length));
        String moved = VALID.substring(0, target % length) + piece + VALID.substring(target % length);
        check(StooqFormat.BULK, moved.getBytes(StandardCharsets.UTF_8));
        check(StooqFormat.BULK, VALID.replace(piece, "").getBytes(StandardCharsets.UTF_8));
    }
}
