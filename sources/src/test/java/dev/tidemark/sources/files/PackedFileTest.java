package dev.tidemark.sources.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sources.RefusalReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// An archive in memory.
class PackedFileTest {
    private static byte[] zip(byte[] content, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static void assertRefused(byte[] archive, RefusalReason reason) {
        assertThatExceptionOfType(SourceRefusedException.class)
                .isThrownBy(() -> PackedFile.only(archive, "a.csv"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void theOnlyFile() throws IOException {
        byte[] content = "1,2\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        assertThat(PackedFile.only(zip(content, "a.csv"), "a.csv")).isEqualTo(content);
        assertThat(PackedFile.only(zip(new byte[0], "a.csv"), "a.csv")).isEmpty();
    }

    @Test
    void anotherOneOrAFurtherOne() throws IOException {
        assertRefused(zip(new byte[9], "b.csv"), RefusalReason.UNSAFE_ARCHIVE);
        assertRefused(zip(new byte[9], "../a.csv"), RefusalReason.UNSAFE_ARCHIVE);
        assertRefused(zip(new byte[9], "a.csv", "b.csv"), RefusalReason.UNSAFE_ARCHIVE);
        assertRefused(zip(new byte[9]), RefusalReason.DAMAGED_ARCHIVE);
        assertRefused(new byte[0], RefusalReason.DAMAGED_ARCHIVE);
    }

    @Test
    void aBomb() throws IOException {
        assertRefused(zip(new byte[8 << 20], "a.csv"), RefusalReason.UNSAFE_ENTRY);
        assertThat(PackedFile.only(zip(new byte[1 << 20], "a.csv"), "a.csv")).hasSize(1 << 20);
    }

    @Test
    void whateverTheBytesAreItAnswersOrRefuses() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        byte[] content = new byte[300];
        random.nextBytes(content);
        byte[] good = zip(content, "a.csv");
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = 0; i < 3 && bad.length > 0; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(PackedFile.only(bad, "a.csv").length).isLessThanOrEqualTo(1 << 20);
            } catch (SourceRefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
