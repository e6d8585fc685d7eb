package dev.tidemark.sources.ctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FaultFileOps;
import dev.tidemark.lake.io.FaultFileOps.Fault;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LateFault;
import dev.tidemark.lake.io.ProcessDeath;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.sources.ImportReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An import that fills a gap of a day that the lake holds, adds a day and a contract, and quarantines a row,
/// interrupted
/// in every way at every one of its file operations.
class CtpCrashIT {
    private static final DatasetName RAW = CtpImportOptions.DEFAULT_DATASET;

    @TempDir
    Path folder;

    private Path first;
    private Path second;
    private Contents before;
    private Contents after;

    /// How a process meets its end, or an operation its failure.
    enum Way {
        FAIL,
        LATE,
        TEAR,
        HALT;

        boolean isDeadly() {
            return this == TEAR || this == HALT;
        }

        FileOps files(long at) {
            FileOps real = new UnsyncedFileOps();
            return switch (this) {
                case FAIL -> FaultFileOps.of(real, Fault.FAIL, at);
                case LATE -> LateFault.of(real, at);
                case TEAR -> FaultFileOps.of(real, Fault.TEAR, at);
                case HALT -> FaultFileOps.of(real, Fault.HALT, at);
            };
        }
    }

    /// What the rows of a lake are, and its files of quarantine.
    private record Contents(Map<String, Digest> chunks, Map<String, String> quarantine) {
        static Contents of(Lake lake) throws IOException {
            Map<String, Digest> chunks = new TreeMap<>();
            for (SeriesKey key : lake.head().series(RAW)) {
                Series series = lake.head().series(key).orElseThrow();
                for (Partition partition : series.partitions()) {
                    assertThat(lake.read(series, partition, List.of()).rows()).isEqualTo((int) partition.rows());
                    chunks.put(
                            key + "/" + partition.chunk(), partition.content().content());
                }
            }
            return new Contents(chunks, quarantine(lake.folder().resolve("quarantine")));
        }

        private static Map<String, String> quarantine(Path root) throws IOException {
            Map<String, String> files = new TreeMap<>();
            if (Files.isDirectory(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    for (Path file : all.filter(Files::isRegularFile).toList()) {
                        files.put(root.relativize(file).toString(), Files.readString(file));
                    }
                }
            }
            return files;
        }
    }

    @BeforeEach
    void write() throws IOException {
        String known = CtpText.row("20181009", "20181009", "09:00:00");
        first = file("first/a.csv", CtpText.file(known, known, CtpText.row("20181009", "20181009", "14:59:59")));
        second = folder.resolve("second");
        file(
                "second/a.csv",
                CtpText.file(
                        CtpText.row("20181009", "20181008", "21:00:00"),
                        known,
                        CtpText.row("20181009", "20181009", "11:00:00", "LastPrice", "oops"),
                        CtpText.row("20181010", "20181009", "21:00:00")));
        file("second/b.csv", CtpText.file(CtpText.row("20181009", "20181009", "09:00:00", "InstrumentID", "AP901")));
        try (Lake lake = seeded("reference", new UnsyncedFileOps())) {
            before = Contents.of(lake);
            assertThat(load(lake, second).rows().imported()).isEqualTo(3);
            after = Contents.of(lake);
        }
        assertThat(after.chunks()).hasSize(3);
        assertThat(after.quarantine()).hasSize(1);
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static LakeOptions options(FileOps files) {
        return LakeOptions.defaults().withFiles(files);
    }

    /// A lake that holds the first file, opened with other files.
    private Lake seeded(String name, FileOps files) {
        Path root = folder.resolve(name);
        Lake.create(root, options(new UnsyncedFileOps()));
        try (Lake lake = Lake.open(root, options(new UnsyncedFileOps()))) {
            assertThat(load(lake, first).rows().imported()).isEqualTo(3);
        }
        return Lake.open(root, options(files));
    }

    private static ImportReport load(Lake lake, Path source) {
        return CtpImport.run(lake, CtpImportOptions.of(List.of(source)).withThreads(2), Progress.NONE);
    }

    private long operations() {
        FaultFileOps counting = FaultFileOps.of(new UnsyncedFileOps(), Fault.HALT, Long.MAX_VALUE);
        try (Lake lake = seeded("count", counting)) {
            load(lake, second);
        }
        return counting.operations();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anInterruptedImportIsDoneOrNotDone(Way way) throws IOException {
        long operations = operations();
        assertThat(operations).isGreaterThan(20);
        for (long at = 1; at <= operations; at++) {
            Path root = folder.resolve(way + "-" + at);
            try {
                if (way.isDeadly()) {
                    die(root, way.files(at));
                } else {
                    stumble(root, way.files(at));
                }
                check(root);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(way + " at operation " + at + " of " + operations, e);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // a dead process closes nothing
    private void die(Path root, FileOps files) throws IOException {
        boolean isDead = false;
        try {
            Lake lake = seeded(root.getFileName().toString(), files);
            load(lake, second);
        } catch (FaultFileOps.Halted e) {
            isDead = true;
        }
        assertThat(isDead).isTrue();
        ProcessDeath.of(root);
    }

    /// The process lives and its user tries again.
    private void stumble(Path root, FileOps files) throws IOException {
        try (Lake lake = seeded(root.getFileName().toString(), files)) {
            try {
                load(lake, second);
            } catch (TidemarkException e) {
                assertThat(e.code()).isIn(ErrorCode.IO, ErrorCode.COMMIT_UNKNOWN);
                assertThat(e).hasMessageContaining("fault injected");
            }
            load(lake, second);
            assertThat(Contents.of(lake)).isEqualTo(after);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The last commit is whole, and the import again ends as one that nothing disturbed.
    private void check(Path root) throws IOException {
        try (Lake lake = Lake.open(root, options(new UnsyncedFileOps()))) {
            assertThat(Contents.of(lake).chunks()).isIn(before.chunks(), after.chunks());
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .isEmpty();
            load(lake, second);
            assertThat(Contents.of(lake)).isEqualTo(after);
            assertThat(lake.maintenance().doctor(true, Progress.NONE).ailing()).isFalse();
            assertThat(lake.maintenance().doctor(false, Progress.NONE).findings())
                    .isEmpty();
            assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
            assertThat(Contents.of(lake)).isEqualTo(after);
        }
    }
}
