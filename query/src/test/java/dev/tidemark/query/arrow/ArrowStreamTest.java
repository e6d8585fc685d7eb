package dev.tidemark.query.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;

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

    /// What a stream holds: its schema as text, the rows, the sizes of the batches.
    private record Read(String schema, List<List<Object>> rows, List<Integer> batches) {
        static Read of(byte[] stream) throws IOException {
            List<List<Object>> rows = new ArrayList<>();
            List<Integer> batches = new ArrayList<>();
            try (BufferAllocator memory = new RootAllocator();
                    ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), memory)) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                while (reader.loadNextBatch()) {
                    batches.add(root.getRowCount());
                    for (int row = 0; row < root.getRowCount(); row++) {
                        List<Object> values = new ArrayList<>();
                        for (FieldVector vector : root.getFieldVectors()) {
                            Object value = vector.getObject(row);
                            values.add(
                                    value instanceof org.apache.arrow.vector.util.Text text
                                            ? text.toString()
                                            : value instanceof byte[] bytes
                                                    ? HexFormat.of().formatHex(bytes)
                                                    : value);
                        }
                        rows.add(values);
                    }
                }
                return new Read(root.getSchema().toString(), rows, batches);
            }
        }
    }

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

        Read read = Read.of(stream(SCHEMA, List.of(rows.build())));

        assertThat(read.schema())
                .isEqualTo("Schema<symbol: Utf8, ts: Timestamp(MICROSECOND, UTC), close: FloatingPoint(DOUBLE),"
                        + " n: Int(64, true), label: Int(32, true), day: Date(DAY), final: Bool>");
        assertThat(read.rows().get(0))
                .containsExactly("BRK-B.US", 1_704_153_600_000_000L, 363.5, Long.MIN_VALUE, -7, 19_724, true);
        assertThat(read.rows().get(1)).containsExactly(null, 1_704_153_600_000_001L, null, null, null, null, null);
    }

    @Test
    void aStreamWithoutRowsHasItsSchema() throws IOException {
        Read read = Read.of(stream(SCHEMA, List.of()));

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

        Read read = Read.of(stream(schema, tables));

        assertThat(read.batches()).containsExactly(65_536, 65_536, 65_536, 200_000 - 3 * 65_536);
        assertThat(read.rows().get(199_999)).containsExactly(199_999L);
    }

    @Property(tries = 100)
    void randomTablesComeBack(@ForAll long seed, @ForAll @IntRange(max = 300) int count) throws IOException {
        Random random = new Random(seed);
        TableBuilder rows = new TableBuilder(SCHEMA);
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = random.nextBoolean() ? null : "s" + random.nextInt(5) + "\u00e9".repeat(random.nextInt(3));
            Double number = random.nextInt(3) == 0 ? null : random.nextGaussian();
            Boolean flag = random.nextInt(3) == 0 ? null : random.nextBoolean();
            if (text != null) {
                rows.setString(0, text);
            }
            rows.setLong(1, i);
            if (number != null) {
                rows.setDouble(2, number);
            }
            if (flag != null) {
                rows.setBoolean(6, flag);
            }
            rows.endRow();
            List<Object> row = new ArrayList<>();
            row.add(text);
            row.add((long) i);
            row.add(number);
            row.add(null);
            row.add(null);
            row.add(null);
            row.add(flag);
            expected.add(row);
        }

        assertThat(Read.of(stream(SCHEMA, count == 0 ? List.of() : List.of(rows.build())))
                        .rows())
                .isEqualTo(expected);
    }

    private static Read answer(String query) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            connection.createStatement().execute("SET TimeZone = 'UTC'");
            ArrowAnswer.write(connection, query, out);
        }
        return Read.of(out.toByteArray());
    }

    @Test
    void answersKeepTheirTypes() throws SQLException, IOException {
        Read read = answer(
                "SELECT true AS b, 1::TINYINT AS i8, 2::SMALLINT AS i16, 3 AS i32, 4::BIGINT AS i64, 250::UTINYINT AS"
                    + " u8, 65000::USMALLINT AS u16, 4000000000::UINTEGER AS u32, 18446744073709551615::UBIGINT AS"
                    + " u64, 1.5::FLOAT AS f, 2.5::DOUBLE AS d, -12.345::DECIMAL(9, 3) AS dec,"
                    + " 170141183460469231731687::HUGEINT AS h, 'a' AS v, 'x'::ENUM('x', 'y') AS e, '\\xAB'::BLOB AS"
                    + " bl, DATE '2024-01-02' AS day, TIME '00:00:01.5' AS t, TIMESTAMP '2024-01-02 00:00:00.000001'"
                    + " AS ts, TIMESTAMPTZ '2024-01-02 00:00:00+00' AS tz, INTERVAL 1 DAY AS iv");

        assertThat(read.schema())
                .contains("i8: Int(8, true)")
                .contains("u64: Int(64, false)")
                .contains("dec: Decimal(9, 3, 128)")
                .contains("t: Time(MICROSECOND, 64)")
                .contains("ts: Timestamp(MICROSECOND, null)")
                .contains("tz: Timestamp(MICROSECOND, UTC)");
        List<Object> row = read.rows().getFirst();
        assertThat(row.subList(0, 5)).containsExactly(true, (byte) 1, (short) 2, 3, 4L);
        assertThat(((Number) row.get(5)).byteValue()).isEqualTo((byte) 250);
        assertThat(((Number) row.get(8)).longValue()).isEqualTo(-1L);
        assertThat(row.subList(9, 12)).containsExactly(1.5f, 2.5, new BigDecimal("-12.345"));
        assertThat(row.get(12)).isEqualTo(new BigDecimal("170141183460469231731687"));
        assertThat(row.subList(13, 17)).containsExactly("a", "x", "ab", 19_724);
        assertThat(row.get(20)).isEqualTo("1 day");
    }

    @Test
    void nullsOfEveryTypeAreNulls() throws SQLException, IOException {
        Read read = answer("SELECT NULL::BOOLEAN, NULL::INTEGER, NULL::DOUBLE, NULL::DECIMAL(4,1), NULL::VARCHAR,"
                + " NULL::BLOB, NULL::DATE, NULL::TIMESTAMP, NULL::UBIGINT, NULL FROM range(3)");

        assertThat(read.rows()).hasSize(3).allMatch(row -> row.stream().allMatch(java.util.Objects::isNull));
    }

    @Test
    void aNestedColumnIsRefusedByName() {
        assertThatThrownBy(() -> answer("SELECT 1 AS a, [1, 2] AS many"))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_QUERY))
                .hasMessageContaining("'many'")
                .hasMessageContaining("INTEGER[]");
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
