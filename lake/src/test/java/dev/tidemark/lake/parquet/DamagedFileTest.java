package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever bytes stand in a file, the reader returns a table or names the file; it neither hangs nor dies.
@Timeout(120)
class DamagedFileTest {
    private final Table table = RandomTables.of(20, 3, row -> row % 4 == 0);
    private final byte[] whole = RandomTables.encode(table);

    @TempDir
    private Path folder;

    @Test
    void aMissingFileIsDamage() {
        assertNoFooter(folder.resolve("gone.parquet"));
    }

    @Test
    void otherFilesAreDamage() throws IOException {
        for (String text :
                new String[] {"", "PAR1", "PAR1PAR1", "PAR1\0\0\0\0PAR1", "a,b\n1,2\n", "x".repeat(100_000)}) {
            assertNoFooter(write("other.parquet", text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void everyTruncationIsDamage() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            assertNoFooter(write("short.parquet", Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void everyFlippedByteEndsInATableOrAnErrorThatNamesTheFile() throws IOException {
        int errors = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) 0xff;
            errors += readOrFail(write("flipped.parquet", flipped)) ? 0 : 1;
        }
        assertThat(errors).isGreaterThan(whole.length / 3);
        Path good = write("good.parquet", whole);
        assertThat(ContentDigest.of(PartitionReader.standard().read(good, table.schema(), List.of())))
                .isEqualTo(ContentDigest.of(table));
    }

    @Test
    void everyFlippedByteInACompressedPageIsDamage() throws Exception {
        Table large = RandomTables.of(500, 3, row -> false);
        byte[] bytes = RandomTables.encode(large);
        Path good = write("compressed.parquet", bytes);
        var chunk = DuckDb.query(
                        good,
                        "SELECT data_page_offset, total_compressed_size FROM parquet_metadata(FILE)"
                                + " WHERE path_in_schema = 'seen' AND compression = 'ZSTD'")
                .getFirst();
        int start = ((Long) chunk.get(0)).intValue();
        int end = start + ((Long) chunk.get(1)).intValue();
        for (int at = start + 40; at < end; at += 7) { // behind the page header
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            assertDamaged(write("compressed.parquet", flipped), large.schema());
        }
    }

    private boolean readOrFail(Path file) {
        try {
            PartitionReader.standard().read(file, table.schema(), List.of());
            return true;
        } catch (TidemarkException e) {
            assertThat(e.code()).isIn(ErrorCode.DAMAGED, ErrorCode.SCHEMA_MISMATCH, ErrorCode.IO);
            assertThat(e).hasMessageContaining(file.toString());
            return false;
        }
    }

    private void assertNoFooter(Path file) {
        assertDamaged(file, table.schema());
        assertThatThrownBy(() -> PartitionReader.standard().footer(file)).isInstanceOf(TidemarkException.class);
    }

    private static void assertDamaged(Path file, Schema schema) {
        assertThatThrownBy(() -> PartitionReader.standard().read(file, schema, List.of()))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED))
                .hasMessageContaining(file.toString());
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
