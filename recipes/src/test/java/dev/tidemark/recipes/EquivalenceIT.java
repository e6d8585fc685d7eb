package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The core promise: whatever happened to a lake, an incremental build equals a full one. `-Dtidemark.histories=N`
/// lives
/// more. A failure prints the history's seed and steps.
class EquivalenceIT {
    private static final int HISTORIES = Integer.getInteger("tidemark.histories", 500);
    private static final int FIRST_SEED = Integer.getInteger("tidemark.seed", 1000);

    @TempDir
    Path folder;

    @Test
    void incrementalEqualsFull() {
        IntStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).parallel().forEach(seed -> {
            Path home = folder.resolve("h" + seed);
            assertThat(new History(seed).difference(home, recipe -> recipe))
                    .as("history %s", seed)
                    .isEmpty();
            delete(home);
        });
    }

    /// The test would notice: each planted fault makes some history differ.
    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsFound(Mutant.Fault fault) {
        boolean isFound = IntStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).anyMatch(seed -> {
            Path home = folder.resolve(fault + "-" + seed);
            boolean differs = !new History(seed)
                    .difference(home, recipe -> new Mutant(recipe, fault))
                    .isEmpty();
            delete(home);
            return differs;
        });

        assertThat(isFound).isTrue();
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
