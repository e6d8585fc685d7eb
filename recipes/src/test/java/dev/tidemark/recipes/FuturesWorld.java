package dev.tidemark.recipes;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
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
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.instrument.TickSizes;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A real lake with ticks and daily tables of made-up futures, and the recipes that are built upon it.
final class FuturesWorld implements AutoCloseable {
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 2);

    private static final DatasetName RAW = new DatasetName("ticks", "raw");
    private static final DatasetName DAILY = new DatasetName("daily", "futures");
    private static final Schema TICKS = Columns.schema(TickSource.RAW.columns());
    private static final Schema DAYS = new Schema(
            List.of(
                    new Field("symbol", ColumnType.STRING),
                    new Field("date", ColumnType.DATE),
                    new Field("open_interest", ColumnType.FLOAT64)),
            "date");
    private static final DatasetRecord RAW_RECORD = new DatasetRecord(TICKS, 1, ChunkSize.DAY, false, new TreeMap<>());
    private static final DatasetRecord DAILY_RECORD = new DatasetRecord(DAYS, 1, ChunkSize.ALL, false, new TreeMap<>());

    private final Path folder;
    private final LakeOptions options;
    private Lake lake;

    /// A world in a new lake.
    FuturesWorld(Path folder) {
        this(create(folder), new UnsyncedFileOps());
    }

    /// The world of a lake that is there.
    FuturesWorld(Path folder, FileOps files) {
        this.folder = folder;
        this.options = LakeOptions.defaults().withFiles(files).withLockTimeout(Duration.ofSeconds(5));
        this.lake = Lake.open(folder, options);
    }

    private static Path create(Path folder) {
        Lake.create(folder, LakeOptions.defaults().withFiles(new UnsyncedFileOps()));
        return folder;
    }

    Lake lake() {
        return lake;
    }

    /// Closes the lake and opens it again, as another process would find it.
    void reopen() {
        lake.close();
        lake = Lake.open(folder, options);
    }

    static RecipeCatalogue catalogue() {
        return new RecipeCatalogue(FactorRegistry.builtIn(), new TickSizes(InstrumentRegistry.EMPTY));
    }

    /// All recipes on the present inputs: features and labels of the contracts and of the continuous series, bars of
    /// the
    /// contracts, a panel of daily bars, and one of the continuous features with their labels.
    List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>();
        RecipeOptions small = options(Optional.empty(), Optional.empty(), List.of("bars/1d"));
        RecipeOptions main =
                options(Optional.of("main"), Optional.of("main_l5"), List.of("features/main", "labels/main"));
        RecipeCatalogue catalogue = catalogue();
        Snapshot head = lake.head();
        recipes.addAll(catalogue.recipes(head, List.of("continuous", "features", "labels", "bars", "panel"), small));
        for (Recipe recipe : catalogue.recipes(head, List.of("features", "labels", "panel"), main)) {
            if (recipe.output().member().equals("main")) {
                recipes.add(recipe);
            }
        }
        return recipes;
    }

    /// These, and labels of fills.
    List<Recipe> recipesWithFills() {
        List<Recipe> recipes = new ArrayList<>(recipes());
        RecipeOptions small = options(Optional.empty(), Optional.empty(), List.of());
        recipes.addAll(catalogue().recipes(lake.head(), List.of("fill-labels"), small));
        return recipes;
    }

    /// Labels with other horizons than those of [#recipes()].
    List<Recipe> otherLabels() {
        RecipeOptions other = options(Optional.empty(), Optional.empty(), List.of(5), List.of());
        return catalogue().recipes(lake.head(), List.of("labels"), other);
    }

    private static RecipeOptions options(Optional<String> set, Optional<String> source, List<String> datasets) {
        return options(set, source, List.of(3, 12), datasets);
    }

    private static RecipeOptions options(
            Optional<String> set, Optional<String> source, List<Integer> horizons, List<String> datasets) {
        return new RecipeOptions(
                set,
                source,
                Optional.empty(),
                Optional.of(horizons),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("1m", "1d")),
                Optional.of(datasets),
                Optional.empty(),
                Optional.empty());
    }

    BuildReport build(List<Recipe> recipes, BuildOptions options) {
        return Build.run(lake, recipes, options, Progress.NONE);
    }

    BuildReport build() {
        return build(recipes(), BuildOptions.of("test").withThreads(2));
    }

    /// The content digest of every derived partition.
    SortedMap<String, String> derived() {
        SortedMap<String, String> digests = new TreeMap<>();
        Snapshot head = lake.head();
        for (DatasetName dataset : head.datasets()) {
            if (head.dataset(dataset).orElseThrow().derived()) {
                for (SeriesKey key : head.series(dataset)) {
                    for (Partition partition : head.series(key).orElseThrow().partitions()) {
                        digests.put(
                                key + "/" + partition.chunk(),
                                partition.content().content().shortHex() + " "
                                        + partition.attributes().getOrDefault("segment_id", ""));
                    }
                }
            }
        }
        return digests;
    }

    /// Makes a contract's ticks exactly these days.
    void ticks(String contract, Map<Integer, Long> seedByDay) {
        SortedMap<String, Table> tables = new TreeMap<>();
        seedByDay.forEach((day, seed) ->
                tables.put(FIRST_DAY.plusDays(day).toString(), day(contract, FIRST_DAY.plusDays(day), seed)));
        put(new SeriesKey(RAW, contract), RAW_RECORD, tables);
    }

    /// Makes a contract's ticks one row without depth.
    void flatTicks(String contract, int day) {
        LocalDate date = FIRST_DAY.plusDays(day);
        TableBuilder rows = new TableBuilder(TICKS);
        rows.setString(0, contract);
        rows.setLong(1, date.toEpochDay() * 86_400_000_000_000L);
        rows.setDouble(TICKS.indexOf("bid_price1"), 10);
        rows.setDouble(TICKS.indexOf("ask_price1"), 20);
        rows.endRow();
        put(new SeriesKey(RAW, contract), RAW_RECORD, new TreeMap<>(Map.of(date.toString(), rows.build())));
    }

    /// Makes a contract's ticks one row whose bid lies above its ask.
    void wrongTicks(String contract, int day) {
        LocalDate date = FIRST_DAY.plusDays(day);
        TableBuilder rows = new TableBuilder(TICKS);
        rows.setString(0, contract);
        rows.setLong(1, date.toEpochDay() * 86_400_000_000_000L);
        rows.setDouble(TICKS.indexOf("last_price"), 15);
        rows.setDouble(TICKS.indexOf("bid_price1"), 20);
        rows.setDouble(TICKS.indexOf("ask_price1"), 10);
        rows.endRow();
        put(new SeriesKey(RAW, contract), RAW_RECORD, new TreeMap<>(Map.of(date.toString(), rows.build())));
    }

    /// Makes a contract's daily table exactly these days.
    void interest(String contract, Map<Integer, Double> interestByDay) {
        TableBuilder rows = new TableBuilder(DAYS);
        new TreeMap<>(interestByDay).forEach((day, interest) -> {
            rows.setString(0, contract);
            rows.setInt(1, Math.toIntExact(FIRST_DAY.plusDays(day).toEpochDay()));
            rows.setDouble(2, interest);
            rows.endRow();
        });
        SortedMap<String, Table> tables = new TreeMap<>();
        if (!interestByDay.isEmpty()) {
            tables.put("all", rows.build());
        }
        put(new SeriesKey(DAILY, contract), DAILY_RECORD, tables);
    }

    /// Makes a symbol's imported bars exactly those of some days, all in one partition.
    void importedBars(DatasetName dataset, String symbol, LocalDate... days) {
        TableBuilder rows = new TableBuilder(BarsRecipe.SCHEMA);
        for (LocalDate day : days) {
            rows.setString(0, symbol);
            rows.setLong(1, day.toEpochDay() * 86_400_000_000L);
            rows.setDouble(BarsRecipe.SCHEMA.indexOf("close"), day.getDayOfYear());
            rows.endRow();
        }
        DatasetRecord record = new DatasetRecord(BarsRecipe.SCHEMA, 1, ChunkSize.ALL, false, new TreeMap<>());
        put(new SeriesKey(dataset, symbol), record, new TreeMap<>(Map.of("all", rows.build())));
    }

    private void put(SeriesKey key, DatasetRecord record, SortedMap<String, Table> tables) {
        put(key, record, tables, new TreeMap<>());
    }

    /// Makes a series exactly these partitions, with these attributes.
    void put(
            SeriesKey key,
            DatasetRecord record,
            SortedMap<String, Table> tables,
            SortedMap<String, String> attributes) {
        try (LakeWriter writer = lake.writer(new Job("import", "test"))) {
            Snapshot head = writer.refresh();
            SortedMap<String, Partition> stored = new TreeMap<>();
            head.series(key).map(Series::partitions).orElse(List.of()).forEach(p -> stored.put(p.chunk(), p));
            stored.keySet().retainAll(tables.keySet());
            tables.forEach(
                    (chunk, table) -> stored.put(chunk, writer.write(key, record, chunk, table, new TreeMap<>())));
            Optional<SeriesState> after = stored.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SeriesState(
                            record.schema(), 1, record.chunkSize(), attributes, List.copyOf(stored.values())));
            Optional<Digest> before = head.summary(key).map(SeriesSummary::manifest);
            List<DatasetEdit> datasets = head.dataset(key.dataset()).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(key.dataset(), Optional.empty(), Optional.of(record)));
            if (after.isPresent() || before.isPresent()) {
                writer.commit("test", datasets, List.of(new SeriesEdit(key, before, after)));
            }
        }
    }

    /// A day of 1 to 40 ticks, some without a side, some without depth.
    private static Table day(String contract, LocalDate date, long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 9);
        TableBuilder rows = new TableBuilder(TICKS);
        long time = date.toEpochDay() * 86_400_000_000_000L;
        double mid = 60_000 + 10 * random.nextInt(50);
        double volume = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) * 500_000_000L;
            mid += 10 * (random.nextInt(3) - 1);
            volume += random.nextInt(4);
            rows.setString(0, contract);
            rows.setLong(1, time);
            rows.setDouble(TICKS.indexOf("last_price"), mid);
            rows.setDouble(TICKS.indexOf("volume"), volume);
            rows.setDouble(TICKS.indexOf("open_interest"), 1000 + random.nextInt(100));
            int levels = random.nextInt(12) == 0 ? 1 : TickColumn.LEVELS;
            boolean hasBid = random.nextInt(15) != 0;
            for (int level = 1; level <= levels; level++) {
                if (hasBid) {
                    rows.setDouble(TICKS.indexOf("bid_price" + level), mid - 10 * level);
                }
                rows.setDouble(TICKS.indexOf("ask_price" + level), mid + 10 * level);
                rows.setDouble(TICKS.indexOf("bid_volume" + level), hasBid ? random.nextInt(20) : 0);
                rows.setDouble(TICKS.indexOf("ask_volume" + level), random.nextInt(20));
            }
            rows.endRow();
        }
        return rows.build();
    }

    @Override
    public void close() {
        lake.close();
    }
}
