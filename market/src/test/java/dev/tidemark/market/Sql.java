package dev.tidemark.market;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Another engine that is asked the same questions: a database with the table `ticks(seq, day, 27 columns)`.
public final class Sql implements AutoCloseable {
    private final Connection connection;

    public Sql(SampleTicks ticks) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table ticks(seq integer, day integer, "
                    + TickColumn.numbers().stream()
                            .map(column -> column.text() + " double")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("ticks")) {
            for (int t = 0; t < ticks.rows(); t++) {
                append(appender, ticks, t);
            }
        }
    }

    private static void append(DuckDBAppender appender, SampleTicks ticks, int row) throws SQLException {
        appender.beginRow();
        appender.append(row);
        appender.append(ticks.tradingDay[row]);
        for (double value : ticks.row(row)) {
            if (Double.isNaN(value)) {
                appender.appendNull();
            } else {
                appender.append(value);
            }
        }
        appender.endRow();
    }

    /// A column of numbers, NaN for null. The query orders it.
    public double[] numbers(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            var values = DoubleStream.builder();
            while (result.next()) {
                double value = result.getDouble(1);
                values.add(result.wasNull() ? Double.NaN : value);
            }
            return values.build().toArray();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
