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

/// The peer of W3: DuckDB reading each CSV and writing it as a Parquet file of its own, its best known way.
final class DuckDbPerFile {
    private static final int THREADS = 2;

    private DuckDbPerFile() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(p -> p.toString().endsWith(".txt")).sorted().toList();
        }
        Path target = Path.of(arguments[1]);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            try (Statement s = connection.createStatement()) {
                s.execute("SET threads = 1");
            }
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t;
                Connection own = ((DuckDBConnection) connection).duplicate();
                running.add(pool.submit(() -> {
                    try (Statement s = own.createStatement()) {
                        for (int i = first; i < files.size(); i += THREADS) {
                            copy(s, files.get(i), Files.createDirectories(target.resolve("symbol=" + i)));
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

    private static void copy(Statement statement, Path source, Path folder) throws SQLException {
        statement.execute(
                "COPY (SELECT column0 symbol, strptime(column2, '%Y%m%d') ts, column4 open, column5 high, column6 low,"
                        + " column7 AS close, column8 volume FROM read_csv('" + source
                        + "', auto_detect = false, header = false, skip = 1, delim = ',', new_line = '\\r"
                        + "\\n"
                        + "', columns = {'column0': 'VARCHAR', 'column1': 'VARCHAR', 'column2': 'VARCHAR', 'column3':"
                        + " 'VARCHAR', 'column4': 'DOUBLE', 'column5': 'DOUBLE', 'column6': 'DOUBLE', 'column7':"
                        + " 'DOUBLE', 'column8': 'DOUBLE', 'column9': 'DOUBLE'})) TO '"
                        + folder.resolve("part.parquet") + "' (FORMAT parquet, COMPRESSION zstd)");
    }
}
