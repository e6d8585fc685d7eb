package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// The peer of `csv`: DuckDB reading each file with declared columns and writing it as Parquet, a thread a file.
final class DuckDbCsvPerFile {
    private DuckDbCsvPerFile() {}

    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            files = all.sorted().toList();
        }
        Path target = Files.createDirectories(Path.of(arguments[1]));
        DuckDbFiles.each(files, (file, _) -> copy(file, target));
    }

    private static String copy(Path file, Path target) {
        String symbol = file.getFileName().toString().replace(".csv", "");
        return DuckDbFiles.copy(
                "SELECT '" + symbol + "' symbol, epoch_ms(timestamp) ts, open, high, low, close, volume FROM read_csv('"
                        + file + "', auto_detect = false, header = true, delim = ',', columns ="
                        + " {'timestamp': 'BIGINT', 'open': 'DOUBLE', 'high': 'DOUBLE', 'low': 'DOUBLE', 'close':"
                        + " 'DOUBLE', 'volume': 'DOUBLE'})",
                target.resolve(symbol + ".parquet"));
    }
}
