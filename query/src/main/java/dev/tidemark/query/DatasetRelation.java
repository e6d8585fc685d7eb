package dev.tidemark.query;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A dataset as SQL sees it: which of its files a statement needs, and the text that reads them.
///
/// The columns are those of the dataset's record, in order. Tick-like data (an `int64` time) gets `ts`, `date`,
/// `trading_day` and
/// `seq` (the row's place in its partition, from 0) besides; other data the label of its chunk under the chunk's name
/// (`month`,
/// `year`, …).
final class DatasetRelation {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final String IMPUTED = "imputed";

    private final Lake lake;
    private final Snapshot snapshot;
    private final DatasetName name;
    private final DatasetRecord record;
    private final ImputedRows imputed;

    DatasetRelation(Lake lake, Snapshot snapshot, DatasetName name, ImputedRows imputed) {
        this.lake = lake;
        this.snapshot = snapshot;
        this.name = name;
        this.record = snapshot.dataset(name).orElseThrow();
        this.imputed = imputed;
    }

    DatasetName name() {
        return name;
    }

    /// What one condition says of this dataset's partitions.
    Pruning pruning(Condition condition) {
        if (condition.column().equals("symbol")) {
            return bySymbol(condition);
        }
        if (condition.column().equals("ts") || isTime(condition.column())) {
            return byTime(condition);
        }
        if (isDay() && Set.of("date", "trading_day").contains(condition.column())) {
            return byDay(condition);
        }
        if (condition.column().equals(record.chunkSize().folderKey())) {
            return byChunk(condition);
        }
        return Pruning.NONE;
    }

    private boolean isTicks() {
        return timeType() == ColumnType.INT64;
    }

    private boolean isDay() {
        return record.chunkSize() == ChunkSize.DAY;
    }

    private ColumnType timeType() {
        int i = record.schema().timeIndex();
        return i < 0 ? ColumnType.STRING : record.schema().fields().get(i).type();
    }

    private boolean isTime(String column) {
        return column.equals(record.schema().timeColumn()) && timeType() != ColumnType.INT64;
    }

    private static Pruning bySymbol(Condition condition) {
        return switch (condition.comparison()) {
            case EQUAL, IN -> Pruning.symbols(Set.copyOf(condition.constants()));
            case AT_LEAST, AT_MOST, BETWEEN -> Pruning.NONE;
        };
    }

    private static Pruning byTime(Condition condition) {
        List<Long> times = new ArrayList<>();
        for (String constant : condition.constants()) {
            Optional<Long> micros = TimeText.micros(constant);
            if (micros.isEmpty()) {
                return Pruning.NONE;
            }
            times.add(micros.get());
        }
        return switch (condition.comparison()) {
            case EQUAL -> Pruning.times(times.getFirst(), times.getFirst());
            case IN ->
                Pruning.times(
                        times.stream().mapToLong(Long::longValue).min().orElseThrow(),
                        times.stream().mapToLong(Long::longValue).max().orElseThrow());
            case AT_LEAST -> Pruning.times(times.getFirst(), Long.MAX_VALUE);
            case AT_MOST -> Pruning.times(Long.MIN_VALUE, times.getFirst());
            case BETWEEN -> Pruning.times(times.getFirst(), times.getLast());
        };
    }

    private static Pruning byDay(Condition condition) {
        List<String> days = condition.constants().stream()
                .flatMap(c -> TimeText.date(c).map(LocalDate::toString).stream())
                .sorted()
                .toList();
        return days.size() == condition.constants().size()
                ? byLabels(
                        condition,
                        condition.comparison() == Condition.Comparison.BETWEEN ? condition.constants() : days)
                : Pruning.NONE;
    }

    private static Pruning byChunk(Condition condition) {
        return byLabels(
                condition,
                condition.comparison() == Condition.Comparison.BETWEEN
                        ? condition.constants()
                        : condition.constants().stream().sorted().toList());
    }

    private static Pruning byLabels(Condition condition, List<String> labels) {
        return switch (condition.comparison()) {
            case EQUAL, IN, BETWEEN -> Pruning.chunks(labels.getFirst(), labels.getLast());
            case AT_LEAST -> Pruning.chunks(labels.getFirst(), "");
            case AT_MOST -> Pruning.chunks("", labels.getFirst());
        };
    }

    /// The files that every use of the dataset together can need.
    List<Path> files(List<Pruning> uses) {
        List<Path> files = new ArrayList<>();
        for (SeriesKey key : candidates(uses)) {
            Optional<SeriesSummary> summary = snapshot.summary(key);
            if (summary.isEmpty()
                    || !anyWants(
                            uses, key, summary.get().minTime(), summary.get().maxTime())) {
                continue;
            }
            Series series = snapshot.series(key).orElseThrow();
            for (Partition p : series.partitions()) {
                if (uses.stream().anyMatch(use -> wants(use, key, p))) {
                    files.add(lake.object(key, series.chunkSize(), p));
                }
            }
        }
        return files;
    }

    /// Few named symbols are looked up; a dataset of thousands is not listed for them. A series without symbol, such as
    /// a panel, may hold rows of any.
    private List<SeriesKey> candidates(List<Pruning> uses) {
        if (uses.stream().allMatch(use -> use.symbols().isPresent())) {
            return Stream.concat(
                            Stream.of(SeriesKey.NO_SYMBOL),
                            uses.stream().flatMap(use -> use.symbols().orElseThrow().stream()))
                    .filter(DatasetRelation::canBeSymbol)
                    .distinct()
                    .sorted()
                    .map(symbol -> new SeriesKey(name, symbol))
                    .toList();
        }
        return snapshot.series(name);
    }

    private static boolean canBeSymbol(String text) {
        return SeriesKey.isSymbol(text);
    }

    private boolean anyWants(List<Pruning> uses, SeriesKey key, long min, long max) {
        return uses.stream().anyMatch(use -> wantsSymbol(use, key) && wantsTimes(use, min, max));
    }

    private static boolean wantsSymbol(Pruning use, SeriesKey key) {
        return key.symbol().equals(SeriesKey.NO_SYMBOL) || use.wantsSymbol(key.symbol());
    }

    private boolean wants(Pruning use, SeriesKey key, Partition partition) {
        return wantsSymbol(use, key)
                && use.wantsChunk(partition.chunk())
                && wantsTimes(use, partition.minTime(), partition.maxTime());
    }

    private boolean wantsTimes(Pruning use, long min, long max) {
        return switch (timeType()) {
            case TIMESTAMP -> use.wantsTimes(min, max);
            case INT64 -> use.wantsTimes(Math.floorDiv(min, NANOS_PER_MICRO), Math.floorDiv(max, NANOS_PER_MICRO));
            case DATE -> use.wantsTimes(min * 86_400_000_000L, (max + 1) * 86_400_000_000L - 1);
            case STRING, INT32, FLOAT64, BOOLEAN -> true;
        };
    }

    /// The SELECT that reads these files; of none, a relation of the same columns without rows.
    String select(List<Path> files) {
        return files.isEmpty() ? emptySelect() : "SELECT " + columns() + " FROM " + scan(files) + condition();
    }

    private String condition() {
        boolean isFlagged = record.schema().field(IMPUTED).map(Field::type).equals(Optional.of(ColumnType.BOOLEAN));
        return isFlagged && imputed == ImputedRows.EXCLUDED ? " WHERE " + IMPUTED + " IS NOT TRUE" : "";
    }

    private static String scan(List<Path> files) {
        String list = files.stream().map(DatasetRelation::literal).collect(Collectors.joining(","));
        return "read_parquet([" + list + "], hive_partitioning = false, filename = true, file_row_number = true)";
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        record.schema().fields().forEach(field -> columns.add(quoted(field.name())));
        if (isTicks()) {
            columns.add("make_timestamp_ns(" + quoted(timeColumn()) + ") AS ts");
            columns.add("CAST(" + label() + " AS DATE) AS date");
            columns.add("CAST(" + label() + " AS DATE) AS trading_day");
            columns.add("file_row_number AS seq");
        } else if (record.chunkSize() != ChunkSize.ALL) {
            columns.add(label() + " AS " + quoted(extraColumn()));
        }
        return String.join(", ", columns);
    }

    private String timeColumn() {
        Schema schema = record.schema();
        return schema.fields().get(schema.timeIndex()).name();
    }

    private String extraColumn() {
        return record.schema().indexOf(record.chunkSize().folderKey()) < 0
                ? record.chunkSize().folderKey()
                : "chunk";
    }

    /// The chunk's label, from the folder of the file.
    private String label() {
        return "regexp_extract(filename, '/[a-z]+=([^/=]*)/[0-9a-f]{64}\\.parquet$', 1)";
    }

    private String emptySelect() {
        List<String> columns = new ArrayList<>();
        for (Field field : record.schema().fields()) {
            columns.add("CAST(NULL AS " + sqlType(field.type()) + ") AS " + quoted(field.name()));
        }
        if (isTicks()) {
            columns.add("CAST(NULL AS TIMESTAMP_NS) AS ts");
            columns.add("CAST(NULL AS DATE) AS date");
            columns.add("CAST(NULL AS DATE) AS trading_day");
            columns.add("CAST(NULL AS BIGINT) AS seq");
        } else if (record.chunkSize() != ChunkSize.ALL) {
            columns.add("CAST(NULL AS VARCHAR) AS " + quoted(extraColumn()));
        }
        return "SELECT " + String.join(", ", columns) + " WHERE false";
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case STRING -> "VARCHAR";
            case INT64 -> "BIGINT";
            case INT32 -> "INTEGER";
            case FLOAT64 -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
            case DATE -> "DATE";
        };
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A path as the engine's own text; its glob characters stand for themselves.
    private static String literal(Path path) {
        StringBuilder escaped = new StringBuilder("'");
        for (char c : path.toString().toCharArray()) {
            switch (c) {
                case '\'' -> escaped.append("''");
                case '*', '?', '[' -> escaped.append('[').append(c).append(']');
                default -> escaped.append(c);
            }
        }
        return escaped.append('\'').toString();
    }
}
