package dev.tidemark.lake.parquet;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Reads an answer of the engine as a stream and makes sure that it came whole.
///
/// The driver ends a stream at an error as it does after the last row. Inside a transaction the engine remembers: what
/// failed has aborted it, and the next statement is refused. What it was is asked for by running the query once more.
public final class WholeAnswer {
    /// Reads the answer to its end.
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws SQLException, IOException;
    }

    private WholeAnswer() {}

    /// Reads an answer.
    ///
    /// @param connection in no transaction; the caller's alone
    /// @param query      what `reading` runs on it, as one statement and to the last row; a SELECT
    /// @throws SQLException with the engine's message, when the answer ended early; what was read of it is not to be
    ///     used
    public static <T> T of(Connection connection, String query, Reading<T> reading) throws SQLException, IOException {
        execute(connection, "BEGIN TRANSACTION");
        T answer;
        try {
            answer = reading.read();
        } catch (SQLException | IOException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
        boolean whole = isAlive(connection);
        execute(connection, "ROLLBACK");
        if (!whole) {
            execute(connection, "EXPLAIN ANALYZE " + query);
            throw new SQLException("the query engine stopped in the middle of its answer; try again");
        }
        return answer;
    }

    private static boolean isAlive(Connection connection) {
        try {
            execute(connection, "SELECT 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
