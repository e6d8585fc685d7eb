package dev.tidemark.sources;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.sources.stooq.StooqImport;
import dev.tidemark.sources.stooq.StooqImportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A real lake in a temporary folder, and the files to import into it.
public final class TestLake implements AutoCloseable {
    public static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";

    public final Path in;
    public final Lake lake;

    public TestLake(Path folder) {
        this(folder, LakeOptions.defaults().withFiles(new UnsyncedFileOps()));
    }

    public TestLake(Path folder, LakeOptions options) {
        this.in = folder.resolve("in");
        Path root = folder.resolve("lake");
        if (!Files.exists(root)) {
            Lake.create(root, options);
        }
        this.lake = Lake.open(root, options);
    }

    /// Writes a file to import.
    public Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Path file(String name, byte[] content) {
        try {
            Path file = in.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes `aapl.us.txt`-like file of daily rows `yyyyMMdd close`.
    public Path daily(String name, String... rows) {
        return file(name, HEADER + dailyRows(name, rows));
    }

    public static String dailyRows(String name, String... rows) {
        String fileName = name.substring(name.lastIndexOf('/') + 1);
        String ticker = fileName.substring(0, fileName.length() - 4);
        StringBuilder text = new StringBuilder();
        for (String row : rows) {
            String[] parts = row.split(" ", -1);
            text.append("%s,D,%s,000000,%s,%s,%s,%s,100,0%n"
                    .formatted(ticker, parts[0], parts[1], parts[1], parts[1], parts[1]));
        }
        return text.toString();
    }

    /// As many daily rows from 2024-01-01 on.
    public static String[] days(int count) {
        String[] rows = new String[count];
        for (int i = 0; i < count; i++) {
            rows[i] = java.time.LocalDate.of(2024, 1, 1).plusDays(i).toString().replace("-", "") + " " + (10 + i);
        }
        return rows;
    }

    public ImportReport load(Path... paths) {
        return load(o -> o, paths);
    }

    public ImportReport load(UnaryOperator<StooqImportOptions> how, Path... paths) {
        return StooqImport.run(lake, how.apply(StooqImportOptions.of(List.of(paths))), Progress.NONE);
    }

    public @Nullable Series series(String key) {
        return lake.head().series(SeriesKey.parse(key)).orElse(null);
    }

    /// All rows of a series.
    public Table read(String key) {
        Series series = lake.head().series(SeriesKey.parse(key)).orElseThrow();
        return Table.concat(series.partitions().stream()
                .map(p -> lake.read(series, p, List.of()))
                .toList());
    }

    /// `time value` of each row, `-` for a null.
    public List<String> column(String key, String column) {
        Table table = read(key);
        DoubleColumn values = (DoubleColumn) table.column(column);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            String value = values.isNull(row) ? "-" : Double.toString(values.values()[row]);
            rows.add(Instant.EPOCH.plus(table.time(row), ChronoUnit.MICROS) + " " + value);
        }
        return rows;
    }

    public Path object(String key, String chunk) {
        Series series = lake.head().series(SeriesKey.parse(key)).orElseThrow();
        Partition partition = series.partition(chunk).orElseThrow();
        return lake.object(series.key(), series.chunkSize(), partition);
    }

    public long head() {
        return lake.head().number();
    }

    public static SourceReport notable(ImportReport report, String name) {
        return report.notable().stream()
                .filter(s -> s.source().endsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + report.notable()));
    }

    @Override
    public void close() {
        lake.close();
    }
}
