package dev.tidemark.sources.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// The same answers as looking at one byte after the other.
class ByteSearchTest {
    @Property(tries = 5000)
    void findsTheFirstByte(@ForAll @Size(8) byte[] text, @ForAll @IntRange(min = 0, max = 127) int wanted) {
        int expected = 0;
        while (expected < 8 && text[expected] != wanted) {
            expected++;
        }
        long word = ByteSearch.word(text, 0);

        assertThat(ByteSearch.indexOf(word, ByteSearch.pattern((byte) wanted))).isEqualTo(expected);
    }

    @Property(tries = 2000)
    void findsAByteThatIsThere(@ForAll @Size(8) byte[] text, @ForAll @IntRange(min = 0, max = 7) int place) {
        text[place] = '"';
        int expected = 0;
        while (text[expected] != '"') {
            expected++;
        }

        assertThat(ByteSearch.indexOf(ByteSearch.word(text, 0), ByteSearch.pattern((byte) '"')))
                .isEqualTo(expected);
    }

    @Property(tries = 5000)
    void noticesEveryOddByte(
            @ForAll @Size(8) byte[] text, @ForAll @IntRange(min = 0, max = 7) int place, @ForAll byte other) {
        for (int i = 0; i < 8; i++) {
            text[i] = (byte) (0x20 + Math.floorMod(text[i], 0x7f - 0x20));
        }
        assertThat(ByteSearch.hasOdd(ByteSearch.word(text, 0))).isFalse();
        text[place] = other;

        assertThat(ByteSearch.hasOdd(ByteSearch.word(text, 0))).isEqualTo(other < 0x20 || other == 0x7f);
    }
}
