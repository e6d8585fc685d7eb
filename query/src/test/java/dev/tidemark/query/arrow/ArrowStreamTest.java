package dev.tidemark.query.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.read.SeriesReader;
import dev.tidemark.lake.read.TableStream;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.query.QueryLake;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams are read back by Arrow's own reader.
class ArrowStreamTest {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("ts", ColumnType.TIMESTAMP),
                    new Field("close", ColumnType.FLOAT64),
                    new Field("n", ColumnType.INT64),
                    new Field("label", ColumnType.INT32),
                    new Field("day", ColumnType.DATE),
                    new Field("final", ColumnType.BOOLEAN)),
            "ts");

    private static byte[] stream(Schema schema, List<Table> tables) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowStream.write(schema, tables, out);
        return out.toByteArray();
    }

    @Test
    void everyStoredTypeComesBackWithItsNulls() throws IOException {
        TableBuilder rows = new TableBuilder(SCHEMA);
        rows.setString(0, "BRK-B.US");
        rows.setLong(1, 1_704_153_600_000_000L);
        rows.setDouble(2, 363.5);
        rows.setLong(3, Long.MIN_VALUE);
        rows.setInt(4, -7);
        rows.setInt(5, 19_724);
        rows.setBoolean(6, true);
        rows.endRow();
        rows.setLong(1, 1_704_153_600_000_001L);
        rows.endRow();

        ReadStream read = ReadStream.of(stream(SCHEMA, List.of(rows.build())));

        assertThat(read.schema())
                .isEqualTo("Schema<symbol: Utf8, ts: Timestamp(MICROSECOND, UTC), close: FloatingPoint(DOUBLE),"
                        + " n: Int(64, true), label: Int(32, true), day: Date(DAY), final: Bool>");
        assertThat(read.rows().get(0))
                .containsExactly("BRK-B.US", 1_704_153_600_000_000L, 363.5, Long.MIN_VALUE, -7, 19_724, true);
        assertThat(read.rows().get(1)).containsExactly(null, 1_704_153_600_000_001L, null, null, null, null, null);
    }

    @Test
    void aStreamWithoutRowsHasItsSchema() throws IOException {
        ReadStream read = ReadStream.of(stream(SCHEMA, List.of()));

        assertThat(read.schema()).contains("close: FloatingPoint(DOUBLE)");
        assertThat(read.rows()).isEmpty();
    }

    @Test
    void manyRowsGoInBatches() throws IOException {
        Schema schema = new Schema(List.of(new Field("datetime", ColumnType.INT64)), "datetime");
        List<Table> tables = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            TableBuilder rows = new TableBuilder(schema);
            for (int i = 0; i < 50_000; i++) {
                rows.setLong(0, t * 50_000L + i);
                rows.endRow();
            }
            tables.add(rows.build());
        }

        ReadStream read = ReadStream.of(stream(schema, tables));

        assertThat(read.batches()).containsExactly(65_536, 65_536, 65_536, 200_000 - 3 * 65_536);
        assertThat(read.rows().get(199_999)).containsExactly(199_999L);
    }

    @Property(tries = 100)
    void randomTablesComeBack(@ForAll long seed, @ForAll @IntRange(max = 700) int count) throws IOException {
        Random random = new Random(seed);
        int tables = 1 + random.nextInt(3);
        List<Table> written = new ArrayList<>();
        List<List<Object>> expected = new ArrayList<>();
        for (int t = 0; t < tables; t++) {
            TableBuilder rows = new TableBuilder(SCHEMA);
            for (int i = 0; i < count; i++) {
                expected.add(randomRow(random, rows));
            }
            written.add(rows.build());
        }

        assertThat(ReadStream.of(stream(SCHEMA, written)).rows()).isEqualTo(expected);
    }

    private static List<Object> randomRow(Random random, TableBuilder rows) {
        List<Object> row = new ArrayList<>();
        for (int c = 0; c < SCHEMA.fields().size(); c++) {
            boolean isTime = c == SCHEMA.timeIndex();
            Object value = !isTime && random.nextInt(3) == 0 ? null : randomValue(random, rows, c);
            row.add(value);
        }
        rows.endRow();
        return row;
    }

    private static Object randomValue(Random random, TableBuilder rows, int column) {
        return switch (SCHEMA.fields().get(column).type()) {
            case STRING -> {
                String text = "s".repeat(random.nextInt(2))
                        + random.nextInt(5)
                        + "\u00e9\ud83d\ude00".repeat(random.nextInt(3));
                rows.setString(column, text);
                yield text;
            }
            case INT64, TIMESTAMP -> {
                long value = random.nextLong();
                rows.setLong(column, value);
                yield value;
            }
            case INT32, DATE -> {
                int value = random.nextInt();
                rows.setInt(column, value);
                yield value;
            }
            case FLOAT64 -> {
                double value = random.nextGaussian();
                rows.setDouble(column, value);
                yield value;
            }
            case BOOLEAN -> {
                boolean value = random.nextBoolean();
                rows.setBoolean(column, value);
                yield value;
            }
        };
    }

    @Test
    void fewLongRowsFillABatchToo(@TempDir Path folder) throws IOException {
        Schema schema = new Schema(List.of(new Field("text", ColumnType.STRING)), null);
        TableBuilder rows = new TableBuilder(schema);
        String text = "x".repeat(100_000);
        for (int i = 0; i < 2_000; i++) {
            rows.setString(0, text);
            rows.endRow();
        }
        Path file = folder.resolve("long.arrows");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            assertThat(ArrowStream.write(schema, List.of(rows.build()), out)).isEqualTo(2_000);
        }

        List<Integer> batches = ReadStream.batches(file);

        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
        assertThat(batches).allMatch(count -> count * 100_000L < (64L << 20) + 256 * 100_000L);
    }

    @Test
    void aRangeOfASeriesIsAStream(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Lake lake = QueryLake.create(folder.resolve("lake"))) {
            SeriesReader series = lake.dataset("bars/1m").series("AAPL.US").columns("ts", "volume");
            try (TableStream days = series.range(LocalDate.of(2024, 1, 30), LocalDate.of(2024, 2, 3))) {
                ArrowStream.write(series.schema(), days, out);
            }
        }

        ReadStream read = ReadStream.of(out.toByteArray());

        long first = LocalDate.of(2024, 1, 30).toEpochDay() * 86_400_000_000L;
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(Arrays.asList(first + i * 86_400_000_000L, (29 + i) % 7 == 0 ? null : 29.0 + i));
        }
        assertThat(read.rows()).isEqualTo(expected);
    }

    @Test
    void tablesOfAnotherSchemaAreRefused() {
        Schema other = new Schema(List.of(new Field("datetime", ColumnType.INT64)), "datetime");
        TableBuilder rows = new TableBuilder(other);
        rows.setLong(0, 1);
        rows.endRow();
        List<Table> tables = List.of(rows.build());

        assertThatThrownBy(() -> ArrowStream.write(SCHEMA, tables, OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("datetime:int64");
    }
}
