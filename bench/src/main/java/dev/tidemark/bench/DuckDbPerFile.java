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

/// The peers of W3: DuckDB reading each CSV and writing it as a Parquet file of its own, its best known way; with a
/// third
/// argument, reading all of them and writing one file ordered by time and symbol.
final class DuckDbPerFile {
    private DuckDbPerFile() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(p -> p.toString().endsWith(".txt")).sorted().toList();
        }
        Path target = Path.of(arguments[1]);
        if (arguments.length > 2) {
            panel(Path.of(arguments[0]), Files.createDirectories(target));
            return;
        }
        for (int i = 0; i < files.size(); i++) {
            Files.createDirectories(folder(target, i));
        }
        DuckDbFiles.each(files, (file, i) -> copy(file, folder(target, i)));
    }

    private static Path folder(Path target, int number) {
        return target.resolve("symbol=" + number);
    }

    private static void panel(Path source, Path target) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(DuckDbFiles.copy(
                    select(source + "/**/*.txt") + " ORDER BY ts, symbol", target.resolve("panel.parquet")));
        }
    }

    private static String copy(Path source, Path folder) {
        return DuckDbFiles.copy(select(source.toString()), folder.resolve("part.parquet"));
    }

    private static String select(String source) {
        return "SELECT column0 symbol, strptime(column2, '%Y%m%d') ts, column4 open, column5 high, column6 low,"
                + " column7 AS close, column8 volume FROM read_csv('" + source
                + "', auto_detect = false, header = false, skip = 1, delim = ',', new_line = '\\r"
                + "\\n"
                + "', columns = {'column0': 'VARCHAR', 'column1': 'VARCHAR', 'column2': 'VARCHAR', 'column3':"
                + " 'VARCHAR', 'column4': 'DOUBLE', 'column5': 'DOUBLE', 'column6': 'DOUBLE', 'column7':"
                + " 'DOUBLE', 'column8': 'DOUBLE', 'column9': 'DOUBLE'})";
    }
}
