package dev.tidemark.query.arrow;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duckdb.DuckDBReadableVector;

/// A column of the engine's answer: what it becomes in a stream, and what is selected in its place so that the driver
/// can read it.
///
/// @param expression what is selected; `%1$s` stands for the column
record AnswerColumn(ArrowField field, String expression) {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+, ?\\d+\\)");
    private static final String ITSELF = "%1$s";
    private static final String WHOLE = "%1$s::BIGINT";
    private static final String AS_TEXT = "%1$s::VARCHAR";

    /// Microseconds; an infinite time is the largest or smallest number, as in the engine itself.
    private static final String MICROS = "CASE WHEN isinf(%1$s) THEN CASE WHEN %1$s > '1970-01-01' THEN "
            + Long.MAX_VALUE + " ELSE " + -Long.MAX_VALUE + " END ELSE epoch_us(%1$s) END";

    /// @throws TidemarkException `BAD_QUERY` for a type that is not written, naming the column
    static AnswerColumn of(ResultSetMetaData meta, int column) throws SQLException {
        String name = meta.getColumnLabel(column);
        String type = meta.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        if (DECIMAL.matcher(type).matches()) {
            return decimal(name, meta.getPrecision(column), meta.getScale(column), ITSELF);
        }
        return switch (type) {
            case "BOOLEAN" -> as(name, ArrowKind.BOOLEAN, ITSELF);
            case "TINYINT" -> as(name, ArrowKind.INT8, WHOLE);
            case "SMALLINT" -> as(name, ArrowKind.INT16, WHOLE);
            case "INTEGER" -> as(name, ArrowKind.INT32, WHOLE);
            case "BIGINT" -> as(name, ArrowKind.INT64, ITSELF);
            case "UTINYINT" -> as(name, ArrowKind.UINT8, WHOLE);
            case "USMALLINT" -> as(name, ArrowKind.UINT16, WHOLE);
            case "UINTEGER" -> as(name, ArrowKind.UINT32, WHOLE);
            case "UBIGINT" -> as(name, ArrowKind.UINT64, ITSELF);
            case "HUGEINT", "UHUGEINT" -> decimal(name, 38, 0, "%1$s::DECIMAL(38, 0)");
            case "FLOAT" -> as(name, ArrowKind.FLOAT32, "%1$s::DOUBLE");
            case "DOUBLE" -> as(name, ArrowKind.FLOAT64, ITSELF);
            case "VARCHAR" -> as(name, ArrowKind.TEXT, ITSELF);
            case "ENUM", "UUID", "INTERVAL", "JSON", "BIT", "BIGNUM", "TIME WITH TIME ZONE" ->
                as(name, ArrowKind.TEXT, AS_TEXT);
            case "BLOB" -> as(name, ArrowKind.BYTES, "hex(%1$s)");
            case "DATE" -> as(name, ArrowKind.DATE, "(%1$s - DATE '1970-01-01')::BIGINT");
            case "TIME" -> as(name, ArrowKind.TIME, "epoch_us(%1$s)");
            case "TIME_NS" -> as(name, ArrowKind.TIME_NANOS, "epoch_ns(%1$s)");
            case "TIMESTAMP" -> as(name, ArrowKind.TIMESTAMP, MICROS);
            case "TIMESTAMP_S", "TIMESTAMP_MS" ->
                as(name, ArrowKind.TIMESTAMP, MICROS.replace(ITSELF, "%1$s::TIMESTAMP"));
            case "TIMESTAMP_NS" -> as(name, ArrowKind.TIMESTAMP_NANOS, "epoch_ns(%1$s)");
            case "TIMESTAMP WITH TIME ZONE" -> as(name, ArrowKind.INSTANT, MICROS);
            default ->
                throw new TidemarkException(
                        ErrorCode.BAD_QUERY,
                        "column '" + name + "' is a " + type
                                + ", which is not written as Arrow; select its parts, or cast it to VARCHAR or JSON");
        };
    }

    private static AnswerColumn as(String name, ArrowKind kind, String expression) {
        return new AnswerColumn(ArrowField.of(name, kind), expression);
    }

    private static AnswerColumn decimal(String name, int precision, int scale, String expression) {
        return new AnswerColumn(new ArrowField(name, ArrowKind.DECIMAL, precision, scale), expression);
    }

    /// What is selected in place of the column of that alias.
    String select(String alias) {
        return expression.formatted(alias);
    }

    /// Copies rows `from` (inclusive) to `to` (exclusive) of a vector of the engine.
    void take(DuckDBReadableVector source, int from, int to, ArrowVector target) {
        switch (field.kind()) {
            case BOOLEAN -> {
                for (int row = from; row < to; row++) {
                    if (source.isNull(row)) {
                        target.addNull();
                    } else {
                        target.addBoolean(source.getBoolean(row));
                    }
                }
            }
            case FLOAT32, FLOAT64 -> doubles(source, from, to, target);
            case INT8,
                    INT16,
                    INT32,
                    INT64,
                    UINT8,
                    UINT16,
                    UINT32,
                    DATE,
                    TIME,
                    TIME_NANOS,
                    TIMESTAMP,
                    TIMESTAMP_NANOS,
                    INSTANT -> longs(source, from, to, target);
            case UINT64, DECIMAL, TEXT, BYTES -> objects(source, from, to, target);
        }
    }

    /// Asks for each value with a stand-in for null, and for the null mask only where that comes back.
    private static void longs(DuckDBReadableVector source, int from, int to, ArrowVector target) {
        for (int row = from; row < to; row++) {
            long value = source.getLong(row, Long.MIN_VALUE);
            if (value == Long.MIN_VALUE && source.isNull(row)) {
                target.addNull();
            } else {
                target.addLong(value);
            }
        }
    }

    private static void doubles(DuckDBReadableVector source, int from, int to, ArrowVector target) {
        for (int row = from; row < to; row++) {
            double value = source.getDouble(row, Double.NaN);
            if (Double.isNaN(value) && source.isNull(row)) {
                target.addNull();
            } else {
                target.addDouble(value);
            }
        }
    }

    private void objects(DuckDBReadableVector source, int from, int to, ArrowVector target) {
        for (int row = from; row < to; row++) {
            if (source.isNull(row)) {
                target.addNull();
            } else if (field.kind() == ArrowKind.UINT64) {
                target.addLong(source.getUint64(row).longValue());
            } else if (field.kind() == ArrowKind.DECIMAL) {
                BigDecimal value = source.getBigDecimal(row);
                target.addDecimal(value);
            } else {
                String text = source.getString(row);
                target.addBytes(
                        field.kind() == ArrowKind.BYTES
                                ? HexFormat.of().parseHex(text)
                                : text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
