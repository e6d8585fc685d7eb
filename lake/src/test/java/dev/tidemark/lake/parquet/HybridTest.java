package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The hybrid encoding, against a decoder written from the format's text, and byte for byte on small examples.
class HybridTest {
    @Test
    void aRunIsItsLengthTwiceAndTheValue() {
        assertThat(encode(new int[] {3, 3, 3, 3, 3, 3, 3, 3, 3}, 2)).containsExactly(9 << 1, 3);
    }

    @Test
    void literalsAreGroupsOfEightFromTheLowestBit() {
        assertThat(encode(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 3))
                .containsExactly(3, 0b10001000, 0b11000110, 0b11111010);
    }

    @Test
    void theLastGroupIsFilledWithZeros() {
        assertThat(encode(new int[] {1, 0, 1}, 1)).containsExactly(3, 0b101);
    }

    @Test
    void widthsHoldTheLargestIndex() {
        assertThat(new int[] {1, 2, 3, 4, 5, 256, 257})
                .satisfies(sizes -> assertThat(
                                Arrays.stream(sizes).map(Hybrid::width).toArray())
                        .containsExactly(1, 1, 2, 2, 3, 8, 9));
    }

    @Property
    void whatIsEncodedDecodes(@ForAll("runs") int[] values) {
        int width = Hybrid.width(Arrays.stream(values).max().orElse(0) + 1);
        assertThat(decode(encode(values, width), values.length, width)).isEqualTo(values);
    }

    /// Values with many repetitions, so that both kinds of runs meet.
    @Provide
    Arbitrary<int[]> runs() {
        Arbitrary<int[]> run = Arbitraries.integers()
                .between(0, 70_000)
                .flatMap(value -> Arbitraries.integers().between(1, 30).map(length -> {
                    int[] values = new int[length];
                    Arrays.fill(values, value);
                    return values;
                }));
        return run.list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(list -> list.stream().flatMapToInt(Arrays::stream).toArray());
    }

    private static int[] encode(int[] values, int width) {
        ByteSink sink = new ByteSink(1);
        Hybrid.encode(sink, values, 0, values.length, width);
        int[] bytes = new int[sink.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = sink.array()[i] & 0xff;
        }
        return bytes;
    }

    private static int[] decode(int[] bytes, int count, int width) {
        int[] values = new int[count];
        int filled = 0;
        int at = 0;
        while (filled < count) {
            int head = 0;
            int shift = 0;
            do {
                head |= (bytes[at] & 0x7f) << shift;
                shift += 7;
            } while ((bytes[at++] & 0x80) != 0);
            if ((head & 1) == 0) {
                int value = 0;
                for (int bits = 0; bits < width; bits += 8) {
                    value |= bytes[at++] << bits;
                }
                Arrays.fill(values, filled, filled + (head >> 1), value);
                filled += head >> 1;
            } else {
                for (int i = 0; i < (head >> 1) * 8; i++) {
                    int value = 0;
                    for (int bit = 0; bit < width; bit++) {
                        int position = i * width + bit;
                        value |= (bytes[at + position / 8] >> position % 8 & 1) << bit;
                    }
                    if (filled < count) {
                        values[filled++] = value;
                    }
                }
                at += (head >> 1) * width;
            }
        }
        assertThat(at).isEqualTo(bytes.length);
        return values;
    }
}
