package dev.tidemark.bench;

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
import org.duckdb.DuckDBConnection;

/// How peers go through files: plain DuckDB in a process of its own, a statement a file, two files at a time.
final class DuckDbFiles {
    private static final int THREADS = 2;

    private DuckDbFiles() {}

    /// Says what to do with a file.
    interface Step {
        /// The statement for a file.
        ///
        /// @param index the file's place in the list
        String sql(Path file, int index);
    }

    /// Runs the statements of all files, each connection with one thread.
    static void each(List<Path> files, Step step) throws SQLException, ExecutionException, InterruptedException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = 1");
            }
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                Connection own = ((DuckDBConnection) connection).duplicate();
                running.add(pool.submit(() -> {
                    try (own;
                            Statement statement = own.createStatement()) {
                        for (int i = first; i < files.size(); i += THREADS) {
                            statement.execute(step.sql(files.get(i), i));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    /// A statement that writes a query's rows as Parquet.
    static String copy(String query, Path target) {
        return "COPY (" + query + ") TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)";
    }
}
