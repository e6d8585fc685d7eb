package dev.tidemark.query.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of the engine, read back by Arrow's own reader.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArrowAnswerTest {
    private Connection connection;

    @BeforeAll
    void connect() throws SQLException {
        Properties streaming = new Properties();
        streaming.put(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
        connection.createStatement().execute("SET TimeZone = 'UTC'");
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private ReadStream answer(String query) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long count = ArrowAnswer.write(connection, query, out);
        ReadStream read = ReadStream.of(out.toByteArray());
        assertThat(read.rows()).hasSize((int) count);
        return read;
    }

    /// The engine's value, the type in the stream, and the value there.
    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("true", "Bool", true),
                Arguments.of("(-128)::TINYINT", "Int(8, true)", (byte) -128),
                Arguments.of("(-32768)::SMALLINT", "Int(16, true)", (short) -32768),
                Arguments.of("2147483647", "Int(32, true)", Integer.MAX_VALUE),
                Arguments.of("(-9223372036854775808)::BIGINT", "Int(64, true)", Long.MIN_VALUE),
                Arguments.of("250::UTINYINT", "Int(8, false)", (byte) 250),
                Arguments.of("65000::USMALLINT", "Int(16, false)", (char) 65000),
                Arguments.of("4000000000::UINTEGER", "Int(32, false)", (int) 4_000_000_000L),
                Arguments.of("18446744073709551615::UBIGINT", "Int(64, false)", -1L),
                Arguments.of(
                        "-170141183460469231731687303715::HUGEINT",
                        "Decimal(38, 0, 128)",
                        new BigDecimal("-170141183460469231731687303715")),
                Arguments.of("7::UHUGEINT", "Decimal(38, 0, 128)", new BigDecimal("7")),
                Arguments.of("-12.345::DECIMAL(9, 3)", "Decimal(9, 3, 128)", new BigDecimal("-12.345")),
                Arguments.of(
                        "99999999999999999999999999.999999999999::DECIMAL(38, 12)",
                        "Decimal(38, 12, 128)",
                        new BigDecimal("99999999999999999999999999.999999999999")),
                Arguments.of("0.1::FLOAT", "FloatingPoint(SINGLE)", 0.1f),
                Arguments.of("'nan'::DOUBLE", "FloatingPoint(DOUBLE)", Double.NaN),
                Arguments.of("-0.0::DOUBLE", "FloatingPoint(DOUBLE)", -0.0),
                Arguments.of("'-inf'::DOUBLE", "FloatingPoint(DOUBLE)", Double.NEGATIVE_INFINITY),
                Arguments.of("''", "Utf8", ""),
                Arguments.of("'\u00e4\u20ac\ud83d\ude00'", "Utf8", "\u00e4\u20ac\ud83d\ude00"),
                Arguments.of("'x'::ENUM('x', 'y')", "Utf8", "x"),
                Arguments.of("'{\"a\": 1}'::JSON", "Utf8", "{\"a\": 1}"),
                Arguments.of("'0101'::BIT", "Utf8", "0101"),
                Arguments.of(
                        "'00000000-0000-0000-0000-00000000000a'::UUID", "Utf8", "00000000-0000-0000-0000-00000000000a"),
                Arguments.of("INTERVAL 25 HOUR", "Utf8", "25:00:00"),
                Arguments.of("'01:02:03+02'::TIMETZ", "Utf8", "01:02:03+02"),
                Arguments.of("'\\x00\\xFF'::BLOB", "Binary", "00ff"),
                Arguments.of("DATE '1969-12-31'", "Date(DAY)", -1),
                Arguments.of("'infinity'::DATE", "Date(DAY)", Integer.MAX_VALUE),
                Arguments.of("TIME '23:59:59.999999'", "Time(MICROSECOND, 64)", 86_399_999_999L),
                Arguments.of("'00:00:00.000000007'::TIME_NS", "Time(NANOSECOND, 64)", 7L),
                Arguments.of("TIMESTAMP_S '2024-01-02 00:00:01'", "Timestamp(MICROSECOND, null)", at(1_000_000_000)),
                Arguments.of("TIMESTAMP_MS '2024-01-02 00:00:00.001'", "Timestamp(MICROSECOND, null)", at(1_000_000)),
                Arguments.of("TIMESTAMP '2024-01-02 00:00:00.000001'", "Timestamp(MICROSECOND, null)", at(1_000)),
                Arguments.of("TIMESTAMP_NS '2024-01-02 00:00:00.000000001'", "Timestamp(NANOSECOND, null)", at(1)),
                Arguments.of(
                        "TIMESTAMPTZ '2024-01-02 02:00:00+02'", "Timestamp(MICROSECOND, UTC)", 1_704_153_600_000_000L),
                Arguments.of("'infinity'::TIMESTAMPTZ", "Timestamp(MICROSECOND, UTC)", Long.MAX_VALUE),
                Arguments.of("'-infinity'::TIMESTAMPTZ", "Timestamp(MICROSECOND, UTC)", -Long.MAX_VALUE));
    }

    private static LocalDateTime at(int nanos) {
        return LocalDateTime.of(2024, 1, 2, 0, 0).plusNanos(nanos);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aValueOfEachTypeComesBackBetweenNulls(String expression, String type, Object expected)
            throws SQLException, IOException {
        ReadStream read = answer("SELECT CASE WHEN i % 2 = 1 THEN x END AS v FROM (SELECT i, " + expression
                + " AS x FROM range(5) r(i)) ORDER BY i");

        assertThat(read.schema()).isEqualTo("Schema<v: " + type + ">");
        assertThat(read.rows().stream().map(List::getFirst)).containsExactly(null, expected, null, expected, null);
    }

    @Test
    void nullsOfEveryTypeAreNulls() throws SQLException, IOException {
        ReadStream read = answer("SELECT NULL::BOOLEAN, NULL::INTEGER, NULL::DOUBLE, NULL::DECIMAL(4,1), NULL::VARCHAR,"
                + " NULL::BLOB, NULL::DATE, NULL::TIMESTAMP, NULL::UBIGINT, NULL FROM range(3)");

        assertThat(read.rows()).hasSize(3).allMatch(row -> row.stream().allMatch(Objects::isNull));
    }

    @Test
    void anEmptyAnswerHasItsSchema() throws SQLException, IOException {
        ReadStream read = answer("SELECT 1.5::DOUBLE AS x, 'a' AS y WHERE false");

        assertThat(read.schema()).isEqualTo("Schema<x: FloatingPoint(DOUBLE), y: Utf8>");
        assertThat(read.batches()).isEmpty();
    }

    @Test
    void columnsMayHaveOneNameOrStrangeOnes() throws SQLException, IOException {
        ReadStream read = answer("SELECT 1 AS a, 2 AS a, 3 AS \"c0\", 4 AS \"%s \"\" '\"");

        assertThat(read.schema())
                .isEqualTo("Schema<a: Int(32, true), a: Int(32, true), c0: Int(32, true), %s \" ': Int(32, true)>");
        assertThat(read.rows()).containsExactly(List.of(1, 2, 3, 4));
    }

    @Test
    void manyRowsGoInBatchesInTheirOrder() throws SQLException, IOException {
        ReadStream read =
                answer("SELECT i, CASE WHEN i % 3 > 0 THEN 's' || i END AS t FROM range(200000) r(i) ORDER BY i DESC");

        assertThat(read.batches()).containsExactly(65_536, 65_536, 65_536, 200_000 - 3 * 65_536);
        for (int row = 0; row < 200_000; row++) {
            long i = 199_999L - row;
            assertThat(read.rows().get(row)).isEqualTo(Arrays.asList(i, i % 3 > 0 ? "s" + i : null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2]",
                "[1.5::DECIMAL(4, 1)]",
                "['x'::ENUM('x', 'y')]",
                "[1, 2]::INTEGER[2]",
                "{'a': 1}",
                "map {'a': 1}",
                "union_value(k := 1)"
            })
    void aNestedColumnIsRefusedByName(String expression) {
        assertThatThrownBy(() -> answer("SELECT 1 AS a, " + expression + " AS many"))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_QUERY))
                .hasMessageContaining("column 'many' is a ");
    }

    @Test
    void aWholeNumberBeyondThirtyEightDigitsIsRefused() {
        assertThatThrownBy(() -> answer("SELECT 170141183460469231731687303715884105727::HUGEINT AS h"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("DECIMAL(38,0)");
    }

    @Test
    void anAnswerThatFailsInTheMiddleHasNoEndMark() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> ArrowAnswer.write(
                        connection,
                        "SELECT CASE WHEN i = 1000000 THEN error('boom') ELSE i END AS i FROM range(2000000) r(i)",
                        out))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("boom");
        byte[] written = out.toByteArray();
        assertThat(Arrays.copyOfRange(written, written.length - 8, written.length))
                .isNotEqualTo(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    }
}
