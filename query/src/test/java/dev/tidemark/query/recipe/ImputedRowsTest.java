package dev.tidemark.query.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.Recipe;
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
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recipes over bars some of which a fill made.
class ImputedRowsTest {
    private static final SeriesKey BARS = SeriesKey.parse("bars/1d/A");
    private static final Schema SCHEMA = Schema.parse("symbol:string,ts:timestamp,close:double,imputed:boolean", "ts");
    private static final DatasetRecord RECORD = new DatasetRecord(SCHEMA, 1, ChunkSize.MONTH, false, new TreeMap<>());
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 150;
    private static final String QUERY = """
        -- recipe: mean
        -- version: 1
        -- output: OUTPUT
        -- input: b = bars/1d lookback 9 rows lookahead 4 rows
        SELECT ts, close, avg(close) OVER (ORDER BY ts ROWS 9 PRECEDING) AS before,
            avg(close) OVER (ORDER BY ts ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING) AS after
        FROM b QUALIFY is_own ORDER BY ts
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

    /// Makes the series the days that are no hole, and the holes that are filled.
    private static void put(Lake lake, Set<Integer> holes, Set<Integer> filled) {
        SortedMap<String, TableBuilder> chunks = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            if (!holes.contains(day) || filled.contains(day)) {
                LocalDate date = FIRST.plusDays(day);
                TableBuilder rows =
                        chunks.computeIfAbsent(ChunkSize.MONTH.labelOf(date), _ -> new TableBuilder(SCHEMA));
                rows.setString(0, BARS.symbol());
                rows.setLong(1, date.toEpochDay() * 86_400_000_000L);
                rows.setDouble(2, holes.contains(day) ? 1e6 : 100 + day % 7);
                if (day % 5 > 0) { // else null, which is no flag
                    rows.setBoolean(3, holes.contains(day));
                } else if (holes.contains(day)) {
                    rows.setBoolean(3, true);
                }
                rows.endRow();
            }
        }
        try (LakeWriter writer = lake.writer(new Job("import", "test"))) {
            Snapshot head = writer.refresh();
            List<Partition> partitions = new ArrayList<>();
            chunks.forEach(
                    (chunk, rows) -> partitions.add(writer.write(BARS, RECORD, chunk, rows.build(), new TreeMap<>())));
            List<DatasetEdit> datasets = head.dataset(BARS.dataset()).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(BARS.dataset(), Optional.empty(), Optional.of(RECORD)));
            SeriesState after = new SeriesState(SCHEMA, 1, ChunkSize.MONTH, new TreeMap<>(), partitions);
            writer.commit(
                    "test",
                    datasets,
                    List.of(new SeriesEdit(BARS, head.summary(BARS).map(SeriesSummary::manifest), Optional.of(after))));
        }
    }

    private int build(Lake of) {
        SqlRecipes.Found found = SqlRecipes.read(recipes, name -> of.head().dataset(name));
        assertThat(found.problems()).isEmpty();
        List<Recipe> checked =
                found.recipes().values().stream().map(Recipe::checked).toList();
        var report = Build.run(of, checked, BuildOptions.of("test"), Progress.NONE);
        assertThat(report.failures()).isEmpty();
        return report.commits().size();
    }

    private static SortedMap<String, String> digests(Lake of, String dataset) {
        SortedMap<String, String> digests = new TreeMap<>();
        of.head()
                .series(new SeriesKey(DatasetName.parse(dataset), BARS.symbol()))
                .orElseThrow()
                .partitions()
                .forEach(partition -> digests.put(
                        partition.chunk(), partition.content().content().hex()));
        return digests;
    }

    private void write(String output, String... more) throws IOException {
        String lines = String.join("\n", more);
        Files.writeString(
                recipes.resolve("mean.sql"), lines + (lines.isEmpty() ? "" : "\n") + QUERY.replace("OUTPUT", output));
    }

    /// As if nothing had been filled, whatever is filled and taken out again, windows over partitions included.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void featuresDoNotSeeWhatAFillMade(long seed) throws IOException {
        Random random = new Random(seed);
        Set<Integer> holes = new TreeSet<>();
        for (int day = 1; day < DAYS - 1; day++) {
            if (random.nextInt(4) == 0 || (day > 50 && day < 62)) { // more in a row than a window is long
                holes.add(day);
            }
        }
        write("features/mean");
        try (Lake never = lake("never")) {
            put(never, holes, Set.of());
            build(never);
            SortedMap<String, String> expected = digests(never, "features/mean");
            for (int step = 0; step < 4; step++) {
                Set<Integer> filled = new TreeSet<>(holes);
                int keep = step;
                filled.removeIf(day -> step(day, keep, random));
                put(lake, holes, step == 3 ? Set.of() : filled);
                build(lake);
                assertThat(digests(lake, "features/mean")).isEqualTo(expected);
            }
        }
        assertThat(build(lake)).as("nothing left to do").isZero();
    }

    private static boolean step(int day, int keep, Random random) {
        return keep == 1 ? day % 2 == 0 : keep == 2 && random.nextBoolean();
    }

    @Test
    void otherOutputsSeeThemUnlessTheHeaderSaysOtherwise() throws IOException {
        Set<Integer> holes = Set.of(40, 41);
        put(lake, holes, Set.of());
        write("returns/mean");
        build(lake);
        SortedMap<String, String> unfilled = digests(lake, "returns/mean");

        put(lake, holes, holes);
        build(lake);
        assertThat(digests(lake, "returns/mean").get("2024-02")).isNotEqualTo(unfilled.get("2024-02"));

        write("returns/mean", "-- imputed: exclude");
        build(lake);
        assertThat(digests(lake, "returns/mean")).isEqualTo(unfilled);

        write("returns/mean", "-- imputed: include");
        build(lake);
        assertThat(digests(lake, "returns/mean").get("2024-02")).isNotEqualTo(unfilled.get("2024-02"));
    }

    @Test
    void aMonthOfImputedRowsOnlyIsNotMade() throws IOException {
        Set<Integer> february = new TreeSet<>();
        for (int day = 31; day < 60; day++) {
            february.add(day);
        }
        put(lake, february, february);
        write("features/mean");
        build(lake);
        assertThat(digests(lake, "features/mean")).containsOnlyKeys("2024-01", "2024-03", "2024-04", "2024-05");
    }

    @Test
    void anotherWordIsRefused() throws IOException {
        put(lake, Set.of(), Set.of());
        write("features/mean", "-- imputed: sometimes");
        SqlRecipes.Found found = SqlRecipes.read(recipes, name -> lake.head().dataset(name));
        assertThat(found.problems()).singleElement().asString().contains("line 1", "sometimes", "include or exclude");
    }
}
