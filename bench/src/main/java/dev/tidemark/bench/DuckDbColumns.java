package dev.tidemark.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/// The peer of a read: plain DuckDB with its own settings, through its fastest Java door, the chunks of a result.
final class DuckDbColumns implements AutoCloseable {
    private final DuckDBConnection connection;

    DuckDbColumns() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    }

    /// Takes the values of a result as they come.
    interface Sink {
        /// Takes a chunk.
        ///
        /// @param values a chunk's values by column; only the first `rows` of each count, and they may be overwritten
        /// after the call
        void take(double[][] values, int rows);
    }

    /// Copies columns of `double` out of files, nulls as NaN, chunk by chunk.
    ///
    /// @return the number of rows
    long read(List<Path> files, List<String> columns, Sink sink) throws SQLException {
        double[][] values = new double[columns.size()][2048];
        long rows = 0;
        try (DuckDBPreparedStatement statement = connection.prepare(sql(files, columns));
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int count = Math.toIntExact(chunk.rowCount());
                for (int c = 0; c < values.length; c++) {
                    copy(chunk.vector(c), values[c], count);
                }
                sink.take(values, count);
                rows += count;
            }
        }
        return rows;
    }

    private static void copy(DuckDBReadableVector vector, double[] target, int count) {
        for (int row = 0; row < count; row++) {
            target[row] = vector.getDouble(row, Double.NaN);
        }
    }

    private static String sql(List<Path> files, List<String> columns) {
        return "SELECT " + String.join(", ", columns) + " FROM " + relation(files);
    }

    /// `read_parquet` of some files.
    static String relation(List<Path> files) {
        return "read_parquet(["
                + files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", "))
                + "], hive_partitioning = false)";
    }

    /// Runs a query and says its rows as comma-separated text.
    String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")")) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
                    text.append(c > 1 ? "," : "").append(rows.getString(c));
                }
                text.append('\n');
            }
            return text.toString();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
