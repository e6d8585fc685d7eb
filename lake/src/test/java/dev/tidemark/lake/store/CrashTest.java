package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.store.CrashRunner.Way;
import dev.tidemark.lake.store.CrashScenario.Operation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tag, interrupted at every step; `CrashIT` interrupts every operation in every way.
class CrashTest {
    @TempDir
    Path folder;

    private CrashRunner runner;

    @BeforeEach
    void build() throws IOException {
        runner = new CrashRunner(new CrashScenario(folder.resolve("template")), folder);
    }

    @Test
    void aTagThatFailsAtAnyStepIsGivenByTheNextRun() throws IOException {
        assertThat(runner.interruptEverywhere(Operation.TAG_HEAD, Way.FAIL)).isGreaterThan(10);
    }
}
