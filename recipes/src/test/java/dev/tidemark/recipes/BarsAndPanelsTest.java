package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Crowd;
import dev.tidemark.build.InputSlice;
import dev.tidemark.build.PlannedPartition;
import dev.tidemark.build.Planner;
import dev.tidemark.build.Reason;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesPlan;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarsAndPanelsTest {
    private static final List<String> CONTRACTS = List.of("SHFE.cu2402", "SHFE.cu2403", "SHFE.cu2404");
    private static final DatasetName DAILY = new DatasetName("bars", "1d");
    private static final DatasetName PANEL = new DatasetName("panel", "1d");
    private static final int DAYS = 70; // from January into March

    @TempDir
    Path folder;

    private FuturesWorld world;
    private final SortedMap<Integer, Long> days = new TreeMap<>();

    @BeforeEach
    void fill() {
        world = new FuturesWorld(folder.resolve("lake"));
        for (int day = 0; day < DAYS; day++) {
            days.put(day, 31L * day);
        }
        CONTRACTS.forEach(contract -> world.ticks(contract, days));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static RecipeOptions options(String set, List<String> timeframes, List<String> datasets) {
        RecipeOptions options = RecipeOptions.NONE.withBarsAndPanel(timeframes, datasets);
        return set.isEmpty() ? options : options.withSet(set);
    }

    private List<Recipe> recipes(String... targets) {
        return FuturesWorld.catalogue()
                .recipes(world.lake().head(), List.of(targets), options("", List.of("1d"), List.of("bars/1d")));
    }

    private BuildReport build(String... targets) {
        BuildReport report = world.build(recipes(targets), BuildOptions.of("test"));
        assertThat(report.failures()).isEmpty();
        return report;
    }

    private Series panel() {
        return world.lake()
                .head()
                .series(new SeriesKey(PANEL, SeriesKey.NO_SYMBOL))
                .orElseThrow();
    }

    @Test
    void aPanelHoldsTheRowsOfAllSymbolsByTimeThenSymbol() {
        build("bars", "panel");
        List<String> expected = new ArrayList<>();
        for (String contract : CONTRACTS) {
            Series series =
                    world.lake().head().series(new SeriesKey(DAILY, contract)).orElseThrow();
            for (Partition partition : series.partitions()) {
                expected.addAll(lines(world.lake().read(series, partition, List.of())));
            }
        }
        expected.sort(Comparator.naturalOrder());
        assertThat(expected).hasSize(CONTRACTS.size() * DAYS);
        List<String> actual = new ArrayList<>();
        for (Partition partition : panel().partitions()) {
            actual.addAll(lines(world.lake().read(panel(), partition, List.of())));
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(panel().partitions()).extracting(Partition::chunk).containsExactly("2024-01", "2024-02", "2024-03");
    }

    private static List<String> lines(Table table) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            lines.add(table.time(row) + " " + table.strings("symbol").text(row) + " "
                    + table.doubles("open").values()[row] + " "
                    + table.doubles("close").values()[row] + " "
                    + table.doubles("volume").values()[row]);
        }
        return lines;
    }

    @Test
    void oneDayMoreOfOneSymbolCostsOneMonth() {
        build("bars", "panel");
        days.put(DAYS, 5L);
        world.ticks(CONTRACTS.get(1), days);
        BuildReport report = build("bars", "panel");
        assertThat(report.datasets().get(DAILY)).isEqualTo(new BuildReport.Tally(1, 0, 1, 0, 0, 0, 8));
        assertThat(report.datasets().get(PANEL)).isEqualTo(new BuildReport.Tally(1, 0, 1, 0, 0, 0, 2));
    }

    @Test
    void aPlanNamesTheOneOfManyInputsThatChanged() {
        build("bars", "panel");
        days.put(33, 77L);
        world.ticks(CONTRACTS.get(2), days);
        build("bars");
        List<String> reasons = new ArrayList<>();
        new Planner(world.lake(), BuildOptions.of("plan"))
                .plan(recipes("panel"), (_, plan) -> addReasons(plan, reasons));
        assertThat(reasons)
                .singleElement()
                .asString()
                .matches("2024-02 input_changed: bars/1d/SHFE.cu2404/2024-02 \\w+ → \\w+");
    }

    private static void addReasons(SeriesPlan plan, List<String> reasons) {
        for (PlannedPartition line : plan.work()) {
            reasons.add(line.chunk() + " " + line.reason().map(Reason::toString).orElse(""));
        }
    }

    @Test
    void aSymbolThatIsGoneLeavesThePanel() {
        build("bars", "panel");
        world.ticks(CONTRACTS.getFirst(), Map.of());
        build("bars", "panel");
        assertThat(panel().partitions()).extracting(Partition::rows).containsExactly(60L, 58L, 22L);
        CONTRACTS.forEach(contract -> world.ticks(contract, Map.of()));
        build("bars", "panel");
        assertThat(world.lake().head().series(new SeriesKey(PANEL, SeriesKey.NO_SYMBOL)))
                .isEmpty();
    }

    @Test
    void whatACrowdLooksUpIsWhatWasGathered() {
        build("bars");
        Recipe panel = recipes("panel").stream()
                .filter(recipe -> recipe.output().equals(PANEL))
                .findFirst()
                .orElseThrow();
        List<Want> wants = panel.wants(world.lake(), world.lake().head(), SeriesKey.NO_SYMBOL);
        assertThat(wants).hasSize(3);
        for (Want want : wants) {
            Crowd crowd = (Crowd) want.slices();
            assertThat(crowd).extracting(slice -> slice.series().key().symbol()).isEqualTo(CONTRACTS);
            assertThat(crowd)
                    .allMatch(InputSlice::isOwn)
                    .allMatch(slice -> slice.leaf().isPresent());
            assertThat(crowd.rows())
                    .isEqualTo(crowd.stream().mapToLong(InputSlice::rows).sum());
        }
    }

    @Test
    void featuresAndLabelsOfOneSourceAreJoinedRowByRow() {
        RecipeOptions options = options("train", List.of(), List.of("features/train", "labels/train"));
        world.build(
                FuturesWorld.catalogue().recipes(world.lake().head(), List.of("panel", "features", "labels"), options),
                BuildOptions.of("test"));
        Series joined = world.lake()
                .head()
                .series(new SeriesKey(new DatasetName("panel", "train"), SeriesKey.NO_SYMBOL))
                .orElseThrow();
        assertThat(joined.partitions()).hasSize(DAYS);
        Partition day = joined.partitions().get(10);
        Table rows = world.lake().read(joined, day, List.of());
        assertThat(rows.isSortedByTime()).isTrue();
        for (int row = 0; row < rows.rows(); row++) {
            assertThat(rows.doubles("labels_mid").isNull(row))
                    .isEqualTo(rows.doubles("mid").isNull(row));
            assertThat(rows.doubles("labels_mid").values()[row])
                    .isEqualTo(rows.doubles("mid").values()[row]);
        }
        long expected = CONTRACTS.stream()
                .map(contract -> world.lake()
                        .head()
                        .series(new SeriesKey(new DatasetName("ticks", "raw"), contract))
                        .orElseThrow())
                .mapToLong(series -> series.partition(day.chunk()).orElseThrow().rows())
                .sum();
        assertThat((long) rows.rows()).isEqualTo(expected);
    }

    @Test
    void whatIsBuiltFromOtherSourcesIsNotJoined() {
        CONTRACTS.forEach(contract -> world.interest(contract, Map.of(0, 10.0, 1, 20.0)));
        RecipeCatalogue catalogue = FuturesWorld.catalogue();
        world.build(
                catalogue.recipes(world.lake().head(), List.of("features"), RecipeOptions.NONE),
                BuildOptions.of("test"));
        RecipeOptions main = RecipeOptions.NONE.withSource("main_l5");
        world.build(
                catalogue.recipes(world.lake().head(), List.of("continuous", "labels"), main), BuildOptions.of("test"));
        RecipeOptions both = options("x", List.of(), List.of("features/default", "labels/default"));
        assertThatThrownBy(() -> catalogue.recipes(world.lake().head(), List.of("panel"), both))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("source 'raw' and 'main_l5'");
    }

    @Test
    void importedBarsAreNeverReplaced() {
        world.importedBars(DAILY, "X.US", LocalDate.of(2024, 1, 2));
        assertThatThrownBy(() ->
                        world.build(recipes("bars"), BuildOptions.of("test").overwriting()))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("bars/1d holds imported data");
    }

    /// A row more in an old month moves those of later months in their partition, and changes none of them.
    @Test
    void aBackfilledMonthCostsThatMonth() {
        DatasetName weekly = new DatasetName("bars", "1w");
        LocalDate march = LocalDate.of(2024, 3, 4);
        LocalDate april = LocalDate.of(2024, 4, 1);
        world.importedBars(weekly, "X.US", march, april);
        world.importedBars(weekly, "Y.US", march, april);
        RecipeOptions options = options("weekly", List.of(), List.of("bars/1w"));
        DatasetName panel = new DatasetName("panel", "weekly");
        RecipeCatalogue catalogue = FuturesWorld.catalogue();
        world.build(catalogue.recipes(world.lake().head(), List.of("panel"), options), BuildOptions.of("test"));
        world.importedBars(weekly, "X.US", LocalDate.of(2024, 1, 8), march, april);
        BuildReport report =
                world.build(catalogue.recipes(world.lake().head(), List.of("panel"), options), BuildOptions.of("test"));
        assertThat(report.datasets().get(panel)).isEqualTo(new BuildReport.Tally(1, 1, 0, 0, 0, 0, 2));
    }
}
