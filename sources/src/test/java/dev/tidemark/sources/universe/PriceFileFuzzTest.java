package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever the bytes are, nothing is thrown, all are digested, and the export has a line for each line that is not
/// blank.
class PriceFileFuzzTest {
    private static final String VALID = Trees.HEADER + """

        A.US,D,20240102,000000,1,2,0.5,1.5,100,0
        A.US,D,20240103,000000,1,2,0.5,1.5,0,0\r
          A.US,5,20240103,153000,1,2,0.5,"1,001.5",,0
        """;

    private static Path file = Path.of("");

    private final PriceFile reader = new PriceFile(PriceDiagnosis.Scan::new, new StopSignal());

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("price-fuzz", ".txt");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    private void check(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        Path folder = file.toAbsolutePath().getParent();
        TreeFile source = TreeFile.onDisk(folder, String.valueOf(file.getFileName()), bytes.length, 0, 0);
        ByteArrayOutputStream export = new ByteArrayOutputStream();

        PriceReading.Read found = (PriceReading.Read) reader.read(source, export, ExportUnit.WRITTEN);

        assertThat(found.digest()).isEqualTo(Digest.of(bytes));
        assertThat(found.bytes()).isEqualTo(bytes.length);
        PriceDiagnosis diagnosis = found.diagnosis();
        assertThat(diagnosis.isError()).isEqualTo(!found.faults().isEmpty());
        if (!diagnosis.isError()) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            long lines = (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .count();
            assertThat(export.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(Math.max(1, lines));
            assertThat(diagnosis.rows()).isBetween(0L, Math.max(0, lines - 1));
        }
    }

    @Property(tries = 500)
    void randomBytes(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        check(bytes);
    }

    @Property(tries = 1500)
    void aGoodFileWithSomeBytesChanged(
            @ForAll @Size(min = 1, max = 4) int[] places, @ForAll @Size(min = 4, max = 4) byte[] values)
            throws IOException {
        byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.length; i++) {
            int behindHeader = Trees.HEADER.length() + 1;
            bytes[behindHeader + Math.floorMod(places[i], bytes.length - behindHeader)] = values[i];
        }
        check(bytes);
    }
}
