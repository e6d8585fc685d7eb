package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What DuckDB says of encodings, codecs, statistics and schema, against the rules of the writer.
class FileLayoutTest {
    @TempDir
    private Path folder;

    @Test
    void fewDistinctValuesGetADictionary() throws Exception {
        Path file = write(counting(5000, 16));
        assertThat(DuckDb.query(file, "SELECT encodings, compression FROM parquet_metadata(FILE)"))
                .containsExactly(List.of("PLAIN, RLE, RLE_DICTIONARY", "ZSTD"));
    }

    @Test
    void manyDistinctValuesStandPlain() throws Exception {
        Path file = write(counting(5000, 5000));
        assertThat(DuckDb.query(file, "SELECT encodings, compression FROM parquet_metadata(FILE)"))
                .containsExactly(List.of("PLAIN, RLE", "ZSTD"));
    }

    @Test
    void smallChunksAreNotCompressed() throws Exception {
        assertThat(DuckDb.query(write(counting(63, 63)), "SELECT compression FROM parquet_metadata(FILE)"))
                .containsExactly(List.of("UNCOMPRESSED"));
        assertThat(DuckDb.query(write(counting(64, 64)), "SELECT compression FROM parquet_metadata(FILE)"))
                .containsExactly(List.of("ZSTD"));
    }

    @Test
    void noiseIsNotCompressed() throws Exception {
        Table table = RandomTables.of(5000, 1, row -> false);
        assertThat(DuckDb.query(
                        write(table),
                        "SELECT encodings, compression FROM parquet_metadata(FILE) WHERE path_in_schema = 'id'"))
                .containsExactly(List.of("PLAIN, RLE", "UNCOMPRESSED"));
    }

    @Test
    void rowGroupsHave122880Rows() throws Exception {
        Path file = write(counting(250_000, 3));
        assertThat(DuckDb.query(file, "SELECT row_group_num_rows FROM parquet_metadata(FILE) ORDER BY row_group_id"))
                .containsExactly(List.of(122_880L), List.of(122_880L), List.of(4_240L));
        assertThat(DuckDb.query(file, "SELECT num_rows, format_version, created_by FROM parquet_file_metadata(FILE)"))
                .containsExactly(List.of(250_000L, 1L, "tidemark writer 1"));
    }

    @Test
    void chunksTileTheFile() throws Exception {
        byte[] bytes = RandomTables.encode(RandomTables.of(130_000, 3, row -> row % 9 == 0));
        Path file = Files.write(folder.resolve("tiled.parquet"), bytes);
        long at = 4;
        for (var row : DuckDb.query(
                file,
                "SELECT coalesce(dictionary_page_offset, data_page_offset), total_compressed_size"
                        + " FROM parquet_metadata(FILE) ORDER BY row_group_id, column_id")) {
            assertThat(row.get(0)).isEqualTo(at);
            at += (Long) row.get(1);
        }
        assertThat(at).isLessThan(bytes.length - 8);
    }

    @Test
    void boundsAndNullsAreStated() throws Exception {
        TableBuilder builder = new TableBuilder(
                Schema.parse("ts:timestamp,s:string,d:double,l:int64,i:int32,b:boolean,day:date,none:double", "ts"));
        for (int row = 0; row < 4; row++) {
            builder.setLong(0, row * 86_400_000_000L);
            if (row > 0) {
                builder.setString(1, "s" + row);
                builder.setDouble(2, row - 2.5);
                builder.setLong(3, row - 2);
                builder.setInt(4, row * 10);
                builder.setBoolean(5, row == 2);
                builder.setInt(6, row);
            }
            builder.endRow();
        }
        assertThat(DuckDb.query(
                        write(builder.build()),
                        "SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count"
                                + " FROM parquet_metadata(FILE) ORDER BY column_id"))
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .containsExactly(
                        "ts|1970-01-01 00:00:00+00|1970-01-04 00:00:00+00|0",
                        "s|s1|s3|1",
                        "d|-1.5|0.5|1",
                        "l|-1|1|1",
                        "i|10|30|1",
                        "b|false|true|1",
                        "day|1970-01-02|1970-01-04|1",
                        "none|null|null|4");
    }

    @Test
    void longTextsHaveNoBounds() throws Exception {
        for (int length : new int[] {64, 65}) {
            TableBuilder builder = new TableBuilder(Schema.parse("s:string", null));
            builder.setString(0, "x".repeat(length));
            builder.endRow();
            assertThat(DuckDb.query(
                            write(builder.build()), "SELECT stats_min_value IS NULL FROM parquet_metadata(FILE)"))
                    .containsExactly(List.of(length > 64));
        }
    }

    @Test
    void schemaStatesLogicalTypes() throws Exception {
        Path file = write(RandomTables.of(2, 1, row -> false));
        assertThat(DuckDb.query(
                        file,
                        "SELECT name, type, repetition_type, converted_type FROM parquet_schema(FILE) WHERE name IN"
                                + " ('ts', 'symbol', 'price', 'size', 'level', 'flag', 'day')"))
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .containsExactly(
                        "ts|INT64|REQUIRED|TIMESTAMP_MICROS",
                        "symbol|BYTE_ARRAY|OPTIONAL|UTF8",
                        "price|DOUBLE|OPTIONAL|null",
                        "size|INT64|OPTIONAL|null",
                        "level|INT32|OPTIONAL|null",
                        "flag|BOOLEAN|OPTIONAL|null",
                        "day|INT32|OPTIONAL|DATE");
        assertThat(DuckDb.query(file, "SELECT typeof(ts), typeof(symbol), typeof(day) FROM FILE LIMIT 1"))
                .containsExactly(List.of("TIMESTAMP WITH TIME ZONE", "VARCHAR", "DATE"));
    }

    @Test
    void keyValuesStandInTheFile() throws Exception {
        Path file = write(counting(1, 1));
        assertThat(DuckDb.query(file, "SELECT decode(key), decode(value) FROM parquet_kv_metadata(FILE)"))
                .containsExactly(
                        List.of("tidemark.chunk", "2024-01"),
                        List.of("tidemark.dataset", "bars/1m"),
                        List.of("tidemark.symbol", "Ünïcode"));
    }

    @Test
    void aFileWithoutKeyValuesIsLegal() throws Exception {
        Path file = Files.write(folder.resolve("bare.parquet"), RandomTables.encode(counting(2, 2), new TreeMap<>()));
        assertThat(DuckDb.query(file, "SELECT count(*) FROM FILE")).containsExactly(List.of(2L));
        assertThat(PartitionReader.standard().footer(file)).isEmpty();
    }

    @Test
    void anEmptyTableIsRefused() {
        Table empty = new TableBuilder(RandomTables.ALL_TYPES).build();
        assertThatIllegalArgumentException().isThrownBy(() -> RandomTables.encode(empty));
    }

    @Test
    void valuesThatALakeNeverStoresAreRefused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}) {
            Table table = new Table(
                    Schema.parse("price:double", null), List.of(new DoubleColumn(new double[] {1, value}, null)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RandomTables.encode(table))
                    .withMessageContaining("'price'");
        }
        for (long value : new long[] {Long.MIN_VALUE, -Long.MAX_VALUE, Long.MAX_VALUE}) {
            Table table =
                    new Table(Schema.parse("at:timestamp", null), List.of(new LongColumn(new long[] {value}, null)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RandomTables.encode(table))
                    .withMessageContaining("'at'");
        }
    }

    private static Table counting(int rows, int distinct) {
        TableBuilder builder = new TableBuilder(Schema.parse("v:int64", null));
        for (int row = 0; row < rows; row++) {
            builder.setLong(0, row % distinct);
            builder.endRow();
        }
        return builder.build();
    }

    private Path write(Table table) throws Exception {
        return Files.write(folder.resolve("part.parquet"), RandomTables.encode(table));
    }
}
