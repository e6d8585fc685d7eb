package dev.tidemark.sources.stooq;

import static dev.tidemark.sources.TestLake.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Adjustment;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.ingest.BatchLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others do between the reading of a source and its commit, and what stops a run. The hook is the progress that a
/// run reports
/// after it has decided on a source and before it commits.
class StooqConcurrencyTest {
    @TempDir
    Path folder;

    private TestLake lake;
    private TestLake other;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        other = new TestLake(folder.resolve("other"));
    }

    @AfterEach
    void close() {
        lake.close();
        other.close();
    }

    /// Runs something each time a source was decided.
    private static Progress whenDecided(Runnable action) {
        return new Progress() {
            @Override
            public void begin(String what, long total, String unit) {}

            @Override
            public void advance(long done) {
                if (done > 0) {
                    action.run();
                }
            }

            @Override
            public void end() {}
        };
    }

    private ImportReport load(Progress progress, UnaryOperator<StooqImportOptions> how, Path... paths) {
        return StooqImport.run(lake.lake, how.apply(StooqImportOptions.of(List.of(paths))), progress);
    }

    @Test
    void equalDataOfAFasterWriterMakeOursUnchanged() {
        Path file = lake.daily("a.us.txt", days(10));
        ImportReport report = load(whenDecided(() -> lake.load(file)), o -> o, file);
        assertThat(report.rows()).isEqualTo(RowCounts.good(0, 10, 0, 0));
        assertThat(report.commits()).isEmpty();
        assertThat(lake.head()).isOne();
    }

    @Test
    void otherDataOfAFasterWriterAreReplacedAfterASecondLook() {
        Path file = lake.daily("a.us.txt", days(10));
        Path theirs = other.daily("a.us.txt", days(8));
        ImportReport report = load(whenDecided(() -> lake.load(theirs)), o -> o, file);
        assertThat(report.rows()).isEqualTo(RowCounts.good(2, 8, 0, 0));
        assertThat(report.commits()).containsExactly(2L);
    }

    @Test
    void aFasterWriterThatWouldMakeOursShrinkWins() {
        Path file = lake.daily("a.us.txt", days(10));
        Path theirs = other.daily("a.us.txt", days(30));
        ImportReport report = load(whenDecided(() -> lake.load(theirs)), o -> o, file);
        assertThat(report.refusals()).hasToString("{would_shrink=1}");
        assertThat(lake.read("bars/1d/A.US").rows()).isEqualTo(30);
    }

    @Test
    void aDatasetThatOthersMadeMeanwhileIsUsed() {
        Path file = lake.daily("a.us.txt", days(40));
        Path theirs = other.daily("b.us.txt", days(40));
        ImportReport report =
                load(whenDecided(() -> lake.load(o -> o.withChunk(ChunkSize.MONTH), theirs)), o -> o, file);
        assertThat(report.rows()).isEqualTo(RowCounts.good(40, 0, 0, 0));
        assertThat(lake.series("bars/1d/A.US").chunkSize()).isEqualTo(ChunkSize.MONTH);
        assertThat(lake.series("bars/1d/A.US").partitions()).hasSize(2);
    }

    @Test
    void aDatasetOfAnotherKindThatOthersMadeMeanwhileStopsTheRun() {
        Path file = lake.daily("a.us.txt", days(4));
        Path theirs = other.daily("b.us.txt", days(4));
        Progress progress = whenDecided(() -> lake.load(o -> o.withAdjustment(Adjustment.NONE), theirs));
        assertThatThrownBy(() -> load(progress, o -> o, file))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_MISMATCH));
    }

    @Test
    void cancellingKeepsWhatIsCommittedAndLeavesNothingBehind() {
        for (int i = 0; i < 50; i++) {
            lake.daily("s%02d.us.txt".formatted(i), days(4));
        }
        AtomicInteger decided = new AtomicInteger();
        Progress progress = whenDecided(() -> {
            if (decided.incrementAndGet() == 20) {
                throw new TidemarkException(ErrorCode.CANCELLED, "cancelled");
            }
        });
        BatchLimits each = new BatchLimits(1, Duration.ofHours(1));
        assertThatThrownBy(() -> load(progress, o -> o.withBatch(each), lake.in))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(lake.lake.head().seriesCount()).isEqualTo(19);
        assertThat(lake.lake.folder().resolve(".tidemark/tmp")).isEmptyDirectory();
        assertThat(lake.load(lake.in).count("unchanged")).isEqualTo(19);
        assertThat(lake.lake.head().seriesCount()).isEqualTo(50);
    }
}
