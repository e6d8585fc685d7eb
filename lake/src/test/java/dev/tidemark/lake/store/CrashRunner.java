package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FaultFileOps;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LakeCopy;
import dev.tidemark.lake.io.LateFault;
import dev.tidemark.lake.io.PowerFileOps;
import dev.tidemark.lake.io.ProcessDeath;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.store.CrashScenario.Helper;
import dev.tidemark.lake.store.CrashScenario.Operation;
import dev.tidemark.lake.store.CrashScenario.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Interrupts an operation at each of its file operations and checks the lake each time.
final class CrashRunner {
    private final CrashScenario scenario;
    private final Path folder;

    /// @param folder where cases are made and deleted
    CrashRunner(CrashScenario scenario, Path folder) {
        this.scenario = scenario;
        this.folder = folder;
    }

    /// How a process meets its end, or an operation its failure.
    enum Way {
        FAIL,
        LATE,
        TEAR,
        HALT;

        boolean isDeadly() {
            return this == TEAR || this == HALT;
        }

        FileOps files(FileOps real, long at) {
            return switch (this) {
                case FAIL -> FaultFileOps.of(real, FaultFileOps.Fault.FAIL, at);
                case LATE -> LateFault.of(real, at);
                case TEAR -> FaultFileOps.of(real, FaultFileOps.Fault.TEAR, at);
                case HALT -> FaultFileOps.of(real, FaultFileOps.Fault.HALT, at);
            };
        }
    }

    /// Interrupts it at each operation.
    ///
    /// @return the number of cases
    int interruptEverywhere(Operation operation, Way way) throws IOException {
        State after = scenario.after(operation, folder.resolve("after"));
        long operations = count(operation);
        assertThat(operations).isGreaterThan(4);
        int cases = 0;
        for (long at = 1; at <= operations; at++) {
            for (Helper first : helpers(way, at)) {
                Path lake = folder.resolve(operation + "-" + way + "-" + at + "-" + first);
                try {
                    scenario.copyTo(lake);
                    boolean isCommitted = way.isDeadly()
                            ? die(lake, operation, way.files(new UnsyncedFileOps(), at))
                            : stumble(lake, operation, way.files(new UnsyncedFileOps(), at), after);
                    scenario.check(lake, operation, after, isCommitted, way.isDeadly() ? 1 : 2, first);
                } catch (IOException | RuntimeException | AssertionError e) {
                    throw new AssertionError(way + " at operation " + at + " of " + operation + ", then " + first, e);
                }
                LakeCopy.delete(lake);
                cases++;
            }
        }
        return cases;
    }

    private static Set<Helper> helpers(Way way, long at) {
        return way == Way.HALT
                ? EnumSet.allOf(Helper.class)
                : EnumSet.of(at % 2 == 0 ? Helper.NEXT_RUN : Helper.DOCTOR);
    }

    private long count(Operation operation) throws IOException {
        Path lake = folder.resolve("count");
        scenario.copyTo(lake);
        FaultFileOps files = FaultFileOps.of(new UnsyncedFileOps(), FaultFileOps.Fault.HALT, Long.MAX_VALUE);
        try (Lake open = Lake.open(lake, operation.options(files))) {
            operation.run(open, () -> {});
        }
        LakeCopy.delete(lake);
        return files.operations();
    }

    /// Runs until the process is dead.
    ///
    /// @return whether the process learnt that its commit is safe
    private static boolean die(Path folder, Operation operation, FileOps files) throws IOException {
        AtomicBoolean isCommitted = new AtomicBoolean();
        try {
            Lake lake = Lake.open(folder, operation.options(files));
            operation.run(lake, () -> isCommitted.set(true));
        } catch (FaultFileOps.Halted e) {
            // as wanted
        }
        ProcessDeath.of(folder);
        return isCommitted.get();
    }

    /// One operation fails; the process lives and tries again.
    private static boolean stumble(Path folder, Operation operation, FileOps files, State after) throws IOException {
        try (Lake lake = Lake.open(folder, operation.options(files))) {
            long number = lake.head().number();
            try {
                operation.run(lake, () -> {});
            } catch (TidemarkException e) {
                assertThat(e.code()).isIn(ErrorCode.IO, ErrorCode.COMMIT_UNKNOWN);
                assertThat(e).hasMessageContaining("fault injected");
                if (e.getMessage().contains("the last commit is untouched")) {
                    assertThat(lake.head().number()).isEqualTo(number);
                }
                operation.run(lake, () -> {});
            }
            assertThat(State.of(lake)).isEqualTo(after);
        }
        return true;
    }

    /// Cuts the power at every operation, and after the last.
    ///
    /// @return the number of cases
    int cutPowerEverywhere(Operation operation, int seeds) throws IOException {
        State after = scenario.after(operation, folder.resolve("after"));
        long operations = count(operation);
        int cases = 0;
        for (long at = 1; at <= operations + 1; at++) {
            Path lake = folder.resolve(operation + "-power-" + at);
            scenario.copyTo(lake);
            PowerFileOps power = new PowerFileOps(lake);
            boolean isCommitted = die(lake, operation, FaultFileOps.of(power, FaultFileOps.Fault.HALT, at));
            for (int seed = 0; seed < seeds; seed++) {
                Path rest = folder.resolve(operation + "-power-" + at + "-" + seed);
                PowerFileOps.Luck luck = seed == 0
                        ? PowerFileOps.Luck.NONE
                        : seed == 1 ? PowerFileOps.Luck.NAMES : PowerFileOps.Luck.RANDOM;
                Helper first = (at + seed) % 2 == 0 ? Helper.NEXT_RUN : Helper.DOCTOR;
                try {
                    power.cut(rest, luck, new Random(at * 1000 + seed));
                    scenario.check(rest, operation, after, isCommitted, 1, first);
                } catch (IOException | RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            "power cut at operation " + at + " of " + operations + " of " + operation + ", " + luck
                                    + ", seed " + seed + ", then " + first,
                            e);
                }
                LakeCopy.delete(rest);
                cases++;
            }
            LakeCopy.delete(lake);
        }
        return cases;
    }
}
