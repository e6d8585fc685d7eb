package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.store.CrashRunner.Way;
import dev.tidemark.lake.store.CrashScenario.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation that changes a lake, interrupted in every way at every step.
class CrashIT {
    private static final int POWER_SEEDS = Integer.getInteger("tidemark.power.seeds", 5);

    @TempDir
    Path folder;

    private CrashRunner runner;

    @BeforeEach
    void build() throws IOException {
        runner = new CrashRunner(new CrashScenario(folder.resolve("template")), folder);
    }

    static Stream<Arguments> operationsAndWays() {
        return Stream.of(Operation.values())
                .flatMap(operation -> Stream.of(Way.values()).map(way -> Arguments.of(operation, way)));
    }

    @ParameterizedTest
    @MethodSource("operationsAndWays")
    void anInterruptedOperationIsDoneOrNotDone(Operation operation, Way way) throws IOException {
        assertThat(runner.interruptEverywhere(operation, way)).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aPowerCutLeavesTheLastCommitAndEverythingThatWasPromised(Operation operation) throws IOException {
        assertThat(runner.cutPowerEverywhere(operation, POWER_SEEDS)).isGreaterThan(20);
    }
}
