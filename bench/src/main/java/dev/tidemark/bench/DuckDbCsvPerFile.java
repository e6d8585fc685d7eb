package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/// The peer of `csv`: DuckDB reading each file with declared columns and writing it as Parquet, a thread a file.
final class DuckDbCsvPerFile {
    private static final int THREADS = 2;

    private DuckDbCsvPerFile() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            files = all.sorted().toList();
        }
        Path target = Files.createDirectories(Path.of(arguments[1]));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            try (Statement s = connection.createStatement()) {
                s.execute("SET threads = 1");
            }
            List<Future<?>> running = new ArrayList<>();
            for (Path file : files) {
                Connection own = ((DuckDBConnection) connection).duplicate();
                running.add(pool.submit(() -> {
                    copy(own, file, target);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private static void copy(Connection connection, Path file, Path target) throws SQLException {
        String symbol = file.getFileName().toString().replace(".csv", "");
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT '" + symbol
                    + "' symbol, epoch_ms(timestamp) ts, open, high, low, close, volume"
                    + " FROM read_csv('" + file + "', auto_detect = false, header = true, delim = ',', columns ="
                    + " {'timestamp': 'BIGINT', 'open': 'DOUBLE', 'high': 'DOUBLE', 'low': 'DOUBLE', 'close': 'DOUBLE',"
                    + " 'volume': 'DOUBLE'})) TO '" + target.resolve(symbol + ".parquet")
                    + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }
}
