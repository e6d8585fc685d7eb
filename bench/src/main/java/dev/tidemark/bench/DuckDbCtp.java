package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The peer of the CTP import: DuckDB reading each recording and writing the ticks as a Parquet file of its own, two
/// files
/// at a time.
final class DuckDbCtp {
    private DuckDbCtp() {}

    /// The columns of a tick as expressions of the recording's.
    static String select() {
        StringBuilder levels = new StringBuilder();
        for (int level = 1; level <= 5; level++) {
            for (String side : List.of("Bid", "Ask")) {
                String name = side.toLowerCase(java.util.Locale.ROOT);
                levels.append(", nullif(%sPrice%d, 0) %s_price%d, %sVolume%d %s_volume%d"
                        .formatted(side, level, name, level, side, level, name, level));
            }
        }
        return "SELECT 'SHFE.' || InstrumentID symbol, epoch_ns(strptime(ActionDay || UpdateTime, '%Y%m%d%H:%M:%S') -"
            + " INTERVAL 8 HOUR) + UpdateMillisec::BIGINT * 1000000 datetime, nullif(LastPrice, 0) last_price,"
            + " nullif(AveragePrice, 0) / 5 average, nullif(HighestPrice, 0) highest, nullif(LowestPrice, 0) lowest,"
            + " Volume volume, Turnover amount, OpenInterest open_interest" + levels;
    }

    /// A table function call that reads one recording.
    static String read(Path file) {
        String types = CtpFiles.COLUMNS.stream()
                .map(column -> "'" + column + "': '"
                        + (column.matches("TradingDay|ActionDay|Update.*|InstrumentID|Exchange.*")
                                ? "VARCHAR"
                                : "DOUBLE")
                        + "'")
                .collect(Collectors.joining(", "));
        return "read_csv('" + file + "', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
                + " new_line = '\\n', nullstr = 'N/A', columns = {" + types + "})";
    }

    public static void main(String[] arguments)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(p -> p.toString().endsWith(".csv")).sorted().toList();
        }
        Path target = Files.createDirectories(Path.of(arguments[1]));
        DuckDbFiles.each(
                files, (file, i) -> DuckDbFiles.copy(select() + " FROM " + read(file), target.resolve(i + ".parquet")));
    }
}
