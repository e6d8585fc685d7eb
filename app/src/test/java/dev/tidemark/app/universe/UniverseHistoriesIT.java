package dev.tidemark.app.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Incremental equals full: lists and tree are edited at random, and after each run of a long-lived lake its tables,
/// reports, exports and faults are those of a lake that sees them for the first time. What means nothing (times of
/// change, archives instead of folders, order and white space of lists) makes no commit and writes no file.
class UniverseHistoriesIT {
    private static final int HISTORIES = Integer.getInteger("tidemark.universe.histories", 12);
    private static final int ROUNDS = 10;

    @TempDir
    Path folder;

    private Random random = new Random(0);

    static LongStream seeds() {
        return LongStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void incrementalEqualsFull(long seed) throws IOException {
        random = new Random(seed);
        BulkTree bulk = new BulkTree(folder);
        RandomLists lists = new RandomLists(bulk, random);
        RandomTree tree = new RandomTree(bulk, random);
        try (SmallUniverse universe = new SmallUniverse(folder.resolve("lake"), bulk)) {
            universe.run();
            for (int round = 0; round < ROUNDS; round++) {
                if (random.nextInt(3) == 0) {
                    checkNothingHappens(universe, lists, tree);
                } else {
                    for (int edits = random.nextInt(4); edits >= 0; edits--) {
                        edit(universe, lists, tree);
                    }
                    run(universe);
                }
                checkEqualsFresh(universe, "history " + seed + ", round " + round);
            }
        }
    }

    private void edit(SmallUniverse universe, RandomLists lists, RandomTree tree) throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> lists.edit();
            case 3, 4, 5 -> tree.edit();
            case 6 -> runInBetween(universe);
            default -> damage(universe);
        }
    }

    private void runInBetween(SmallUniverse universe) {
        Mode mode = any(Mode.values());
        Existing existing = any(Existing.values());
        Step step = any(Step.values());
        universe.run(mode, existing, step, clock());
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// What users and accidents do to what stands beside the lake.
    private void damage(SmallUniverse universe) throws IOException {
        List<Path> outputs = BulkTree.files(universe.folder().resolve("exports")).stream()
                .filter(file -> file.toString().endsWith(".csv"))
                .toList();
        Path export = outputs.isEmpty() ? universe.folder().resolve("reports/matches.csv") : outputs.getFirst();
        switch (random.nextInt(6)) {
            case 0 -> Files.delete(export);
            case 1 -> Files.writeString(export, "edited");
            case 2 -> Files.writeString(universe.folder().resolve("reports/unmatched.csv"), "edited");
            case 3 -> Files.deleteIfExists(universe.memory());
            case 4 -> Files.writeString(universe.statCache(), "damaged");
            default -> Files.deleteIfExists(universe.statCache());
        }
    }

    /// Mostly long after every edit; sometimes a moment after.
    private Clock clock() {
        return random.nextInt(3) == 0 ? Clock.systemUTC() : SmallUniverse.LATER;
    }

    private UniverseReport run(SmallUniverse universe) {
        return universe.run(Mode.INCREMENTAL, Existing.REFRESH, Step.EXPORT, clock());
    }

    private void checkNothingHappens(SmallUniverse universe, RandomLists lists, RandomTree tree) throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        for (int edits = random.nextInt(4); edits >= 0; edits--) {
            if (random.nextBoolean()) {
                lists.restyle();
            } else {
                tree.disturb();
            }
        }
        UniverseReport report = run(universe);
        assertThat(report.commits()).isEmpty();
        assertThat(BulkTree.stats(universe.folder())).isEqualTo(stats);
    }

    private void checkEqualsFresh(SmallUniverse universe, String when) throws IOException {
        Path fresh = folder.resolve("fresh");
        try (SmallUniverse other = new SmallUniverse(fresh, universe.bulk)) {
            UniverseReport whole = other.run();
            assertThat(universe.state()).as(when).isEqualTo(other.state());
            UniverseReport again = run(universe);
            assertThat(again.commits()).as(when).isEmpty();
            assertThat(again.faults()).as(when).containsExactlyInAnyOrderElementsOf(whole.faults());
            assertThat(again.reasons()).as(when).isEqualTo(whole.reasons());
            assertThat(List.of("instruments", "matched", "unmatched", "exports"))
                    .as(when)
                    .allMatch(name ->
                            again.counts().get(name).equals(whole.counts().get(name)));
        }
        BulkTree.delete(fresh);
    }
}
