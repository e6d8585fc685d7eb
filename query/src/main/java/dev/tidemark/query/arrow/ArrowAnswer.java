package dev.tidemark.query.arrow;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The answer of the query engine as an Arrow stream.
///
/// Whole numbers keep their width, wider ones and decimals are 128-bit decimals, times are microseconds (nanoseconds
/// stay),
/// time stamps with a zone are instants, and enumerations, UUIDs and intervals are text. Nested types are refused.
public final class ArrowAnswer {
    /// A column of the answer.
    ///
    /// @param expression what is selected in its place, `%s` being its alias
    private record Selected(ArrowField field, String expression) {}

    private ArrowAnswer() {}

    /// Runs a query and writes its answer.
    ///
    /// @param query one SELECT, in the engine's words
    /// @return the number of rows
    /// @throws TidemarkException `BAD_QUERY` for a column of a type that is not written, naming it
    public static long write(Connection connection, String query, OutputStream out) throws SQLException, IOException {
        List<Selected> columns = columns(connection, query);
        List<String> aliases =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList();
        List<String> select = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).expression().formatted(aliases.get(i)))
                .toList();
        String whole = "SELECT " + String.join(", ", select) + " FROM (\n" + query + "\n) AS answer("
                + String.join(", ", aliases) + ")";
        try (PreparedStatement statement = connection.prepareStatement(whole);
                ResultSet rows = statement.executeQuery()) {
            ArrowStreamWriter writer = new ArrowStreamWriter(
                    out, columns.stream().map(Selected::field).toList());
            while (rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    add(writer.columns().get(i), rows, i + 1);
                }
                writer.endRow();
            }
            return writer.end();
        }
    }

    private static List<Selected> columns(Connection connection, String query) throws SQLException {
        List<Selected> columns = new ArrayList<>();
        try (PreparedStatement described = connection.prepareStatement(query)) {
            ResultSetMetaData meta = described.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(selected(meta, i));
            }
        }
        return columns;
    }

    private static Selected selected(ResultSetMetaData meta, int column) throws SQLException {
        String name = meta.getColumnLabel(column);
        String type = meta.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        if (type.startsWith("DECIMAL")) {
            return new Selected(
                    new ArrowField(name, ArrowKind.DECIMAL, meta.getPrecision(column), meta.getScale(column)), "%s");
        }
        if (type.startsWith("ENUM")) {
            return new Selected(ArrowField.of(name, ArrowKind.TEXT), "%s::VARCHAR");
        }
        return switch (type) {
            case "BOOLEAN" -> as(name, ArrowKind.BOOLEAN, "%s");
            case "TINYINT" -> as(name, ArrowKind.INT8, "%s::BIGINT");
            case "SMALLINT" -> as(name, ArrowKind.INT16, "%s::BIGINT");
            case "INTEGER" -> as(name, ArrowKind.INT32, "%s::BIGINT");
            case "BIGINT" -> as(name, ArrowKind.INT64, "%s");
            case "UTINYINT" -> as(name, ArrowKind.UINT8, "%s::BIGINT");
            case "USMALLINT" -> as(name, ArrowKind.UINT16, "%s::BIGINT");
            case "UINTEGER" -> as(name, ArrowKind.UINT32, "%s::BIGINT");
            case "UBIGINT" -> as(name, ArrowKind.UINT64, "%s::VARCHAR");
            case "HUGEINT" -> new Selected(new ArrowField(name, ArrowKind.DECIMAL, 38, 0), "%s::DECIMAL(38, 0)");
            case "FLOAT" -> as(name, ArrowKind.FLOAT32, "%s::DOUBLE");
            case "DOUBLE" -> as(name, ArrowKind.FLOAT64, "%s");
            case "VARCHAR", "UUID", "INTERVAL", "JSON", "\"NULL\"", "NULL", "BIT" ->
                as(name, ArrowKind.TEXT, "%s::VARCHAR");
            case "BLOB" -> as(name, ArrowKind.BYTES, "hex(%s)");
            case "DATE" -> as(name, ArrowKind.DATE, "(%s - DATE '1970-01-01')::BIGINT");
            case "TIME" -> as(name, ArrowKind.TIME, "epoch_us(%s)");
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" -> as(name, ArrowKind.TIMESTAMP, "epoch_us(%s::TIMESTAMP)");
            case "TIMESTAMP_NS" -> as(name, ArrowKind.TIMESTAMP_NANOS, "epoch_ns(%s)");
            case "TIMESTAMP WITH TIME ZONE" -> as(name, ArrowKind.INSTANT, "epoch_us(%s)");
            default ->
                throw new TidemarkException(
                        ErrorCode.BAD_QUERY,
                        "column '" + name + "' is a " + type
                                + ", which is not written as Arrow; select its parts, or cast it to VARCHAR or JSON");
        };
    }

    private static Selected as(String name, ArrowKind kind, String expression) {
        return new Selected(ArrowField.of(name, kind), expression);
    }

    private static void add(ArrowVector vector, ResultSet rows, int column) throws SQLException {
        switch (vector.field().kind()) {
            case BOOLEAN -> {
                boolean value = rows.getBoolean(column);
                if (rows.wasNull()) {
                    vector.addNull();
                } else {
                    vector.addBoolean(value);
                }
            }
            case FLOAT32, FLOAT64 -> {
                double value = rows.getDouble(column);
                if (rows.wasNull()) {
                    vector.addNull();
                } else {
                    vector.addDouble(value);
                }
            }
            case DECIMAL -> {
                BigDecimal value = rows.getBigDecimal(column);
                if (value == null) {
                    vector.addNull();
                } else {
                    vector.addDecimal(value);
                }
            }
            case TEXT, BYTES, UINT64 -> addText(vector, rows.getString(column));
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, DATE, TIME, TIMESTAMP, TIMESTAMP_NANOS, INSTANT -> {
                long value = rows.getLong(column);
                if (rows.wasNull()) {
                    vector.addNull();
                } else {
                    vector.addLong(value);
                }
            }
        }
    }

    private static void addText(ArrowVector vector, @org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            vector.addNull();
            return;
        }
        switch (vector.field().kind()) {
            case UINT64 -> vector.addLong(Long.parseUnsignedLong(text));
            case BYTES -> vector.addBytes(HexFormat.of().parseHex(text));
            default -> vector.addBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
