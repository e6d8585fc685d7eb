package dev.tidemark.market;

import dev.tidemark.market.tick.SampleTicks;
import dev.tidemark.market.tick.TickColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Another engine that is asked the same questions: a database with one table of numbers.
public final class Sql implements AutoCloseable {
    private final Connection connection;

    /// With the table `ticks(seq, day, 27 columns)`.
    public Sql(SampleTicks ticks) throws SQLException {
        this(
                "ticks(seq integer, day integer, "
                        + TickColumn.numbers().stream()
                                .map(column -> column.text() + " double")
                                .collect(Collectors.joining(", "))
                        + ")",
                ticks.rows(),
                row -> new int[] {row, ticks.tradingDay[row]},
                ticks::row);
    }

    /// With a table of integers, then doubles, of which NaN is null.
    ///
    /// @param table name and columns with types, as `create table` takes them
    public Sql(String table, int rows, IntFunction<int[]> integers, IntFunction<double[]> doubles) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + table);
        }
        String name = table.substring(0, table.indexOf('('));
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(name)) {
            for (int row = 0; row < rows; row++) {
                append(appender, integers.apply(row), doubles.apply(row));
            }
        }
    }

    private static void append(DuckDBAppender appender, int[] integers, double[] doubles) throws SQLException {
        appender.beginRow();
        for (int value : integers) {
            appender.append(value);
        }
        for (double value : doubles) {
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
