package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a build says of its inputs.
class NotesTest {
    private static final String CONTRACT = "SHFE.cu2403";

    @TempDir
    Path folder;

    @Test
    void missingDaysAndOldReferencesAreNamed() {
        try (FuturesWorld world = new FuturesWorld(folder.resolve("lake"))) {
            SortedMap<Integer, Long> days = new TreeMap<>();
            for (int day = 0; day < 8; day++) {
                days.put(day, 3L);
            }
            world.ticks(CONTRACT, days);
            // from Wednesday the 3rd to Wednesday the 10th, without Friday and Monday
            world.interest(CONTRACT, Map.of(1, 100.0, 2, 100.0, 7, 100.0, 8, 100.0));
            BuildReport report = world.build(
                    FuturesWorld.catalogue().recipes(world.lake().head(), List.of("continuous"), RecipeOptions.NONE),
                    BuildOptions.of("test"));
            assertThat(report.notes())
                    .contains("ticks/main_l5/KQ.m@SHFE.cu: raw_missing 2024-01-10 " + CONTRACT)
                    .anyMatch(note -> note.contains("schedule_reference_stale 2024-01-09 was decided with open interest"
                            + " of 2024-01-04; that of 2024-01-08 is missing"))
                    .noneMatch(note -> note.contains("no_l5_rows"));
        }
    }

    @Test
    void aDayWithoutDepthIsNamed() {
        try (FuturesWorld world = new FuturesWorld(folder.resolve("lake"))) {
            world.flatTicks(CONTRACT, 0);
            world.interest(CONTRACT, Map.of(0, 100.0));
            BuildReport report = world.build(
                    FuturesWorld.catalogue().recipes(world.lake().head(), List.of("continuous"), RecipeOptions.NONE),
                    BuildOptions.of("test"));
            assertThat(report.notes()).containsExactly("ticks/main_l5/KQ.m@SHFE.cu: no_l5_rows 2024-01-02");
        }
    }
}
