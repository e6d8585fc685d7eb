package dev.tidemark.lake.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a DuckDB of its own, as the oracle beside the reader.
final class DuckDb {
    private DuckDb() {}

    /// The rows of a statement, in which `FILE` stands for a quoted file name.
    static List<List<@Nullable Object>> query(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            if (!statement.execute(sql.replace("FILE", "'" + file + "'"))) {
                return List.of();
            }
            try (ResultSet result = statement.getResultSet()) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                        row.add(result.getObject(c));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }
}
