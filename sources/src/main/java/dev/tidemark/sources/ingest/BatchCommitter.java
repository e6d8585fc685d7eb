package dev.tidemark.sources.ingest;

import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.sources.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// Commits series in batches. Nothing of a batch is visible before its commit, and then all of it is.
///
/// A series that others changed since it was decided is decided again on the newest state, up to [#MAX_DECISIONS]
/// times; then its
/// source is reported as refused. For one thread, but [#head()] serves all.
public final class BatchCommitter {
    /// How often a series is decided before its source is refused.
    public static final int MAX_DECISIONS = 3;

    private static final int MAX_CONFLICTS = 10;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long JITTER_MILLIS = 50;

    private final LakeWriter writer;
    private final DatasetPlan datasets;
    private final ReportBuilder report;
    private final BatchLimits limits;
    private final String message;
    private volatile Snapshot head;
    private List<PendingSeries> batch = new ArrayList<>();
    private long bytes;
    private long firstNanos;

    /// @param message one line for the log, the same for every batch
    public BatchCommitter(
            LakeWriter writer, DatasetPlan datasets, ReportBuilder report, BatchLimits limits, String message) {
        this.writer = writer;
        this.datasets = datasets;
        this.report = report;
        this.limits = limits;
        this.message = message;
        this.head = writer.refresh();
    }

    /// The newest state that this run has seen. Thread-safe.
    public Snapshot head() {
        return head;
    }

    /// Takes what was decided.
    public void add(Decision decision) {
        decision.settled().forEach(report::add);
        for (PendingSeries series : decision.pending()) {
            firstNanos = batch.isEmpty() ? System.nanoTime() : firstNanos;
            batch.add(series);
            bytes += series.draft().encodedBytes();
        }
    }

    /// Takes as many decisions as there are items, commits whenever it is time, and at the end.
    ///
    /// @param items number of items that the workers were given
    /// @throws TidemarkException as [#commit()] does; `CANCELLED` when the thread is interrupted
    public void takeAll(Workers<?, Decision> workers, int items, Progress progress) {
        takeAll(workers, items, progress, Integer.MAX_VALUE);
    }

    /// As [#takeAll(Workers, int, Progress)], for workers that wait for others: what they wrote is made durable in the
    /// meantime.
    ///
    /// @param settleAfter decisions after which that is worth a while
    public void takeAll(Workers<?, Decision> workers, int items, Progress progress, int settleAfter) {
        int left = items;
        int unsettled = 0;
        while (left > 0) {
            Decision decision = workers.next(PATIENCE);
            if (decision != null) {
                add(decision);
                left--;
                unsettled++;
                progress.advance(decision.settled().size() + decision.pending().size());
            } else {
                progress.advance(0);
            }
            if (isDue()) {
                commit();
                unsettled = 0;
            } else if (unsettled >= settleAfter) {
                writer.settle();
                unsettled = 0;
            }
        }
        commit();
    }

    /// Whether it is time to commit.
    public boolean isDue() {
        return !batch.isEmpty()
                && (bytes >= limits.bytes()
                        || System.nanoTime() - firstNanos >= limits.time().toNanos());
    }

    /// Commits what waits.
    ///
    /// @throws TidemarkException `COMMIT_UNKNOWN`, `LOCKED`, `CONFLICT` or `IO`
    public void commit() {
        List<PendingSeries> rest = batch;
        batch = new ArrayList<>();
        bytes = 0;
        for (int conflicts = 0; !rest.isEmpty(); conflicts++) {
            if (conflicts > MAX_CONFLICTS) {
                throw new TidemarkException(
                        ErrorCode.CONFLICT,
                        "could not commit " + rest.size() + " series: other writers were faster " + conflicts
                                + " times; import again, what is committed is kept");
            }
            Attempt attempt = commitWhatStands(rest);
            rest = new ArrayList<>(attempt.uncommitted());
            for (PendingSeries series : attempt.moved()) {
                rest.addAll(decideAgain(series));
            }
        }
    }

    /// What is left of an attempt to commit.
    ///
    /// @param moved       series to decide again
    /// @param uncommitted series that others were faster than, though their own state did not move
    private record Attempt(List<PendingSeries> moved, List<PendingSeries> uncommitted) {}

    /// Commits the series whose state is the one they were decided on.
    private Attempt commitWhatStands(List<PendingSeries> wanted) {
        Set<SeriesKey> keys = wanted.stream().map(s -> s.draft().key()).collect(Collectors.toCollection(TreeSet::new));
        try (LakeWriter.Lock _ = writer.lock(keys)) {
            head = writer.refresh();
            datasets.reconcile(head, datasetsOf(wanted));
            Map<Boolean, List<PendingSeries>> stands = wanted.stream().collect(Collectors.partitioningBy(this::stands));
            List<PendingSeries> standing = stands.getOrDefault(true, List.of());
            boolean isDone = standing.isEmpty() || tryCommit(standing);
            return new Attempt(stands.getOrDefault(false, List.of()), isDone ? List.of() : standing);
        }
    }

    private static Set<DatasetName> datasetsOf(List<PendingSeries> series) {
        return series.stream().map(s -> s.draft().key().dataset()).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean stands(PendingSeries series) {
        SeriesDraft draft = series.draft();
        return datasets.isCurrent(draft.key().dataset(), draft.dataset())
                && head.summary(draft.key())
                        .map(SeriesSummary::manifest)
                        .equals(draft.before().map(SeriesSummary::manifest));
    }

    /// @return false when others were faster, so that nothing was committed
    private boolean tryCommit(List<PendingSeries> standing) {
        CommitOutcome outcome = writer.commit(
                message,
                datasets.edits(head, datasetsOf(standing)),
                standing.stream().map(s -> s.draft().edit()).toList());
        return switch (outcome) {
            case CommitOutcome.Committed committed -> {
                report.addCommit(committed.commit().number());
                yield settle(standing);
            }
            case CommitOutcome.Nothing _ -> settle(standing);
            case CommitOutcome.Conflict _ -> {
                pause();
                yield false;
            }
            case CommitOutcome.Unknown unknown ->
                throw new TidemarkException(
                        ErrorCode.COMMIT_UNKNOWN,
                        "it could not be learnt whether commit " + unknown.commitId() + " of " + standing.size()
                                + " series happened (" + unknown.message()
                                + "); look for its id in `tidemark log`, then import again: nothing is lost or"
                                + " doubled");
        };
    }

    private boolean settle(List<PendingSeries> done) {
        head = writer.refresh();
        done.forEach(series -> series.settlement().committed().forEach(report::add));
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, JITTER_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TidemarkException(
                    ErrorCode.CANCELLED, "the import was interrupted; what is committed is kept", e);
        }
    }

    private List<PendingSeries> decideAgain(PendingSeries series) {
        head = writer.refresh();
        if (series.attempts() >= MAX_DECISIONS) {
            String why = "others changed " + series.draft().key() + " " + series.attempts()
                    + " times meanwhile; import it again";
            series.settlement().refused(RefusalReason.CONFLICT, why).forEach(report::add);
            return List.of();
        }
        Decision decision = series.decider().decide(series);
        decision.settled().forEach(report::add);
        return decision.pending();
    }
}
