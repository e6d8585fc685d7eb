package dev.tidemark.lake.archive;

import static dev.tidemark.lake.archive.ArchivedLake.contents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FaultFileOps;
import dev.tidemark.lake.io.FaultFileOps.Fault;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LakeCopy;
import dev.tidemark.lake.io.PowerFileOps;
import dev.tidemark.lake.io.ProcessDeath;
import dev.tidemark.lake.io.UnsyncedFileOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A move that dies at any of its file operations loses nothing: each row is in the lake or in the archive, and the
/// next
/// run finishes.
class ArchiveCrashIT {
    @TempDir
    private Path folder;

    private Path template = Path.of("");
    private Path archived = Path.of("");
    private SortedMap<String, String> all;

    /// What dies.
    enum Move {
        ARCHIVE {
            @Override
            void run(Lake lake, Path archive) {
                ArchivedLake.archive(lake, archive);
            }
        },
        RESTORE {
            @Override
            void run(Lake lake, Path archive) {
                ArchivedLake.restore(lake, archive);
            }
        };

        abstract void run(Lake lake, Path archive);
    }

    /// A folder with a lake, and one with a lake of which a part is archived.
    @BeforeEach
    void fill() throws IOException {
        template = folder.resolve("template");
        archived = folder.resolve("archived");
        ArchivedLake.fill(template.resolve("lake"));
        LakeCopy.copy(template, archived);
        try (Lake lake = open(archived, new UnsyncedFileOps())) {
            all = contents(lake);
            ArchivedLake.archive(lake, archived.resolve("cold/archive"));
        }
    }

    private static Lake open(Path place, FileOps files) {
        return Lake.open(place.resolve("lake"), ArchivedLake.options(files));
    }

    private Path start(Move move) {
        return move == Move.ARCHIVE ? template : archived;
    }

    private long operations(Move move) throws IOException {
        Path place = folder.resolve("count");
        LakeCopy.copy(start(move), place);
        FaultFileOps files = FaultFileOps.of(new UnsyncedFileOps(), Fault.HALT, Long.MAX_VALUE);
        try (Lake lake = open(place, files)) {
            move.run(lake, place.resolve("cold/archive"));
        }
        LakeCopy.delete(place);
        return files.operations();
    }

    @ParameterizedTest
    @CsvSource({
        "ARCHIVE, HALT",
        "ARCHIVE, TEAR",
        "ARCHIVE, FAIL",
        "RESTORE, HALT",
        "RESTORE, TEAR",
        "RESTORE, FAIL",
    })
    void aMoveThatIsInterruptedAtAnyOperationLosesNothing(Move move, Fault fault) throws IOException {
        long operations = operations(move);
        assertThat(operations).isGreaterThan(15);
        for (long at = 1; at <= operations; at++) {
            Path place = folder.resolve("case");
            LakeCopy.copy(start(move), place);
            try {
                interrupt(move, place, FaultFileOps.of(new UnsyncedFileOps(), fault, at));
                assertNothingIsLost(move, place);
            } catch (IOException | RuntimeException | AssertionError e) {
                throw new AssertionError(fault + " at operation " + at + " of " + operations + " of " + move, e);
            }
            LakeCopy.delete(place);
        }
    }

    private static void interrupt(Move move, Path place, FileOps files) throws IOException {
        try {
            Lake lake = open(place, files);
            move.run(lake, place.resolve("cold/archive"));
        } catch (FaultFileOps.Halted e) {
            // as wanted
        } catch (TidemarkException e) {
            assertThat(e.code()).isIn(ErrorCode.IO, ErrorCode.COMMIT_UNKNOWN);
        }
        ProcessDeath.of(place.resolve("lake"));
    }

    @ParameterizedTest
    @EnumSource(Move.class)
    void aPowerCutLosesNothing(Move move) throws IOException {
        long operations = operations(move);
        for (long at = 1; at <= operations + 1; at++) {
            Path place = folder.resolve("power");
            LakeCopy.copy(start(move), place);
            PowerFileOps power = new PowerFileOps(place);
            interrupt(move, place, FaultFileOps.of(power, Fault.HALT, at));
            for (PowerFileOps.Luck luck : PowerFileOps.Luck.values()) {
                Path rest = folder.resolve("rest");
                try {
                    power.cut(rest, luck, new Random(at));
                    assertNothingIsLost(move, rest);
                } catch (IOException | RuntimeException | AssertionError e) {
                    throw new AssertionError("power cut at " + at + " of " + move + ", " + luck, e);
                }
                LakeCopy.delete(rest);
            }
            LakeCopy.delete(place);
        }
    }

    private void assertNothingIsLost(Move move, Path place) throws IOException {
        Path archive = place.resolve("cold/archive");
        try (Lake lake = open(place, new UnsyncedFileOps())) {
            SortedMap<String, String> both = contents(archive);
            both.putAll(contents(lake));
            assertThat(both).isEqualTo(all);
            move.run(lake, archive);
            assertThat(contents(lake)).hasSize(move == Move.ARCHIVE ? 3 : all.size());
            assertThat(contents(archive)).hasSize(5);
            SortedMap<String, String> after = contents(archive);
            after.putAll(contents(lake));
            assertThat(after).isEqualTo(all);
            assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .isEmpty();
        }
        try (var files = Files.walk(archive)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".draft"));
        }
    }
}
