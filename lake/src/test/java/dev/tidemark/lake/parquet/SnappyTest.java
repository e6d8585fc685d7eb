package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/// Our Snappy against the common native one, both ways, and against damage.
class SnappyTest {
    private static byte[] compress(byte[] content) {
        ByteSink sink = new ByteSink(16);
        byte[] padded = new byte[content.length + 7];
        System.arraycopy(content, 0, padded, 7, content.length);
        SnappyEncoder.compress(padded, 7, content.length, sink);
        return Arrays.copyOf(sink.array(), sink.size());
    }

    private static byte[] decompress(byte[] block, int length) {
        byte[] target = new byte[length];
        SnappyDecoder.decompress(block, 0, block.length, target, length);
        return target;
    }

    private static void assertBothWays(byte[] content) throws IOException {
        byte[] ours = compress(content);
        byte[] theirs = Snappy.compress(content);
        assertThat(Snappy.uncompress(ours)).isEqualTo(content);
        assertThat(decompress(ours, content.length)).isEqualTo(content);
        assertThat(decompress(theirs, content.length)).isEqualTo(content);
        assertThat(SnappyDecoder.contentLength(theirs, 0, theirs.length)).isEqualTo(content.length);
    }

    @Property(tries = 300)
    void whatOneWritesTheOtherReads(@ForAll("contents") byte[] content) throws IOException {
        assertBothWays(content);
    }

    /// Words of a small vocabulary, so that literals and copies of all lengths and distances come about.
    @Provide
    Arbitrary<byte[]> contents() {
        return Arbitraries.randomValue(random -> {
            int words = random.nextInt(2000);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < words; i++) {
                text.append(Integer.toString(random.nextInt(1 + random.nextInt(5000)), 36)
                        .repeat(1 + (random.nextInt(30) == 0 ? random.nextInt(60) : 0)));
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void edgesOfFragmentsAndLiterals() throws IOException {
        Random random = new Random(4);
        for (int length :
                new int[] {0, 1, 3, 4, 5, 59, 60, 61, 62, 255, 256, 257, 258, 65_535, 65_536, 65_537, 131_073, 400_000
                }) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertBothWays(noise);
            assertBothWays(new byte[length]);
            byte[] half = noise.clone();
            Arrays.fill(half, length / 2, length, (byte) 7);
            assertBothWays(half);
        }
    }

    @Test
    void copiesOfEveryLength() throws IOException {
        byte[] unit = new byte[200];
        new Random(9).nextBytes(unit);
        for (int length = 4; length < unit.length; length++) {
            byte[] content = Arrays.copyOf(unit, unit.length + length);
            System.arraycopy(unit, 0, content, unit.length, length);
            assertBothWays(content);
        }
    }

    @Test
    void compressesWhatRepeatsAsWellAsTheOther() throws IOException {
        byte[] content = new byte[200_000];
        Random random = new Random(1);
        long price = 100_000;
        for (int at = 0; at < content.length; at += 8) {
            price += random.nextInt(5) - 2;
            for (int i = 0; i < 8; i++) {
                content[at + i] = (byte) (price >>> (8 * i));
            }
        }
        assertThat(compress(content).length).isLessThan(Snappy.compress(content).length * 11 / 10);
    }

    /// Pins the bytes: when they change, [PartitionEncoder#WRITER_VERSION] has to change.
    @Test
    void bytesAreThoseOfThisWriterVersion() {
        byte[] content = new byte[150_000];
        Random random = new Random(42);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 3 == 0 ? random.nextInt(4) : i >> 9);
        }
        assertThat(Digest.of(compress(content)))
                .isEqualTo(Digest.parse("eaf230088a517d52c0ffd48d7b08cb6c5dece3f4455db3b415e119c98bb9ab51"));
    }

    @Test
    void damageEndsInAnAnswer() {
        byte[] content = "the quick brown fox jumps over the lazy dog; the quick brown fox again"
                .repeat(5)
                .getBytes(StandardCharsets.UTF_8);
        byte[] block = compress(content);
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(block, 1 + random.nextInt(block.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                assertThat(decompress(damaged, content.length)).hasSize(content.length);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void refusesWhatItCannotHold() {
        assertThatThrownBy(() -> SnappyDecoder.contentLength(new byte[] {-1, -1, -1, -1, 15}, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in 5");
        assertThatThrownBy(() -> SnappyDecoder.contentLength(new byte[] {-1, -1, -1, -1, -1, -1}, 0, 6))
                .hasMessageContaining("no length");
        assertThatThrownBy(() -> decompress(new byte[] {4, 1, 0}, 4)).hasMessageContaining("back");
        assertThatThrownBy(() -> decompress(new byte[] {4, 12, 'a'}, 4)).hasMessageContaining("literal");
        assertThatThrownBy(() -> decompress(new byte[] {4, 0, 'a'}, 4)).hasMessageContaining("1 bytes of 4");
        assertThatThrownBy(() -> decompress(new byte[] {4, 12, 'a', 'b', 'c', 'd'}, 5))
                .hasMessageContaining("another length");
    }
}
