package dev.tidemark.sources.update;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.ingest.BatchCommitter;
import dev.tidemark.sources.ingest.DatasetPlan;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.Quarantine;
import dev.tidemark.sources.ingest.ReportBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Loads or updates many series, several at a time, each for itself: one that fails stops no other. The door is [#run].
public final class UpdateRun {
    /// The series attribute that names who delivers it.
    public static final String SOURCE = "source";
    /// The series attribute with the symbol as its provider writes it.
    public static final String PROVIDER_SYMBOL = "provider_symbol";
    /// The series attribute of one whose provider said that it does not reach back to what was asked for.
    public static final String HISTORY_LIMITED = "provider_history_limited";
    /// The series attribute of one that was asked for from as early as there is anything.
    public static final String FROM_EARLIEST = "asked_from_earliest";

    private static final int MOST_THREADS = 64;
    /// Series after which what was written is made durable while others are still asked for.
    private static final int SETTLE_AFTER = 500;

    private UpdateRun() {}

    /// Brings series up to date. What is wrong with one is in the report; a run without news commits nothing.
    ///
    /// @param newDataset the record of a dataset that the lake lacks; its identity is checked against one that exists
    /// @param sessions   an open provider for each name in the tasks
    /// @throws dev.tidemark.lake.TidemarkException `IDENTITY_MISMATCH` when a dataset's data are of another kind;
    ///     `LOCKED`, `CONFLICT`, `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. What was committed stays.
    public static UpdateReport run(
            Lake lake,
            List<SeriesTask> tasks,
            Function<DatasetName, DatasetRecord> newDataset,
            Map<String, ProviderSession> sessions,
            BarGrids grids,
            UpdateJournal journal,
            UpdateOptions options,
            Clock clock,
            Progress progress) {
        Outcomes outcomes = new Outcomes(journal);
        ReportBuilder commits = new ReportBuilder();
        StopSignal stop = new StopSignal();
        try (LakeWriter writer = lake.writer(new Job("update", options.message()));
                Quarantine quarantine = new Quarantine(lake)) {
            DatasetPlan datasets = new DatasetPlan(newDataset);
            BatchCommitter committer =
                    new BatchCommitter(writer, datasets, commits, options.batch(), options.message());
            UpdateContext context = new UpdateContext(
                    lake, writer, datasets, quarantine, committer::head, grids, options, outcomes, clock, stop);
            progress.begin("update", tasks.size(), "series");
            try (Workers<SeriesTask, Decision> workers =
                    Workers.waiting(threads(tasks, sessions), tasks, task -> update(context, sessions, task), stop)) {
                committer.takeAll(workers, tasks.size(), new ByOutcome(progress, outcomes), SETTLE_AFTER);
            } finally {
                progress.end();
                outcomes.flush();
            }
        }
        ImportReport report = commits.build();
        Map<String, Long> calls = new TreeMap<>();
        sessions.forEach((name, session) -> calls.put(name, session.calls()));
        return new UpdateReport(outcomes.all(), report.commits(), calls);
    }

    /// What an update would ask for, by series; those with nothing to ask are left out. Asks nobody.
    public static SortedMap<SeriesKey, FetchPlan> plan(
            Lake lake,
            List<SeriesTask> tasks,
            Map<String, ProviderSession> sessions,
            BarGrids grids,
            UpdateOptions options,
            Clock clock) {
        SortedMap<SeriesKey, FetchPlan> plans = new TreeMap<>();
        Snapshot head = lake.head();
        for (SeriesTask task : tasks) {
            ProviderSession session = sessions.get(task.provider());
            if (session != null) {
                FetchPlan plan = SeriesUpdate.plan(lake, head, task, session, grids, options, clock.instant());
                if (!plan.isEmpty()) {
                    plans.put(task.key(), plan);
                }
            }
        }
        return plans;
    }

    private static Decision update(UpdateContext context, Map<String, ProviderSession> sessions, SeriesTask task) {
        ProviderSession session = sessions.get(task.provider());
        if (session == null) {
            throw new IllegalArgumentException("no session of " + task.provider());
        }
        return new SeriesUpdate(context, task, session).decide();
    }

    /// Twice as many series at a time as the providers take questions: while some wait for an answer, others are
    /// written.
    private static int threads(List<SeriesTask> tasks, Map<String, ProviderSession> sessions) {
        int threads = 2
                * sessions.values().stream()
                        .mapToInt(session -> session.capabilities().rate().concurrency())
                        .sum();
        return Math.max(1, Math.min(Math.min(threads, MOST_THREADS), tasks.size()));
    }

    /// Counts series that are done with, whatever the committer counts.
    private record ByOutcome(Progress progress, Outcomes outcomes) implements Progress {
        @Override
        public void begin(String what, long total, String unit) {}

        @Override
        public void advance(long done) {
            progress.advance(outcomes.takeDone());
        }

        @Override
        public void end() {}
    }
}
