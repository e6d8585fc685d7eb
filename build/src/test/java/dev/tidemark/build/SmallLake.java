package dev.tidemark.build;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A real lake with one imported dataset: days of numbers, which may belong to segments. What is said of a symbol is
/// written by [#save].
final class SmallLake implements AutoCloseable {
    static final DatasetName NUMBERS = new DatasetName("numbers", "raw");
    static final String SEGMENT = "segment_id";
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    static final LakeOptions OPTIONS = LakeOptions.defaults().withFiles(new UnsyncedFileOps());

    private static final Schema SCHEMA = new Schema(
            List.of(
                    new Field("time", ColumnType.INT64),
                    new Field("value", ColumnType.FLOAT64),
                    new Field("note", ColumnType.FLOAT64)),
            "time");
    private static final DatasetRecord RECORD = new DatasetRecord(SCHEMA, 1, ChunkSize.DAY, false, new TreeMap<>());

    private final Lake lake;
    private final Map<String, SortedMap<Integer, Day>> symbols = new TreeMap<>();

    private record Day(List<Double> values, String segment, double note) {}

    SmallLake(Path folder) {
        Lake.create(folder, OPTIONS);
        this.lake = Lake.open(folder, OPTIONS);
    }

    Lake lake() {
        return lake;
    }

    static SeriesKey numbers(String symbol) {
        return new SeriesKey(NUMBERS, symbol);
    }

    /// The label of a day's chunk.
    static String chunk(int day) {
        return FIRST_DAY.plusDays(day).toString();
    }

    /// Says what a day holds.
    SmallLake day(String symbol, int day, double... values) {
        return segmentDay(symbol, day, "", values);
    }

    SmallLake segmentDay(String symbol, int day, String segment, double... values) {
        symbols.computeIfAbsent(symbol, _ -> new TreeMap<>())
                .put(day, new Day(Arrays.stream(values).boxed().toList(), segment, 0));
        return this;
    }

    /// Changes the column that no recipe reads.
    SmallLake note(String symbol, int day, double note) {
        symbols.getOrDefault(symbol, new TreeMap<>())
                .computeIfPresent(day, (_, old) -> new Day(old.values(), old.segment(), note));
        return this;
    }

    SmallLake without(String symbol, int day) {
        symbols.getOrDefault(symbol, new TreeMap<>()).remove(day);
        return this;
    }

    /// Makes the lake's series exactly what was said.
    void save(String symbol) {
        SeriesKey key = numbers(symbol);
        try (LakeWriter writer = lake.writer(new Job("import", "test"))) {
            Snapshot head = writer.refresh();
            List<Partition> partitions = new ArrayList<>();
            symbols.getOrDefault(symbol, new TreeMap<>()).forEach((day, held) -> {
                SortedMap<String, String> attributes = new TreeMap<>();
                if (!held.segment().isEmpty()) {
                    attributes.put(SEGMENT, held.segment());
                }
                partitions.add(writer.write(key, RECORD, chunk(day), table(day, held), attributes));
            });
            Optional<SeriesState> after = partitions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SeriesState(SCHEMA, 1, ChunkSize.DAY, new TreeMap<>(), partitions));
            commit(writer, head, key, RECORD, after);
        }
    }

    /// Makes a series what is given, as another writer would.
    static void commit(
            LakeWriter writer, Snapshot head, SeriesKey key, DatasetRecord record, Optional<SeriesState> after) {
        Optional<Digest> before = head.summary(key).map(SeriesSummary::manifest);
        List<DatasetEdit> datasets = head.dataset(key.dataset()).isPresent()
                ? List.of()
                : List.of(new DatasetEdit(key.dataset(), Optional.empty(), Optional.of(record)));
        writer.commit("test", datasets, List.of(new SeriesEdit(key, before, after)));
    }

    void saveAll() {
        List.copyOf(symbols.keySet()).forEach(this::save);
    }

    private static Table table(int day, Day held) {
        TableBuilder rows = new TableBuilder(SCHEMA);
        long time = FIRST_DAY.plusDays(day).toEpochDay() * 86_400_000_000_000L;
        for (double value : held.values()) {
            rows.setLong(0, time++);
            rows.setDouble(1, value);
            rows.setDouble(2, held.note());
            rows.endRow();
        }
        return rows.build();
    }

    /// The same symbols in another lake.
    SmallLake twin(Path folder) {
        SmallLake twin = new SmallLake(folder);
        symbols.forEach((symbol, days) -> twin.symbols.put(symbol, new TreeMap<>(days)));
        twin.saveAll();
        return twin;
    }

    BuildReport build(Recipe... recipes) {
        return build(BuildOptions.of("test").withThreads(2), recipes);
    }

    BuildReport build(BuildOptions options, Recipe... recipes) {
        return Build.run(lake, List.of(recipes), options, Progress.NONE);
    }

    /// What a build would do to a symbol's series: action by chunk, as `chunk action` with the reason's code.
    SortedMap<String, String> plan(BuildOptions options, String symbol, Recipe... recipes) {
        SortedMap<String, String> lines = new TreeMap<>();
        new Planner(lake, options).plan(List.of(recipes), (_, plan) -> {
            if (plan.key().equals(new SeriesKey(recipes[recipes.length - 1].output(), symbol))) {
                plan.partitions().forEach(line -> lines.put(line.chunk(), text(line)));
            }
        });
        return lines;
    }

    private static String text(PlannedPartition line) {
        return line.action().text()
                + line.reason().map(reason -> " " + reason.code().code()).orElse("");
    }

    /// The detail of the reason why a chunk is made again.
    String reason(String symbol, int day, Recipe... recipes) {
        Map<String, String> details = new HashMap<>();
        new Planner(lake, BuildOptions.of("test")).plan(List.of(recipes), (_, plan) -> {
            if (plan.key().equals(new SeriesKey(recipes[recipes.length - 1].output(), symbol))) {
                plan.partitions()
                        .forEach(line -> line.reason().ifPresent(reason -> details.put(line.chunk(), reason.detail())));
            }
        });
        return details.getOrDefault(chunk(day), "");
    }

    /// The values of a recipe's output, by chunk.
    SortedMap<String, List<Double>> values(DatasetName dataset, String symbol) {
        SortedMap<String, List<Double>> values = new TreeMap<>();
        Optional<Series> series = lake.head().series(new SeriesKey(dataset, symbol));
        for (Partition partition : series.map(Series::partitions).orElse(List.of())) {
            Table table = lake.read(series.orElseThrow(), partition, List.of("value"));
            List<Double> column = new ArrayList<>();
            for (int i = 0; i < table.rows(); i++) {
                column.add(table.doubles("value").values()[i]);
            }
            values.put(partition.chunk(), column);
        }
        return values;
    }

    /// The content digest of every derived partition.
    SortedMap<String, String> derived() {
        SortedMap<String, String> digests = new TreeMap<>();
        Snapshot head = lake.head();
        for (DatasetName dataset : head.datasets()) {
            if (head.dataset(dataset).orElseThrow().derived()) {
                for (SeriesKey key : head.series(dataset)) {
                    head.series(key)
                            .orElseThrow()
                            .partitions()
                            .forEach(p -> digests.put(
                                    key + "/" + p.chunk(),
                                    p.content().content() + " " + p.file()
                                            + p.attributes().getOrDefault(SEGMENT, "")));
                }
            }
        }
        return digests;
    }

    @Override
    public void close() {
        lake.close();
    }
}
