package dev.tidemark.sources.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommitterTest {
    private static final SeriesKey KEY = SeriesKey.parse("bars/1d/X");
    private static final DatasetRecord DAILY =
            new DatasetRecord(BarSchemas.BARS, BarSchemas.VERSION, ChunkSize.ALL, false, new TreeMap<>());

    @TempDir
    Path folder;

    private Lake lake;
    private LakeWriter writer;
    private final ReportBuilder report = new ReportBuilder();
    private final Deque<CommitOutcome> staged = new ArrayDeque<>();

    /// A real writer whose commits end as they are told to, as long as they are told.
    private final class Staged implements LakeWriter {
        @Override
        public Snapshot refresh() {
            return writer.refresh();
        }

        @Override
        public Lock lock(Collection<SeriesKey> keys) {
            return writer.lock(keys);
        }

        @Override
        public Partition write(
                SeriesKey key, DatasetRecord dataset, String chunk, Table table, SortedMap<String, String> attributes) {
            return writer.write(key, dataset, chunk, table, attributes);
        }

        @Override
        public void settle() {
            writer.settle();
        }

        @Override
        public CommitOutcome commit(String message, Collection<DatasetEdit> datasets, Collection<SeriesEdit> series) {
            return staged.isEmpty() ? writer.commit(message, datasets, series) : staged.pop();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        Lake.create(folder, LakeOptions.defaults());
        lake = Lake.open(folder, LakeOptions.defaults());
        writer = lake.writer(new Job("test", "test"));
    }

    @AfterEach
    void close() {
        writer.close();
        lake.close();
    }

    private BatchCommitter committer() {
        DatasetPlan datasets = new DatasetPlan(_ -> DAILY);
        BatchCommitter committer = new BatchCommitter(new Staged(), datasets, report, BatchLimits.DEFAULT, "test");
        datasets.record(committer.head(), KEY.dataset());
        return committer;
    }

    private SeriesState state(double close) {
        TableBuilder rows = new TableBuilder(BarSchemas.BARS);
        rows.setString(BarColumns.SYMBOL, "X");
        rows.setLong(BarColumns.TS, 0);
        rows.setDouble(BarColumns.CLOSE, close);
        rows.endRow();
        Partition partition = writer.write(KEY, DAILY, "all", rows.build(), new TreeMap<>());
        return new SeriesState(BarSchemas.BARS, BarSchemas.VERSION, ChunkSize.ALL, new TreeMap<>(), List.of(partition));
    }

    private PendingSeries pending(int attempts, PendingSeries.Decider decider) {
        RowCounts rows = RowCounts.good(1, 0, 0, 0);
        SeriesDraft draft =
                new SeriesDraft(KEY, DAILY, Optional.empty(), Optional.of(state(attempts)), true, rows, 100);
        SourceReport imported = new SourceReport(
                "x.txt", KEY.toString(), new SourceOutcome.Imported(), rows, List.of(), List.of(), List.of());
        return new PendingSeries(draft, new SingleSource(imported), decider, attempts);
    }

    private static PendingSeries.Decider never() {
        return _ -> {
            throw new AssertionError("decided again");
        };
    }

    private ImportReport commit(PendingSeries series) {
        BatchCommitter committer = committer();
        committer.add(new Decision(List.of(), List.of(series)));
        committer.commit();
        return report.build();
    }

    @Test
    void aConflictThatDidNotTouchTheSeriesIsTriedAgainWithoutANewDecision() {
        staged.add(new CommitOutcome.Conflict(Set.of("bars/1d")));
        staged.add(new CommitOutcome.Conflict(Set.of("bars/1d")));
        assertThat(commit(pending(1, never())).commits()).containsExactly(1L);
    }

    @Test
    void endlessConflictsEndTheRun() {
        for (int i = 0; i < 50; i++) {
            staged.add(new CommitOutcome.Conflict(Set.of("bars/1d")));
        }
        assertThatThrownBy(() -> commit(pending(1, never())))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void anUnknownOutcomeSaysWhereToLook() {
        staged.add(new CommitOutcome.Unknown("c0123", "the disk went away"));
        assertThatThrownBy(() -> commit(pending(1, never())))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN))
                .hasMessageContaining("c0123")
                .hasMessageContaining("tidemark log");
        assertThat(report.build().sources()).isZero();
    }

    @Test
    void aSeriesThatKeepsMovingIsRefusedAtLast() {
        writer.commit(
                "theirs",
                List.of(new DatasetEdit(KEY.dataset(), Optional.empty(), Optional.of(DAILY))),
                List.of(new SeriesEdit(KEY, Optional.empty(), Optional.of(state(-1)))));
        PendingSeries[] next = new PendingSeries[1];
        PendingSeries.Decider again = series -> new Decision(
                List.of(),
                List.of(pending(
                        series.attempts() + 1, moved -> next[0].decider().decide(moved))));
        next[0] = pending(1, again);
        ImportReport done = commit(next[0]);
        assertThat(done.refusals()).hasToString("{conflict=1}");
        assertThat(done.rows()).isEqualTo(RowCounts.refused(1, 0));
        assertThat(done.exitCode()).isEqualTo(5);
        assertThat(done.commits()).isEmpty();
    }

    @Test
    void nothingIsDueBeforeThereIsSomething() {
        BatchCommitter committer = committer();
        assertThat(committer.isDue()).isFalse();
        committer.commit();
        assertThat(lake.head().number()).isZero();
    }
}
