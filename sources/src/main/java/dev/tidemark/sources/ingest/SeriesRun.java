package dev.tidemark.sources.ingest;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Changes many series of datasets that exist, several at a time, each for itself, and commits them in batches.
public final class SeriesRun {
    private SeriesRun() {}

    /// Decides what becomes of a series. Called by many threads.
    public interface Change {
        /// Decides on one series.
        ///
        /// @param attempt how often it was decided, this time included: others may change the series meanwhile
        Decision decide(Scene scene, SeriesKey key, int attempt);
    }

    /// What all series of a run share.
    ///
    /// @param head the newest state that the run has seen
    public record Scene(Lake lake, LakeWriter writer, DatasetPlan datasets, Supplier<Snapshot> head, StopSignal stop) {}

    /// Goes through some series. What is wrong with one is for the change to report.
    ///
    /// @param job kind and message of the commits
    /// @return numbers of the commits made, ascending
    /// @throws TidemarkException `LOCKED`, `CONFLICT`, `COMMIT_UNKNOWN` or `IO` when a commit failed; `CANCELLED`. What
    ///     was committed stays.
    public static List<Long> run(
            Lake lake, Job job, List<SeriesKey> keys, BatchLimits limits, Progress progress, Change change) {
        ReportBuilder report = new ReportBuilder();
        StopSignal stop = new StopSignal();
        AtomicLong done = new AtomicLong();
        try (LakeWriter writer = lake.writer(job)) {
            DatasetPlan datasets = new DatasetPlan(name -> lake.head()
                    .dataset(name)
                    .orElseThrow(() ->
                            new TidemarkException(ErrorCode.NOT_FOUND, "dataset " + name + " vanished meanwhile")));
            BatchCommitter committer = new BatchCommitter(writer, datasets, report, limits, job.message());
            Scene scene = new Scene(lake, writer, datasets, committer::head, stop);
            progress.begin(job.kind(), keys.size(), "series");
            try (Workers<SeriesKey, Decision> workers = new Workers<>(
                    threads(keys.size()),
                    keys,
                    key -> {
                        Decision decision = change.decide(scene, key, 1);
                        done.incrementAndGet();
                        return decision;
                    },
                    stop)) {
                committer.takeAll(workers, keys.size(), new ByDecision(progress, done));
            } finally {
                progress.end();
            }
        }
        return report.build().commits();
    }

    private static int threads(int items) {
        return Math.max(1, Math.min(items, Runtime.getRuntime().availableProcessors()));
    }

    /// Counts series that were decided, whatever the committer counts.
    private record ByDecision(Progress progress, AtomicLong decided) implements Progress {
        @Override
        public void begin(String what, long total, String unit) {}

        @Override
        public void advance(long done) {
            progress.advance(decided.getAndSet(0));
        }

        @Override
        public void end() {}
    }
}
