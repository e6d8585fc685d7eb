package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Schema checks, awkward paths and threads.
class ReaderContractTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:int64,b:double,c:string | column 'c' of %s: expected string, found no such column",
                "a:int64 | column 'b' of %s: expected no such column, found double",
                "a:int32,b:double | column 'a' of %s: expected int32, found int64",
                "a:timestamp,b:double | column 'a' of %s: expected timestamp, found int64",
                "a:int64,b:string | column 'b' of %s: expected string, found double",
                "b:double,a:int64 | column 'b' of %s: expected another place, found column 2 of the file",
                "a:int64,c:double | column 'c' of %s: expected double, found no such column",
            })
    void aDifferenceOfSchemasIsNamed(String schema, String message) throws IOException {
        Path file = write("schema.parquet", sample());
        assertThatThrownBy(() -> PartitionReader.standard().read(file, Schema.parse(schema, null), List.of()))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH))
                .hasMessageContaining(message.formatted(file));
    }

    @Test
    void columnsThatAreNotReadAreCheckedToo() throws IOException {
        Path file = write("schema.parquet", sample());
        Schema other = Schema.parse("a:int64,b:int32", null);
        assertThatThrownBy(() -> PartitionReader.standard().read(file, other, List.of("a")))
                .hasMessageContaining("column 'b'");
    }

    @Test
    void typesOfOtherWritersAreNamed() throws Exception {
        Path file = folder.resolve("foreign.parquet");
        DuckDb.query(file, "COPY (SELECT TIMESTAMP_NS '2024-01-01' AS a, 1.5::DOUBLE AS b) TO FILE (FORMAT parquet)");
        assertThatThrownBy(() ->
                        PartitionReader.standard().read(file, Schema.parse("a:timestamp,b:double", null), List.of()))
                .hasMessageContaining("column 'a'")
                .hasMessageContaining("found unknown (physical type 2");
    }

    @Test
    void filesOfOtherWritersAreRead() throws Exception {
        Path file = folder.resolve("foreign.parquet");
        DuckDb.query(
                file,
                "COPY (SELECT i AS n, i / 4 AS d, TIMESTAMPTZ '2024-01-01' + INTERVAL (i) SECOND AS t, 'x' || i % 3 AS"
                        + " s FROM range(5000) r(i)) TO FILE (FORMAT parquet, COMPRESSION snappy)");
        Table read = PartitionReader.standard()
                .read(file, Schema.parse("n:int64,d:double,t:timestamp,s:string", "t"), List.of());
        assertThat(read.rows()).isEqualTo(5000);
        assertThat(read.time(1) - read.time(0)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "it's",
                "100%25",
                "br[ab]",
                "st*r",
                "qm?",
                "{a,b}",
                "back\\slash",
                "back\\[ab]",
                "**",
                "[",
                "symbol=x",
                "ünï"
            })
    void anyFolderNameIsRead(String name) throws IOException {
        Path other = Files.createDirectories(folder.resolve("bra"));
        Files.write(other.resolve("part.parquet"), RandomTables.encode(RandomTables.of(3, 1, row -> false)));
        Path inner = Files.createDirectories(folder.resolve(name));
        Table table = sample();
        Path file = Files.write(inner.resolve("part.parquet"), RandomTables.encode(table));
        Table read = PartitionReader.standard().read(file, table.schema(), List.of());
        assertThat(ContentDigest.of(read)).isEqualTo(ContentDigest.of(table));
    }

    @Test
    void aFolderNameThatTheEngineCannotExpressIsRefusedForFilesOfOtherWriters() throws Exception {
        Path file = folder.resolve("foreign.parquet");
        DuckDb.query(file, "COPY (SELECT 1::BIGINT AS a, 1.5::DOUBLE AS b) TO FILE (FORMAT parquet)");
        Path inner = Files.createDirectories(folder.resolve("back\\[ab]"));
        Path moved = Files.move(file, inner.resolve("part.parquet"));
        assertThatThrownBy(() -> PartitionReader.standard().read(moved, sample().schema(), List.of()))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_NAME))
                .hasMessageContaining(moved.toString());
    }

    @Test
    void aReplacedFileIsReadAnew() throws IOException {
        Path file = write("part.parquet", RandomTables.of(100, 1, row -> false));
        PartitionReader.standard().read(file, RandomTables.ALL_TYPES, List.of());
        Table later = RandomTables.of(100, 2, row -> false);
        write("part.parquet", later);
        assertThat(ContentDigest.of(PartitionReader.standard().read(file, RandomTables.ALL_TYPES, List.of())))
                .isEqualTo(ContentDigest.of(later));
    }

    @Test
    void threadsReadAtOnce() throws Exception {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tables.add(RandomTables.of(3000 + i, i, row -> row % 2 == 0));
            write("part" + i + ".parquet", tables.get(i));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Table>> reads = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Path file = folder.resolve("part" + i % 8 + ".parquet");
                reads.add(
                        threads.submit(() -> PartitionReader.standard().read(file, RandomTables.ALL_TYPES, List.of())));
            }
            for (int i = 0; i < reads.size(); i++) {
                assertThat(ContentDigest.of(reads.get(i).get())).isEqualTo(ContentDigest.of(tables.get(i % 8)));
            }
        }
    }

    @Test
    void anUnknownColumnIsTheCallersError() throws IOException {
        Path file = write("part.parquet", sample());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionReader.standard().read(file, sample().schema(), List.of("z")))
                .withMessageContaining("'z'");
    }

    private static Table sample() {
        TableBuilder builder = new TableBuilder(Schema.parse("a:int64,b:double", null));
        for (int row = 0; row < 10; row++) {
            builder.setLong(0, row);
            builder.setDouble(1, row / 2.0);
            builder.endRow();
        }
        return builder.build();
    }

    private Path write(String name, Table table) throws IOException {
        return Files.write(folder.resolve(name), RandomTables.encode(table));
    }
}
