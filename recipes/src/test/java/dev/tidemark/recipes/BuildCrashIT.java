package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FaultFileOps;
import dev.tidemark.lake.io.FaultFileOps.Fault;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LakeCopy;
import dev.tidemark.lake.io.LateFault;
import dev.tidemark.lake.io.PowerFileOps;
import dev.tidemark.lake.io.ProcessDeath;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.maintain.Finding;
import dev.tidemark.lake.maintain.GcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A build of all derived datasets, interrupted in every way at its file operations: the
/// first build of a lake, and one after corrections. `-Dtidemark.crashes=N` interrupts at N operations of each, chosen
/// by `-Dtidemark.seed`; 0 at all.
class BuildCrashIT {
    private static final int CRASHES = Integer.getInteger("tidemark.crashes", 15);
    private static final long SEED = Long.getLong("tidemark.seed", 1);
    private static final String FIRST = "SHFE.cu2402";
    private static final String SECOND = "SHFE.cu2403";
    /// One thread and a commit after each result, so that a run is the same each time.
    private static final BuildOptions OPTIONS =
            BuildOptions.of("test").withThreads(1).committingAfter(60_000, Duration.ofDays(1));

    @TempDir
    Path folder;

    private final Map<Work, Path> templates = new TreeMap<>();
    private final Map<Work, SortedMap<String, String>> wanted = new TreeMap<>();

    /// The build that is interrupted.
    enum Work {
        FIRST_BUILD,
        CORRECTION
    }

    /// How it is interrupted.
    enum Way {
        FAIL,
        LATE,
        TEAR,
        HALT,
        POWER
    }

    static Stream<Arguments> worksAndWays() {
        return Stream.of(Work.values()).flatMap(work -> Stream.of(Way.values()).map(way -> Arguments.of(work, way)));
    }

    @BeforeEach
    void write() throws IOException {
        for (Work work : Work.values()) {
            Path template = folder.resolve("template-" + work);
            templates.put(work, template);
            try (FuturesWorld world = new FuturesWorld(template)) {
                world.ticks(FIRST, Map.of(0, 1L, 1, 2L, 3, 3L));
                world.ticks(SECOND, Map.of(1, 4L, 2, 5L, 3, 6L));
                world.interest(FIRST, Map.of(0, 900.0, 1, 900.0, 2, 100.0, 3, 100.0));
                world.interest(SECOND, Map.of(0, 100.0, 1, 500.0, 2, 900.0, 3, 900.0));
                if (work == Work.CORRECTION) {
                    world.build();
                    world.ticks(FIRST, Map.of(0, 1L, 1, 7L, 2, 8L));
                    world.interest(SECOND, Map.of(0, 100.0, 1, 500.0, 2, 100.0, 3, 900.0));
                }
            }
            Path undisturbed = copy(work, "undisturbed-" + work);
            try (FuturesWorld world = new FuturesWorld(undisturbed, new UnsyncedFileOps())) {
                assertThat(world.build(world.recipes(), OPTIONS).commits()).hasSizeGreaterThan(2);
                wanted.put(work, world.derived());
            }
        }
    }

    private Path copy(Work work, String name) throws IOException {
        Path copy = folder.resolve(name);
        LakeCopy.copy(templates.get(work), copy);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("worksAndWays")
    void anInterruptedBuildIsFinishedByTheNext(Work work, Way way) throws IOException {
        long operations = count(work);
        assertThat(operations).isGreaterThan(100);
        for (long at : moments(operations)) {
            Path lake = copy(work, work + "-" + way + "-" + at);
            try {
                switch (way) {
                    case FAIL -> stumble(lake, work, FaultFileOps.of(new UnsyncedFileOps(), Fault.FAIL, at));
                    case LATE -> stumble(lake, work, LateFault.of(new UnsyncedFileOps(), at));
                    case TEAR -> die(lake, FaultFileOps.of(new UnsyncedFileOps(), Fault.TEAR, at));
                    case HALT -> die(lake, FaultFileOps.of(new UnsyncedFileOps(), Fault.HALT, at));
                    case POWER -> lake = cutPower(lake, at);
                }
                check(lake, work);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(way + " at operation " + at + " of " + operations + " of " + work, e);
            }
            LakeCopy.delete(lake);
        }
    }

    private long count(Work work) throws IOException {
        Path lake = copy(work, "count-" + work);
        FaultFileOps files = FaultFileOps.of(new UnsyncedFileOps(), Fault.HALT, Long.MAX_VALUE);
        run(lake, files);
        LakeCopy.delete(lake);
        return files.operations();
    }

    private static Set<Long> moments(long operations) {
        Set<Long> moments = new TreeSet<>();
        Random random = new Random(SEED);
        boolean isAll = CRASHES == 0 || CRASHES >= operations;
        for (long at = 1; isAll && at <= operations; at++) {
            moments.add(at);
        }
        while (!isAll && moments.size() < CRASHES) {
            moments.add(random.nextLong(1, operations + 1));
        }
        return moments;
    }

    private static void run(Path folder, FileOps files) {
        try (FuturesWorld world = new FuturesWorld(folder, files)) {
            world.build(world.recipes(), OPTIONS);
        }
    }

    private static void die(Path folder, FileOps files) throws IOException {
        try {
            run(folder, files);
        } catch (FaultFileOps.Halted e) {
            // as wanted
        }
        ProcessDeath.of(folder);
    }

    /// One operation fails; the process lives and builds again.
    private void stumble(Path folder, Work work, FileOps files) {
        try (FuturesWorld world = new FuturesWorld(folder, files)) {
            try {
                world.build(world.recipes(), OPTIONS);
            } catch (TidemarkException e) {
                assertThat(e.code()).isIn(ErrorCode.IO, ErrorCode.COMMIT_UNKNOWN);
                assertThat(e).hasMessageContaining("fault injected");
            }
            assertThat(world.build(world.recipes(), OPTIONS).problem()).isEmpty();
            assertThat(world.derived()).isEqualTo(wanted.get(work));
        }
    }

    private Path cutPower(Path lake, long at) throws IOException {
        PowerFileOps power = new PowerFileOps(lake);
        die(lake, FaultFileOps.of(power, Fault.HALT, at));
        Path rest = folder.resolve(lake.getFileName() + "-rest");
        PowerFileOps.Luck[] lucks = PowerFileOps.Luck.values();
        power.cut(rest, lucks[(int) (at % lucks.length)], new Random(at));
        LakeCopy.delete(lake);
        return rest;
    }

    /// The last commit is whole, the next build ends where an undisturbed one does, and nothing is left over.
    private void check(Path folder, Work work) throws IOException {
        try (FuturesWorld world = new FuturesWorld(folder, new UnsyncedFileOps())) {
            Lake lake = world.lake();
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .extracting(Finding::code)
                    .allMatch(code -> code.startsWith("tree_"));
            BuildReport report = world.build(world.recipes(), OPTIONS);
            assertThat(report.problem()).isEmpty();
            assertThat(world.derived()).isEqualTo(wanted.get(work));
            assertThat(world.build(world.recipes(), OPTIONS).isNothing()).isTrue();
            lake.maintenance().doctor(true, Progress.NONE);
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .isEmpty();
            assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
            assertThat(lake.maintenance().doctor(false, Progress.NONE).findings())
                    .isEmpty();
            lake.maintenance().gc(GcOptions.ALL, Progress.NONE);
            assertThat(objects(folder)).isEqualTo(referenced(lake));
        }
    }

    private static Set<Path> objects(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".tidemark/objects"))) {
            return new HashSet<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static Set<Path> referenced(Lake lake) {
        Set<Path> objects = new HashSet<>();
        Snapshot head = lake.head();
        for (DatasetName dataset : head.datasets()) {
            for (SeriesKey key : head.series(dataset)) {
                Series series = head.series(key).orElseThrow();
                series.partitions().forEach(p -> objects.add(lake.object(key, series.chunkSize(), p)));
            }
        }
        return objects;
    }
}
