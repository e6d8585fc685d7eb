package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Compression;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every compression: the same content, read alike by our reader and by DuckDB.
class CompressionTest {
    private final Table table = RandomTables.of(30_000, 8, row -> row % 9 == 2);

    @TempDir
    private Path folder;

    static Stream<Compression> all() {
        return Stream.of(
                Compression.NONE,
                Compression.SNAPPY,
                Compression.STANDARD,
                Compression.zstd(3),
                Compression.zstd(9),
                Compression.ARCHIVAL);
    }

    private Path write(Compression compression) throws Exception {
        return Files.write(
                folder.resolve(compression.codec() + "-" + compression.level() + ".parquet"),
                RandomTables.encode(table, RandomTables.FOOTER, compression));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theContentReturns(Compression compression) throws Exception {
        Table read = PartitionReader.standard().read(write(compression), table.schema(), List.of());
        assertThat(ContentDigest.of(read)).isEqualTo(ContentDigest.of(table));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherReaderReadsTheSame(Compression compression) throws Exception {
        Path standard = write(Compression.STANDARD);
        Path file = write(compression);
        String question = "SELECT count(*), sum(hash(t)::UINT128 % 1000000007)::VARCHAR FROM FILE t";
        assertThat(DuckDb.query(file, question)).isEqualTo(DuckDb.query(standard, question));
        String codec = compression.codec() == Compression.Codec.NONE
                ? "UNCOMPRESSED"
                : compression.codec().name();
        assertThat(DuckDb.query(
                        file, "SELECT DISTINCT compression FROM parquet_metadata(FILE) WHERE path_in_schema = 'seen'"))
                .containsExactly(List.of(codec));
    }

    @ParameterizedTest
    @MethodSource("all")
    void bytesAreAFunctionOfContentAndCompression(Compression compression) {
        byte[] first = RandomTables.encode(table, RandomTables.FOOTER, compression);
        RandomTables.encode(RandomTables.of(5000, 77, row -> false), RandomTables.FOOTER, compression);
        assertThat(RandomTables.encode(table, RandomTables.FOOTER, compression)).isEqualTo(first);
        assertThat(Compression.parse(compression.text())).isEqualTo(compression);
    }

    @Test
    void theStandardIsZstdOne() {
        assertThat(Compression.parse("zstd")).isEqualTo(Compression.STANDARD).isEqualTo(Compression.zstd(1));
        assertThat(RandomTables.encode(table, RandomTables.FOOTER, Compression.zstd(1)))
                .isEqualTo(RandomTables.encode(table));
    }

    @Test
    void morePressureMakesSmallerFiles() {
        Table prices = RandomTables.of(20_000, 5, row -> false);
        assertThat(length(prices, Compression.ARCHIVAL))
                .isLessThan(length(prices, Compression.STANDARD))
                .isLessThan(length(prices, Compression.SNAPPY));
        assertThat(length(prices, Compression.SNAPPY)).isLessThan(length(prices, Compression.NONE));
    }

    private static int length(Table table, Compression compression) {
        return RandomTables.encode(table, RandomTables.FOOTER, compression).length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zstd:0", "zstd:20", "zstd:", "ZSTD", "gzip", "snappy:1", "none "})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Compression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "none"})
    void everyFlippedByteEndsInATableOrAnErrorThatNamesTheFile(String codec) throws Exception {
        Table small = RandomTables.of(300, 3, row -> row % 4 == 0);
        byte[] whole = RandomTables.encode(small, RandomTables.FOOTER, Compression.parse(codec));
        int refused = 0;
        for (int at = 4; at < whole.length; at += 3) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) 0xff;
            Path file = Files.write(folder.resolve("flipped.parquet"), flipped);
            try {
                PartitionReader.standard().read(file, small.schema(), List.of());
            } catch (dev.tidemark.lake.TidemarkException e) {
                assertThat(e).hasMessageContaining("flipped.parquet");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
