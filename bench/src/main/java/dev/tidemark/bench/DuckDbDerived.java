package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// The peers of W5 that run in DuckDB, in a process of their own.
final class DuckDbDerived {
    private DuckDbDerived() {}

    /// `copy FROM TO`: reads each Parquet file below FROM and writes the same rows into TO.
    /// `windows FROM TO TICK`: features and labels of the ticks below FROM, each into one file in TO.
    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        Path from = Path.of(arguments[1]);
        Path to = Files.createDirectories(Path.of(arguments[2]));
        if (arguments[0].equals("copy")) {
            DuckDbFiles.each(
                    parquet(from),
                    (file, i) -> DuckDbFiles.copy(
                            "FROM " + DuckDbColumns.relation(List.of(file)), to.resolve(i + ".parquet")));
            return;
        }
        String ticks = DuckDbColumns.relation(parquet(from));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(DuckDbFiles.copy(TickSql.features(ticks), to.resolve("features.parquet")));
            double tick = Double.parseDouble(arguments[3]);
            statement.execute(DuckDbFiles.copy(TickSql.labels(ticks, tick), to.resolve("labels.parquet")));
        }
    }

    /// The Parquet files below a folder, in order.
    static List<Path> parquet(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
