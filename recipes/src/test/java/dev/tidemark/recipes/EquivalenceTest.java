package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few random histories; `EquivalenceIT` lives hundreds.
class EquivalenceTest {
    private static final int HISTORIES = 3;

    @Test
    void incrementalEqualsFull(@TempDir Path folder) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            assertThat(new History(seed).difference(folder.resolve("h" + seed), recipe -> recipe))
                    .as("history " + seed)
                    .isEmpty();
        }
    }
}
