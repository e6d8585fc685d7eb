package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// A Parquet file that others wrote, read as tables of a lake's types. Names are matched by the caller; types are
/// converted where no value changes. Immutable: each reading opens the file anew.
public final class ForeignParquet {
    private final Path file;
    private final List<ForeignColumn> columns;

    /// Where a column of a table comes from.
    ///
    /// @param field  the column wanted
    /// @param source position of the file's column
    public record Wanted(Field field, int source) {}

    /// Takes some rows of a file.
    @FunctionalInterface
    public interface Rows {
        /// Takes the next rows, in the file's order.
        ///
        /// @param rows      at least one, with the columns wanted; any may be null
        /// @param nonFinite values that were NaN or infinite, and are null in the table
        void take(Table rows, long nonFinite) throws IOException;
    }

    /// Work on a connection.
    private interface Work<T> {
        T on(DuckDBConnection connection) throws SQLException, IOException;
    }

    private ForeignParquet(Path file, List<ForeignColumn> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
    }

    /// Reads what columns a file has.
    ///
    /// @throws TidemarkException `BAD_SOURCE` when it is no readable Parquet file
    public static ForeignParquet open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        return new ForeignParquet(absolute, work(absolute, connection -> columns(connection, absolute)));
    }

    private static List<ForeignColumn> columns(DuckDBConnection connection, Path file) throws SQLException {
        List<ForeignColumn> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + scan(file))) {
            while (found.next()) {
                columns.add(new ForeignColumn(
                        String.valueOf(found.getString("column_name")),
                        String.valueOf(found.getString("column_type"))));
            }
        }
        return columns;
    }

    private static String scan(Path file) {
        return "read_parquet(" + FileLiteral.of(file) + ", hive_partitioning = false)";
    }

    /// The file's columns, in their order.
    public List<ForeignColumn> columns() {
        return columns;
    }

    /// Reads all rows in their order, some thousands at a time.
    ///
    /// @param wanted at least one column; the tables have no time column, since any value may be null
    /// @throws TidemarkException `SCHEMA_MISMATCH` when a type or a value cannot be taken without loss; `BAD_SOURCE`
    ///     when the file is damaged
    public void read(List<Wanted> wanted, Rows rows) throws IOException {
        Schema schema = new Schema(wanted.stream().map(Wanted::field).toList(), null);
        String sql = sql(wanted);
        work(file, connection -> {
            return WholeAnswer.of(connection, sql, () -> {
                read(connection, sql, schema, rows);
                return true;
            });
        });
    }

    private String sql(List<Wanted> wanted) {
        List<String> selected = new ArrayList<>();
        List<String> nonFinite = new ArrayList<>(List.of("0"));
        for (Wanted each : wanted) {
            String source = "c" + each.source();
            ForeignColumn column = columns.get(each.source());
            selected.add(column.as(each.field().type(), source));
            if (each.field().type() == ColumnType.FLOAT64) {
                column.isNonFinite(source).ifPresent(nonFinite::add);
            }
        }
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "SELECT " + String.join(", ", selected) + ", CAST(" + String.join(" + ", nonFinite)
                + " AS INTEGER) FROM " + scan(file) + " AS t(" + names + ")";
    }

    private static void read(DuckDBConnection connection, String sql, Schema schema, Rows rows)
            throws SQLException, IOException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int count = Math.toIntExact(chunk.rowCount());
                if (count == 0) {
                    continue;
                }
                List<Column> found = new ArrayList<>();
                for (int c = 0; c < schema.fields().size(); c++) {
                    found.add(column(chunk, c, schema.fields().get(c).type(), count));
                }
                IntColumn nonFinite = (IntColumn) column(chunk, schema.fields().size(), ColumnType.INT32, count);
                rows.take(
                        new Table(schema, found),
                        IntStream.of(nonFinite.values()).sum());
            }
        }
    }

    private static Column column(DuckDBDataChunkReader chunk, int index, ColumnType type, int count)
            throws SQLException {
        ColumnCollector collector = ColumnCollector.of(type, count);
        collector.take(chunk.vector(index), count, 0);
        return collector.column();
    }

    private static <T> T work(Path file, Work<T> work) throws IOException {
        try {
            DuckDbEngine engine = DuckDbEngine.current();
            DuckDBConnection connection = engine.borrow();
            try {
                T answer = work.on(connection);
                engine.giveBack(connection);
                return answer;
            } catch (SQLException | IOException | RuntimeException e) {
                engine.discard(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static TidemarkException failure(Path file, SQLException e) {
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String upper = message.toUpperCase(Locale.ROOT);
        ErrorCode code = upper.contains("OUT OF MEMORY")
                ? ErrorCode.IO
                : upper.contains("WOULD LOSE DIGITS") || upper.contains("CONVERSION ERROR")
                        ? ErrorCode.SCHEMA_MISMATCH
                        : ErrorCode.BAD_SOURCE;
        return new TidemarkException(code, "cannot read " + file + ": " + message, e);
    }
}
