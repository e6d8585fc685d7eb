package dev.tidemark.query.arrow;

import dev.tidemark.lake.parquet.WholeAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// The answer of the query engine as an Arrow stream.
///
/// Whole numbers keep their width; wider ones (`HUGEINT`) are decimals without a fraction, and decimals keep precision
/// and scale, in 128 bits. Times are microseconds, nanoseconds stay; time stamps with a zone are instants.
/// Enumerations,
/// UUIDs, intervals, JSON, bit strings and times with a zone are text. Lists, structs, maps, unions and variants are
/// refused.
public final class ArrowAnswer {
    private ArrowAnswer() {}

    /// Runs a query and writes its answer, some thousand rows in memory at a time.
    ///
    /// @param query one SELECT, in the engine's words
    /// @param out   is flushed, not closed
    /// @return the number of rows
    /// @throws TidemarkException `BAD_QUERY` for a column of a type that is not written, naming it
    /// @throws SQLException      when the engine fails, be it in the middle of the answer; the stream has no end mark
    /// then
    public static long write(Connection connection, String query, OutputStream out) throws SQLException, IOException {
        List<AnswerColumn> columns = columns(connection, query);
        ArrowStreamWriter writer = new ArrowStreamWriter(
                out, columns.stream().map(AnswerColumn::field).toList());
        String sql = sql(columns, query);
        WholeAnswer.of(connection, sql, () -> {
            write(connection.unwrap(DuckDBConnection.class), sql, columns, writer);
            return true;
        });
        return writer.end();
    }

    private static List<AnswerColumn> columns(Connection connection, String query) throws SQLException {
        List<AnswerColumn> columns = new ArrayList<>();
        try (PreparedStatement described = connection.prepareStatement(query)) {
            ResultSetMetaData meta = described.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(AnswerColumn.of(meta, i));
            }
        }
        return columns;
    }

    /// Names may stand twice in an answer; aliases do not.
    private static String sql(List<AnswerColumn> columns, String query) {
        List<String> aliases =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList();
        List<String> select = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).select(aliases.get(i)))
                .toList();
        return "SELECT " + String.join(", ", select) + " FROM (\n" + query + "\n) AS answer("
                + String.join(", ", aliases) + ")";
    }

    private static void write(
            DuckDBConnection connection, String sql, List<AnswerColumn> columns, ArrowStreamWriter writer)
            throws SQLException, IOException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                write(result.chunk(), columns, writer);
            }
        }
    }

    private static void write(DuckDBDataChunkReader chunk, List<AnswerColumn> columns, ArrowStreamWriter writer)
            throws IOException {
        int rows = Math.toIntExact(chunk.rowCount());
        for (int from = 0; from < rows; ) {
            int to = Math.min(rows, from + writer.room());
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).take(chunk.vector(c), from, to, writer.columns().get(c));
            }
            writer.endRows();
            from = to;
        }
    }
}
