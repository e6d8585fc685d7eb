package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Panels that leave out the bars that a fill made.
class PanelOfRealBarsTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 3, 29);
    private static final List<LocalDate> HOLES =
            List.of(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 2));

    @TempDir
    Path folder;

    private FuturesWorld world;

    @BeforeEach
    void open() {
        world = new FuturesWorld(folder.resolve("lake"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static DailyBars holed() {
        DailyBars bars = DailyBars.quiet(FROM, TO);
        HOLES.forEach(bars::without);
        return bars;
    }

    private static DailyBars filled() {
        DailyBars bars = holed();
        HOLES.forEach(bars::filled);
        return bars;
    }

    private static void put(FuturesWorld world, DailyBars bars, String symbol) {
        bars.into(world, DailyBars.DAILY, symbol, ChunkSize.MONTH);
    }

    private static RecipeOptions real() {
        return RecipeOptions.NONE
                .withBarsAndPanel(List.of("1d"), List.of("bars/1d"))
                .excludingImputed();
    }

    private static BuildReport build(FuturesWorld world, RecipeOptions options) {
        List<Recipe> recipes = FuturesWorld.catalogue().recipes(world.lake().head(), List.of("panel"), options);
        BuildReport report = world.build(recipes, BuildOptions.of("test"));
        assertThat(report.failures()).isEmpty();
        return report;
    }

    private static long rows(FuturesWorld world) {
        return world.lake()
                .head()
                .summary(new SeriesKey(new DatasetName("panel", "1d"), SeriesKey.NO_SYMBOL))
                .orElseThrow()
                .rows();
    }

    @Test
    void itIsThePanelOfTheBarsWithoutFillWhateverIsFilledAndFreed() {
        put(world, filled(), "A");
        put(world, DailyBars.quiet(FROM, TO), "B");
        build(world, real());
        assertThat(rows(world))
                .isEqualTo(holed().rows() + DailyBars.quiet(FROM, TO).rows());
        try (FuturesWorld never = new FuturesWorld(folder.resolve("never"))) {
            put(never, holed(), "A");
            put(never, DailyBars.quiet(FROM, TO), "B");
            build(never, real());
            SortedMap<String, String> expected = never.derived();
            assertThat(world.derived()).isEqualTo(expected);

            put(world, holed(), "A");
            assertThat(build(world, RecipeOptions.NONE).commits())
                    .as("the flags are an input, so it is looked at again")
                    .isNotEmpty();
            assertThat(world.derived()).isEqualTo(expected);
            put(world, filled(), "A");
            build(world, RecipeOptions.NONE);
            assertThat(world.derived()).isEqualTo(expected);
        }
        assertThat(build(world, RecipeOptions.NONE).isNothing()).isTrue();
    }

    @Test
    void columnsNeedNotHoldTheFlag() {
        put(world, filled(), "A");
        RecipeOptions options = real().withColumns(List.of("close"));
        build(world, options);
        assertThat(rows(world)).isEqualTo(holed().rows());
        assertThat(world.lake()
                        .head()
                        .dataset(new DatasetName("panel", "1d"))
                        .orElseThrow()
                        .schema()
                        .text())
                .doesNotContain("imputed");
    }

    @Test
    void aMonthOfImputedBarsOnlyIsNotThere() {
        DailyBars bars = DailyBars.quiet(FROM, TO);
        for (LocalDate day = LocalDate.of(2024, 2, 1); day.getMonthValue() == 2; day = day.plusDays(1)) {
            bars.filled(day);
        }
        put(world, bars, "A");
        build(world, real());
        assertThat(world.derived().keySet())
                .extracting(key -> key.substring(key.length() - 7))
                .containsExactly("2024-01", "2024-03");
    }

    @Test
    void itIsRefusedWhereNothingIsFlagged() {
        put(world, holed(), "A");
        build(world, RecipeOptions.NONE.withBarsAndPanel(List.of("1d"), List.of("bars/1d")));
        RecipeOptions two = RecipeOptions.NONE
                .withBarsAndPanel(List.of("1d"), List.of("bars/1d", "panel/1d"))
                .excludingImputed();
        assertThatThrownBy(() -> FuturesWorld.catalogue().recipes(world.lake().head(), List.of("panel"), two))
                .hasMessageContaining("panel");
    }
}
