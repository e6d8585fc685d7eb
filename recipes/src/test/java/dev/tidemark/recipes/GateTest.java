package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildGuard;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.Selection;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.rule.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final DatasetName PANEL = new DatasetName("panel", "1d");
    private static final DatasetName MINUTES = new DatasetName("bars", "1m");
    private static final DatasetName TICK_VERDICTS = new DatasetName("validation", "ticks-raw");
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final LocalDate FROM = LocalDate.of(2023, 1, 2);
    private static final LocalDate TO = LocalDate.of(2023, 3, 31);
    private static final LocalDate BAD = LocalDate.of(2023, 2, 14);
    private static final String GOOD = "SHFE.cu2402";
    private static final String WRONG = "SHFE.cu2403";

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

    private BuildGuard guard(Severity blocking) {
        return new Validation(FixedRules.EQUITY.with("severity.datetime_duplicates", "off"))
                .guard(world.lake(), blocking, NOW, 2, Progress.NONE);
    }

    private BuildReport build(String target, BuildGuard guard, BuildOptions options) {
        List<Recipe> recipes = FuturesWorld.catalogue()
                .recipes(
                        world.lake().head(),
                        List.of(target),
                        RecipeOptions.NONE.withBarsAndPanel(List.of("1m"), List.of("bars/1d")));
        return Build.run(world.lake(), recipes, guard, options, Progress.NONE);
    }

    private BuildReport build(String target) {
        return build(target, guard(Severity.ERROR), BuildOptions.of("test"));
    }

    private void bars(String symbol, boolean isBroken) {
        DailyBars bars = DailyBars.quiet(FROM, TO);
        (isBroken ? bars.broken(BAD) : bars).into(world, DailyBars.DAILY, symbol, ChunkSize.MONTH);
    }

    private @Nullable String panelOfFebruary() {
        return world.derived().get(new SeriesKey(PANEL, SeriesKey.NO_SYMBOL) + "/2023-02");
    }

    private boolean isMade(DatasetName dataset, String symbol) {
        return world.lake().head().series(new SeriesKey(dataset, symbol)).isPresent();
    }

    @Test
    void aPanelOfManyNamesTheOneThatIsWrong() {
        for (int i = 0; i < 20; i++) {
            bars("S%02d".formatted(i), i == 13);
        }

        BuildReport report = build("panel");

        assertThat(report.problem()).contains(ErrorCode.CHECK_FAILED);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(SeriesFailure.GATED);
            assertThat(failure.message())
                    .contains("bars/1d/S13", "price_consistency", "error", "1 row", "first 2023-02-14", "--no-gate")
                    .doesNotContain("S12", "S14");
        });
        assertThat(isMade(PANEL, SeriesKey.NO_SYMBOL)).isFalse();
    }

    @Test
    void manyThatAreWrongAreCounted() {
        for (int i = 0; i < 9; i++) {
            bars("S" + i, true);
        }
        assertThat(build("panel").failures().getFirst().message()).contains("S0", "S4", "and 4 more");
    }

    @Test
    void correctedDataAreBuilt() {
        bars("A", false);
        bars("B", true);
        assertThat(build("panel").problem()).contains(ErrorCode.CHECK_FAILED);
        assertThat(build("panel").problem()).as("again").contains(ErrorCode.CHECK_FAILED);

        bars("B", false);
        BuildReport report = build("panel");

        assertThat(report.problem()).isEmpty();
        assertThat(isMade(PANEL, SeriesKey.NO_SYMBOL)).isTrue();
    }

    @Test
    void whatWasBuiltStaysWhenItsInputGoesBad() {
        bars("A", false);
        assertThat(build("panel").problem()).isEmpty();
        String before = panelOfFebruary();
        assertThat(before).isNotNull();

        bars("A", true);

        assertThat(build("panel").problem()).contains(ErrorCode.CHECK_FAILED);
        assertThat(panelOfFebruary()).isEqualTo(before);
        assertThat(build("panel", BuildGuard.NONE, BuildOptions.of("x")).problem())
                .isEmpty();
        assertThat(panelOfFebruary()).isNotEqualTo(before);
    }

    @Test
    void othersAreBuiltBesideOneThatIsRefused() {
        world.ticks(GOOD, Map.of(0, 1L, 1, 2L));
        world.wrongTicks(WRONG, 0);

        BuildReport report = build("bars");

        assertThat(report.problem()).contains(ErrorCode.PARTLY_FAILED);
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.series()).isEqualTo(new SeriesKey(MINUTES, WRONG));
            assertThat(failure.message()).contains("ticks/raw/" + WRONG, "crossed_book");
        });
        assertThat(isMade(MINUTES, GOOD)).isTrue();
        assertThat(isMade(MINUTES, WRONG)).isFalse();
        assertThat(build("bars").problem()).as("only the refused one is left").contains(ErrorCode.CHECK_FAILED);
    }

    @Test
    void onlyWhatIsReadIsValidated() {
        world.ticks(GOOD, Map.of(0, 1L));
        world.wrongTicks(WRONG, 0);

        BuildReport report =
                build("bars", guard(Severity.ERROR), BuildOptions.of("one").withSelection(Selection.of(Set.of(GOOD))));

        assertThat(report.problem()).isEmpty();
        assertThat(isMade(TICK_VERDICTS, GOOD)).isTrue();
        assertThat(isMade(TICK_VERDICTS, WRONG)).isFalse();
    }

    @Test
    void aBuildWithNothingToDoValidatesNothing() {
        world.ticks(GOOD, Map.of(0, 1L));
        assertThat(build("bars", BuildGuard.NONE, BuildOptions.of("without")).problem())
                .isEmpty();
        long head = world.lake().head().number();

        BuildReport report = build("bars");

        assertThat(report.isNothing()).isTrue();
        assertThat(world.lake().head().number()).isEqualTo(head);
        assertThat(isMade(TICK_VERDICTS, GOOD)).isFalse();
    }

    @Test
    void theMildestFindingThatBlocksCanBeChosen() {
        bars("A", false);
        DailyBars.quiet(FROM, TO)
                .set(BAD, 200, 201, 199, 200, 1000)
                .into(world, DailyBars.DAILY, "JUMP", ChunkSize.MONTH);

        assertThat(build("panel", guard(Severity.WARNING), BuildOptions.of("strict"))
                        .problem())
                .contains(ErrorCode.CHECK_FAILED);
        assertThat(build("panel", guard(Severity.ERROR), BuildOptions.of("usual"))
                        .problem())
                .isEmpty();
        bars("A", true);
        assertThat(build("panel", guard(Severity.CRITICAL), BuildOptions.of("lax"))
                        .problem())
                .isEmpty();
    }

    @Test
    void rowsAfterNowAreRefusedUntilTheyAreNotAnyMore() {
        bars("A", false);
        Instant before = Instant.parse("2023-03-30T12:00:00Z");
        ValidationSettings usual = FixedRules.EQUITY;
        ValidationSettings mild = FixedRules.EQUITY.with("severity.future_timestamp", "warning");

        assertThat(build("panel", guard(usual, before), BuildOptions.of("early"))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message())
                        .contains("bars/1d/A", "future_timestamp (error) in 1 rows, first 2023-03-31T00:00:00Z"));
        assertThat(isMade(PANEL, SeriesKey.NO_SYMBOL)).isFalse();
        assertThat(build("panel", guard(mild, before), BuildOptions.of("mild")).problem())
                .isEmpty();
    }

    private BuildGuard guard(ValidationSettings settings, Instant now) {
        return new Validation(settings).guard(world.lake(), Severity.ERROR, now, 2, Progress.NONE);
    }

    @Test
    void whatIsMadeIsTheSameWithAndWithoutGate() {
        world.ticks(GOOD, Map.of(0, 1L, 1, 2L));
        build("bars");
        String gated = world.derived().get("bars/1m/" + GOOD + "/2024-01");
        assertThat(gated).isNotNull();
        assertThat(build("bars", BuildGuard.NONE, BuildOptions.of("again")).isNothing())
                .isTrue();
    }

    @Test
    void aPlanNamesWhatAVerdictRefusesAndAsksForNone() {
        bars("A", true);
        List<Recipe> recipes = FuturesWorld.catalogue()
                .recipes(
                        world.lake().head(),
                        List.of("panel"),
                        RecipeOptions.NONE.withBarsAndPanel(List.of("1d"), List.of("bars/1d")));
        List<Recipe> unknown = Validation.gated(world.lake().head(), recipes, Severity.ERROR);
        assertThat(Build.run(world.lake(), unknown, BuildOptions.of("x"), Progress.NONE)
                        .problem())
                .as("without a verdict")
                .isEmpty();

        new Validation(FixedRules.EQUITY)
                .update(world.lake(), Map.of(DailyBars.DAILY, _ -> true), 1, "validate", Progress.NONE);
        List<Recipe> known = Validation.gated(world.lake().head(), recipes, Severity.ERROR);
        bars("A", true);
        DailyBars.quiet(FROM, TO)
                .broken(BAD)
                .broken(BAD.plusDays(1))
                .into(world, DailyBars.DAILY, "A", ChunkSize.MONTH);
        assertThat(Build.run(world.lake(), known, BuildOptions.of("x"), Progress.NONE)
                        .failures())
                .extracting(SeriesFailure::code)
                .containsExactly(SeriesFailure.GATED);
    }
}
