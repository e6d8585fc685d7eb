package dev.tidemark.query.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Planner;
import dev.tidemark.build.Rebuild;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
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
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Recipes in SQL over real lakes.
class SqlRecipesTest {
    private static final DatasetName TICKS = new DatasetName("ticks", "raw");
    private static final Schema SCHEMA =
            Schema.parse("symbol:string,datetime:int64,price:double,size:int32,side:string,late:boolean", "datetime");
    private static final DatasetRecord RECORD = new DatasetRecord(SCHEMA, 1, ChunkSize.DAY, false, new TreeMap<>());
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final String HEADER = """
        -- recipe: r
        -- version: 1
        -- output: features/r
        """;
    private static final String ROLLING = HEADER + """
        -- input: t = ticks/raw lookback 7 rows lookahead 3 rows segment segment_id
        SELECT datetime, price, chunk, seq,
            sum(size) OVER (ORDER BY chunk, seq ROWS 7 PRECEDING)::BIGINT AS before,
            avg(price) OVER (ORDER BY chunk, seq ROWS BETWEEN CURRENT ROW AND 3 FOLLOWING) AS after
        FROM t QUALIFY is_own ORDER BY datetime, seq
        """;

    @TempDir
    Path folder;

    private Lake lake;
    private Path recipes;

    @BeforeEach
    void create() throws IOException {
        lake = lake("lake");
        recipes = Files.createDirectories(folder.resolve("recipes"));
    }

    private Lake lake(String name) {
        Lake.create(folder.resolve(name), LakeOptions.defaults());
        return Lake.open(folder.resolve(name), LakeOptions.defaults());
    }

    @AfterEach
    void close() {
        lake.close();
    }

    /// A day of a symbol.
    private record Day(long seed, int segment) {}

    private static void put(Lake lake, String symbol, Map<Integer, Day> days) {
        SeriesKey key = new SeriesKey(TICKS, symbol);
        try (LakeWriter writer = lake.writer(new Job("import", "test"))) {
            Snapshot head = writer.refresh();
            List<Partition> partitions = new ArrayList<>();
            new TreeMap<>(days).forEach((number, day) -> {
                LocalDate date = FIRST.plusDays(number);
                TreeMap<String, String> attributes = new TreeMap<>(Map.of("segment_id", "" + day.segment()));
                partitions.add(writer.write(key, RECORD, date.toString(), rows(symbol, date, day.seed()), attributes));
            });
            Optional<SeriesState> after = partitions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SeriesState(SCHEMA, 1, ChunkSize.DAY, new TreeMap<>(), partitions));
            List<DatasetEdit> datasets = head.dataset(TICKS).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(TICKS, Optional.empty(), Optional.of(RECORD)));
            writer.commit(
                    "test",
                    datasets,
                    List.of(new SeriesEdit(key, head.summary(key).map(SeriesSummary::manifest), after)));
        }
    }

    /// 1 to 12 rows, some at the same time, some with nulls and NaN.
    private static Table rows(String symbol, LocalDate date, long seed) {
        Random random = new Random(seed);
        TableBuilder rows = new TableBuilder(SCHEMA);
        long time = date.toEpochDay() * 86_400_000_000_000L;
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(2) * 500_000_000L;
            rows.setString(0, symbol);
            rows.setLong(1, time);
            if (random.nextInt(6) > 0) {
                rows.setDouble(2, random.nextInt(1000) / 7.0);
            }
            rows.setInt(3, random.nextInt(50));
            if (random.nextBoolean()) {
                rows.setString(4, random.nextBoolean() ? "buy" : "séll");
            }
            rows.setBoolean(5, random.nextBoolean());
            rows.endRow();
        }
        return rows.build();
    }

    private SqlRecipes.Found found(Lake of) {
        return SqlRecipes.read(recipes, name -> of.head().dataset(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(recipes.resolve(name), text);
    }

    private BuildReport build(Lake of) {
        SqlRecipes.Found found = found(of);
        assertThat(found.problems()).isEmpty();
        return Build.run(of, List.copyOf(found.recipes().values()), BuildOptions.of("test"), Progress.NONE);
    }

    private static SortedMap<String, String> digests(Lake of, DatasetName dataset) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (SeriesKey key : of.head().series(dataset)) {
            for (Partition partition : of.head().series(key).orElseThrow().partitions()) {
                digests.put(
                        key + "/" + partition.chunk(),
                        partition.content().content().hex());
            }
        }
        return digests;
    }

    @Test
    void theQuerySeesExactlyTheDeclaredRows() throws IOException {
        put(lake, "A", Map.of(0, new Day(1, 0), 1, new Day(2, 0), 2, new Day(3, 1)));
        write("r.sql", HEADER + """
            -- input: t = ticks/raw lookback 2 rows lookahead 1 partitions
            WITH seen AS (SELECT count(*) FILTER (NOT is_own AND chunk < own) AS back, count(*) FILTER (is_own) AS own,
                count(*) FILTER (NOT is_own AND chunk > own) AS ahead, min(seq) FILTER (is_own) AS first
                FROM t, (SELECT max(chunk) AS own FROM t WHERE is_own))
            SELECT t.datetime, s.* FROM t, seen s WHERE t.is_own AND t.seq = 0 ORDER BY t.datetime
            """);
        build(lake);
        Series made = lake.head()
                .series(new SeriesKey(new DatasetName("features", "r"), "A"))
                .orElseThrow();
        Series ticks = lake.head().series(new SeriesKey(TICKS, "A")).orElseThrow();
        for (int day = 0; day < 3; day++) {
            Table row = lake.read(made, made.partitions().get(day), List.of());
            long before =
                    day == 0 ? 0 : Math.min(2, ticks.partitions().get(day - 1).rows());
            long after = day == 2 ? 0 : ticks.partitions().get(day + 1).rows();
            assertThat(row.longs("back").values()[0])
                    .isEqualTo(day == 2 ? Math.min(2, rowsBefore(ticks, day)) : before);
            assertThat(row.longs("own").values()[0])
                    .isEqualTo(ticks.partitions().get(day).rows());
            assertThat(row.longs("ahead").values()[0]).isEqualTo(after);
            assertThat(row.longs("first").values()[0]).isZero();
            assertThat(row.strings("symbol").text(0)).isEqualTo("A");
        }
    }

    private static long rowsBefore(Series ticks, int day) {
        return ticks.partitions().stream().limit(day).mapToLong(Partition::rows).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void incrementalEqualsFull(long seed) throws IOException {
        write("r.sql", ROLLING);
        Random random = new Random(seed);
        Map<String, Map<Integer, Day>> days = new TreeMap<>();
        for (String symbol : List.of("A", "B")) {
            days.put(symbol, new TreeMap<>());
            for (int day = 0; day < 8; day++) {
                days.get(symbol).put(day, new Day(random.nextLong(), day / 3));
            }
            put(lake, symbol, days.get(symbol));
        }
        build(lake);
        for (int step = 0; step < 5; step++) {
            String symbol = random.nextBoolean() ? "A" : "B";
            int day = random.nextInt(10);
            switch (random.nextInt(3)) {
                case 0 -> days.get(symbol).remove(day);
                case 1 -> days.get(symbol).put(day, new Day(random.nextLong(), day / 3));
                default -> days.get(symbol).computeIfPresent(day, (_, old) -> new Day(old.seed(), old.segment() + 1));
            }
            put(lake, symbol, days.get(symbol));
            if (random.nextBoolean()) {
                build(lake);
            }
        }
        build(lake);
        assertThat(build(lake).commits()).isEmpty();
        DatasetName output = new DatasetName("features", "r");
        try (Lake full = lake("full")) {
            days.forEach((symbol, of) -> put(full, symbol, of));
            build(full);
            assertThat(digests(lake, output)).isEqualTo(digests(full, output)).isNotEmpty();
        }
        Rebuild.Report report =
                Rebuild.run(lake, List.copyOf(found(lake).recipes().values()), Long.MAX_VALUE, 0, Progress.NONE);
        assertThat(report.differences()).isEmpty();
        assertThat(report.stale()).isZero();
    }

    @Test
    void oneCorrectedDayRedoesItsNeighboursOnly() throws IOException {
        Map<Integer, Day> days = new TreeMap<>();
        for (int day = 0; day < 9; day++) {
            days.put(day, new Day(40, 0)); // each of as many rows as the others
        }
        put(lake, "A", days);
        write(
                "r.sql",
                ROLLING.replace("7 rows", "1 rows")
                        .replace("7 PRECEDING", "1 PRECEDING")
                        .replace("3 rows", "1 rows")
                        .replace("3 FOLLOWING", "1 FOLLOWING"));
        build(lake);
        days.put(4, new Day(41, 0));
        put(lake, "A", days);
        assertThat(build(lake).datasets().get(new DatasetName("features", "r")).planned())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT datetime, row_number() OVER (ORDER BY datetime) AS n, seq FROM t ORDER BY datetime, seq | order_dependent
        SELECT datetime, first(seq ORDER BY side) AS f FROM t GROUP BY datetime ORDER BY datetime | order_dependent
        SELECT datetime, seq FROM t ORDER BY seq DESC | not_sorted
        """)
    void queriesThatDependOnTheOrderOfRowsFail(String sql, String code) throws IOException {
        put(
                lake,
                "A",
                Map.of(0, new Day(1, 0), 1, new Day(2, 0), 2, new Day(3, 0), 3, new Day(4, 0), 4, new Day(5, 0)));
        write("r.sql", HEADER + "-- input: t = ticks/raw\n" + sql);
        SqlRecipes.Found found = found(lake);
        assertThat(found.problems()).isEmpty();
        List<Recipe> checked =
                found.recipes().values().stream().map(Recipe::checked).toList();
        BuildReport report = Build.run(lake, checked, BuildOptions.of("test"), Progress.NONE);
        assertThat(report.failures()).extracting(SeriesFailure::code).containsOnly(code);
    }

    @Test
    void rowsOfWindowsInTheAnswerAreRefused() throws IOException {
        put(lake, "A", Map.of(0, new Day(1, 0), 1, new Day(2, 0)));
        write(
                "r.sql",
                HEADER
                        + "-- input: t = ticks/raw lookback 5 rows\n"
                        + "SELECT datetime, seq FROM t ORDER BY datetime, chunk, seq");
        BuildReport report = build(lake);
        assertThat(report.failures()).extracting(SeriesFailure::code).containsExactly("rows_of_windows");
        assertThat(report.failures().getFirst().message()).contains("WHERE is_own");
    }

    @Test
    void aChangedTextIsAnotherVersion() throws IOException {
        put(lake, "A", Map.of(0, new Day(1, 0)));
        write("r.sql", ROLLING);
        build(lake);
        write("r.sql", ROLLING.replace("7 PRECEDING", "5 PRECEDING"));
        List<String> reasons = new ArrayList<>();
        new Planner(lake, BuildOptions.of("plan"))
                .plan(
                        List.copyOf(found(lake).recipes().values()),
                        (_, plan) -> plan.work()
                                .forEach(line -> reasons.add(
                                        line.reason().orElseThrow().code().code())));
        assertThat(reasons).containsExactly("recipe_changed");
        assertThat(build(lake).commits()).hasSize(1);
    }

    @Test
    void oneBrokenFileDoesNotStopTheOthers() throws IOException {
        put(lake, "A", Map.of(0, new Day(1, 0)));
        write("a.sql", "SELECT 1");
        write("b.sql", ROLLING);
        write(
                "c.sql",
                ROLLING.replace("recipe: r", "recipe: c")
                        .replace("features/r", "features/c")
                        .replace("avg(price)", "mode(price)"));
        write("d.sql", ROLLING.replace("recipe: r", "recipe: d"));
        write(
                "e.sql",
                ROLLING.replace("recipe: r", "recipe: e")
                        .replace("features/r", "features/e")
                        .replace("ticks/raw", "ticks/none"));
        write(
                "f.sql",
                HEADER.replace("recipe: r", "recipe: f").replace("features/r", "features/f")
                        + "-- input: t = ticks/raw\n"
                        + "SELECT datetime, sum(size) AS s FROM t GROUP BY datetime ORDER BY datetime");
        write(
                "g.sql",
                HEADER.replace("recipe: r", "recipe: g").replace("features/r", "features/g")
                        + "-- input: t = ticks/raw\nSELECT nothing FROM t ORDER BY 1");
        write("notes.txt", "no recipe");
        SqlRecipes.Found found = found(lake);
        assertThat(found.recipes().keySet())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("b.sql");
        assertThat(found.problems()).hasSize(5);
        assertThat(found.problems().get(0)).startsWith("recipes/a.sql: ").contains("no line `-- recipe");
        assertThat(found.problems().get(1)).startsWith("recipes/c.sql: line 7: the function mode");
        assertThat(found.problems().get(2)).startsWith("recipes/d.sql: ").contains("that of b.sql");
        assertThat(found.waiting())
                .singleElement()
                .asString()
                .startsWith("recipes/e.sql: ")
                .contains("ticks/none");
        assertThat(found.problems().get(3))
                .startsWith("recipes/f.sql: ")
                .contains("HUGEINT")
                .contains("CAST(s AS DOUBLE)");
        assertThat(found.problems().get(4)).startsWith("recipes/g.sql: ").contains("nothing");
    }

    /// One recipe reads what another makes, in whatever order the files come.
    @Test
    void recipesReadEachOther() throws IOException {
        put(lake, "A", Map.of(0, new Day(1, 0), 1, new Day(2, 0)));
        write("a.sql", """
            -- recipe: doubled
            -- version: 1
            -- output: features/doubled
            -- input: r = features/r
            SELECT datetime, 2 * after AS twice, seq AS place FROM r ORDER BY datetime, seq
            """);
        write("b.sql", ROLLING);
        BuildReport report = build(lake);
        assertThat(report.datasets().get(new DatasetName("features", "doubled")).created())
                .isEqualTo(2);
        put(lake, "A", Map.of());
        build(lake);
        assertThat(digests(lake, new DatasetName("features", "doubled"))).isEmpty();
    }
}
