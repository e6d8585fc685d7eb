package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a plan says after each kind of change, and what the gate refuses.
class PlanTest {
    private static final RollingSum SUM = RollingSum.of("s", 2, 0);
    private static final BuildOptions OPTIONS = BuildOptions.of("test");

    @TempDir
    Path folder;

    private SmallLake lake;

    @BeforeEach
    void build() {
        lake = new SmallLake(folder.resolve("lake"));
        lake.day("A", 0, 1, 2, 3).day("A", 1, 4, 5, 6).day("A", 2, 7, 8, 9).day("B", 0, 1);
        lake.saveAll();
        lake.build(SUM);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Map<String, String> plan(Recipe... recipes) {
        return lake.plan(OPTIONS, "A", recipes);
    }

    @Test
    void whatIsBuiltIsKept() {
        assertThat(plan(SUM)).isEmpty(); // known to be complete: no line is made
        assertThat(lake.build(SUM).isNothing()).isTrue();
    }

    @Test
    void aCorrectionIsMadeAndWhoReachesOverIt() {
        lake.day("A", 0, 1, 2, 30).save("A");

        assertThat(plan(SUM))
                .isEqualTo(Map.of(
                        SmallLake.chunk(0), "refresh input_changed",
                        SmallLake.chunk(1), "refresh neighbour_changed",
                        SmallLake.chunk(2), "keep"));
        assertThat(lake.reason("A", 1, SUM))
                .contains("numbers/raw/A/2024-01-01")
                .contains(" → ");
    }

    @Test
    void aDayThatIsGoneTakesItsOutput() {
        lake.without("A", 1).save("A");

        assertThat(plan(SUM))
                .isEqualTo(Map.of(
                        SmallLake.chunk(0), "keep",
                        SmallLake.chunk(1), "remove input_removed",
                        SmallLake.chunk(2), "refresh neighbour_changed"));
    }

    @Test
    void rowsThatAreNotReadAnyMoreAreNamed() {
        lake.day("A", 0, 1, 2, 3, 4).save("A"); // the second day reads its last two rows, which are others

        assertThat(lake.reason("A", 1, SUM)).contains("2024-01-01");
        assertThat(plan(SUM)).containsEntry(SmallLake.chunk(2), "keep");
    }

    @Test
    void aColumnThatIsNotReadChangesNothing() {
        lake.note("A", 1, 5).save("A");

        assertThat(plan(SUM).values()).containsOnly("keep");
        assertThat(lake.build(SUM).commits()).isEmpty();
    }

    @Test
    void aNewVersionMakesEverythingAnew() {
        assertThat(plan(SUM.withVersion(2)).values()).containsOnly("refresh recipe_changed");
        assertThat(lake.reason("A", 0, SUM.withVersion(2))).isEqualTo("rolling-sum 1 → rolling-sum 2");
    }

    @Test
    void whatIsAskedForIsMadeAgain() {
        assertThat(lake.plan(OPTIONS.overwriting(), "A", SUM).values()).containsOnly("refresh overwrite");
    }

    @Test
    void filesThatVanishedOrShrankAreMadeAgain() throws IOException {
        String before = lake.derived().toString();
        lake.day("A", 2, 7, 8, 99).save("A"); // so that the series is looked at line by line
        Files.delete(file(0));
        file(1).toFile().setWritable(true);
        Files.write(file(1), new byte[7]);

        assertThat(plan(SUM))
                .isEqualTo(Map.of(
                        SmallLake.chunk(0), "refresh output_missing",
                        SmallLake.chunk(1), "refresh output_damaged",
                        SmallLake.chunk(2), "refresh input_changed"));
        assertThat(before).isNotEmpty();
    }

    private Path file(int day) {
        Series series =
                lake.lake().head().series(new SeriesKey(SUM.output(), "A")).orElseThrow();
        Partition partition = series.partition(SmallLake.chunk(day)).orElseThrow();
        return lake.lake().object(series.key(), series.chunkSize(), partition);
    }

    @Test
    void whatReadsWhatIsNotYetMadeIsPending() {
        RollingSum above = RollingSum.of("above", 1, 0).reading(SUM.output());
        lake.day("A", 0, 9, 9, 9).save("A");

        assertThat(plan(SUM, above)).isEqualTo(Map.of("*", "pending upstream"));
        lake.build(SUM, above);
        assertThat(plan(SUM, above)).isEmpty();
    }

    @Test
    void aPlanWritesNothing() {
        long head = lake.lake().head().number();
        lake.day("A", 0, 9, 9, 9).save("A");
        plan(SUM);

        assertThat(lake.lake().head().number()).isEqualTo(head + 1);
        assertThat(plan(SUM)).containsEntry(SmallLake.chunk(0), "refresh input_changed");
    }

    @Test
    void aSymbolThatNobodyKnowsIsRefused() {
        assertRefused(
                ErrorCode.NOT_FOUND,
                "nothing to build for NOPE",
                () -> lake.build(OPTIONS.withSelection(Selection.of(Set.of("A", "NOPE"))), SUM));
    }

    @Test
    void eachFieldOfAnotherConfigurationIsNamedOldAndNew() {
        RollingSum built = RollingSum.of("gate", 2, 0).withConfig("k", "1").withConfig("old", "x");
        lake.build(built);
        RollingSum other = RollingSum.of("gate", 2, 0).withConfig("k", "2").withConfig("new", "y");

        assertRefused(ErrorCode.CONFIG_MISMATCH, "k 1 → 2; new unset → y; old x → unset", () -> lake.build(other));
        assertRefused(ErrorCode.CONFIG_MISMATCH, "--overwrite", () -> lake.build(other));
    }

    @Test
    void overwritingTakesAllOfADatasetOrNothing() {
        RollingSum other = SUM.withConfig("k", "2");
        BuildOptions some = OPTIONS.overwriting().withSelection(Selection.of(Set.of("A")));
        BuildOptions days = OPTIONS.overwriting()
                .withSelection(new Selection(Set.of(), Optional.of(LocalDate.of(2024, 1, 2)), Optional.empty()));

        assertRefused(ErrorCode.CONFIG_MISMATCH, "symbols such as B", () -> lake.build(some, other));
        assertRefused(ErrorCode.CONFIG_MISMATCH, "other days", () -> lake.build(days, other));
        BuildReport report = lake.build(OPTIONS.overwriting(), other);
        assertThat(report.commits()).hasSize(1);
        assertThat(lake.lake().head().dataset(SUM.output()).orElseThrow().identity())
                .containsEntry("k", "2");
        assertThat(lake.build(other).isNothing()).isTrue();
    }

    @Test
    void anotherFactOfASeriesIsRefused() {
        RollingSum built = RollingSum.of("facts", 0, 0).withFact("tick_size", "1");
        lake.build(built);

        assertRefused(ErrorCode.CONFIG_MISMATCH, "tick_size 1 → 2", () -> lake.build(built.withFact("tick_size", "2")));
        assertRefused(ErrorCode.CONFIG_MISMATCH, "lot unset → 5", () -> lake.build(built.withFact("lot", "5")));
        assertThat(lake.build(OPTIONS.overwriting(), built.withFact("tick_size", "2"))
                        .commits())
                .isNotEmpty();
    }

    private static void assertRefused(ErrorCode code, String text, Runnable build) {
        assertThatThrownBy(build::run)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }
}
