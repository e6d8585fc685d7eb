package dev.tidemark.query.recipe;

import dev.tidemark.build.RecipeException;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.parquet.WholeAnswer;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An engine of its own for one query: tables go in, then it is locked, the query runs on one thread. For one thread.
final class SqlRun implements AutoCloseable {
    private static final String RAW = "tidemark_rows_of_";

    private final DuckDBConnection connection;

    private SqlRun(DuckDBConnection connection) {
        this.connection = connection;
    }

    static SqlRun open() {
        try {
            SqlRun run = new SqlRun(
                    new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class));
            run.execute("SET threads = 1");
            run.execute("SET TimeZone = 'UTC'");
            run.execute("SET preserve_insertion_order = true");
            run.execute("SET enable_progress_bar = false");
            run.execute("SET autoinstall_known_extensions = false");
            run.execute("SET autoload_known_extensions = false");
            run.execute("SET temp_directory = ''");
            run.execute("SET enable_external_access = false");
            return run;
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.INTERNAL, "the query engine does not start: " + e.getMessage(), e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The engine's version and what it runs on: answers may differ in their last bits elsewhere.
    String identity() {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT version()")) {
            version.next();
            return "duckdb " + version.getString(1) + " "
                    + System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-') + " "
                    + System.getProperty("os.arch");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The engine's parse tree of a text.
    JsonNode parsed(String sql) {
        try (PreparedStatement serialize = connection.prepareStatement(
                "SELECT json_serialize_sql(?::VARCHAR, skip_empty := true, skip_null := true)")) {
            serialize.setString(1, sql);
            try (ResultSet answer = serialize.executeQuery()) {
                answer.next();
                return JsonMapper.shared().readTree(answer.getString(1));
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Makes an input table without rows.
    void define(String name, List<Field> fields) {
        try {
            execute("CREATE TABLE " + quoted(RAW + name) + " ("
                    + fields.stream()
                            .map(field -> quoted(field.name()) + " " + stored(field.type()))
                            .collect(Collectors.joining(", "))
                    + ")");
            execute("CREATE VIEW " + quoted(name) + " AS SELECT "
                    + fields.stream().map(SqlRun::shown).collect(Collectors.joining(", ")) + " FROM "
                    + quoted(RAW + name));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static String stored(ColumnType type) {
        return switch (type) {
            case INT64, TIMESTAMP -> "BIGINT";
            case INT32, DATE -> "INTEGER";
            case FLOAT64 -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case STRING -> "VARCHAR";
        };
    }

    /// Times go in as numbers and come out as what they are.
    private static String shown(Field field) {
        String name = quoted(field.name());
        return switch (field.type()) {
            case TIMESTAMP -> "make_timestamp(" + name + ") AS " + name;
            case DATE -> "(DATE '1970-01-01' + " + name + ") AS " + name;
            default -> name;
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Fills an input table.
    ///
    /// @param order the rows in the order they go in
    void fill(String name, Table rows, int[] order) {
        try (DuckDBAppender appender = connection.createAppender("main", RAW + name)) {
            List<Column> columns = rows.columns();
            for (int row : order) {
                appender.beginRow();
                for (Column column : columns) {
                    append(appender, column, row);
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void append(DuckDBAppender appender, Column column, int row) throws SQLException {
        if (column.isNull(row)) {
            appender.appendNull();
            return;
        }
        switch (column) {
            case LongColumn c -> appender.append(c.values()[row]);
            case IntColumn c -> appender.append(c.values()[row]);
            case DoubleColumn c -> appender.append(c.values()[row]);
            case BooleanColumn c -> appender.append(c.values()[row]);
            case StringColumn c -> appender.append(c.dictionary()[c.codes()[row]]);
        }
    }

    /// No setting can be changed any more.
    void lock() {
        try {
            execute("SET lock_configuration = true");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The columns of a query's answer.
    ///
    /// @throws RecipeException for a column of a type that the lake does not have, with the cast that helps
    List<Field> columns(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData data = statement.getMetaData();
            List<Field> fields = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                fields.add(new Field(data.getColumnName(i), type(data.getColumnName(i), data.getColumnTypeName(i))));
            }
            return fields;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static ColumnType type(String column, String type) {
        return switch (type) {
            case "BIGINT" -> ColumnType.INT64;
            case "INTEGER" -> ColumnType.INT32;
            case "DOUBLE" -> ColumnType.FLOAT64;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "VARCHAR" -> ColumnType.STRING;
            case "TIMESTAMP" -> ColumnType.TIMESTAMP;
            case "DATE" -> ColumnType.DATE;
            default ->
                throw new RecipeException(
                        "bad_column_type",
                        "column '" + column + "' is a " + type
                                + ", which a dataset cannot hold; cast it to BIGINT, INTEGER, DOUBLE, BOOLEAN, VARCHAR,"
                                + " TIMESTAMP or DATE, such as CAST(" + column + " AS DOUBLE)");
        };
    }

    /// Runs the query.
    Table run(String sql, Schema schema) {
        try {
            return WholeAnswer.of(connection, sql, () -> rows(sql, schema));
        } catch (SQLException e) {
            throw failure(e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "the query engine failed: " + e.getMessage(), e);
        }
    }

    private Table rows(String sql, Schema schema) throws SQLException {
        TableBuilder builder = new TableBuilder(schema);
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                List<DuckDBReadableVector> vectors = new ArrayList<>();
                for (int c = 0; c < schema.fields().size(); c++) {
                    vectors.add(chunk.vector(c));
                }
                for (int row = 0; row < chunk.rowCount(); row++) {
                    for (int c = 0; c < vectors.size(); c++) {
                        take(builder, c, schema.fields().get(c).type(), vectors.get(c), row);
                    }
                    builder.endRow();
                }
            }
        }
        return builder.build();
    }

    private static void take(TableBuilder builder, int column, ColumnType type, DuckDBReadableVector vector, int row) {
        if (vector.isNull(row)) {
            return;
        }
        switch (type) {
            case INT64, TIMESTAMP ->
                builder.setLong(column, type == ColumnType.INT64 ? vector.getLong(row) : micros(vector, row));
            case INT32 -> builder.setInt(column, vector.getInt(row));
            case DATE ->
                builder.setInt(column, Math.toIntExact(vector.getLocalDate(row).toEpochDay()));
            case FLOAT64 -> builder.setDouble(column, vector.getDouble(row));
            case BOOLEAN -> builder.setBoolean(column, vector.getBoolean(row));
            case STRING -> builder.setString(column, vector.getString(row));
        }
    }

    private static long micros(DuckDBReadableVector vector, int row) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), vector.getLocalDateTime(row));
    }

    private static RecipeException failure(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new RecipeException("query_failed", "the query failed: " + message);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.INTERNAL, "the query engine does not close: " + e.getMessage(), e);
        }
    }
}
