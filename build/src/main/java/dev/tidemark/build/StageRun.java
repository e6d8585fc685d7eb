package dev.tidemark.build;

import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes and commits what a stage's plan, or a part of it, says. For one thread, and one use.
final class StageRun {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lake lake;
    private final LakeWriter writer;
    private final BuildOptions options;
    private final Progress progress;
    private final StagePlan plan;
    private final List<SeriesProgress> series = new ArrayList<>();
    private final List<SeriesFailure> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private final SortedMap<DatasetName, BuildReport.Tally> tallies = new TreeMap<>();
    private final Map<SeriesKey, BuildReport.Tally> uncommitted = new HashMap<>();
    private final Map<SeriesKey, Map<String, Digest>> old = new HashMap<>();
    private final Set<SeriesKey> lost = new TreeSet<>();
    private long waitingBytes;
    private long waitingSince;

    StageRun(Lake lake, LakeWriter writer, BuildOptions options, Progress progress, StagePlan plan) {
        this.lake = lake;
        this.writer = writer;
        this.options = options;
        this.progress = progress;
        this.plan = plan;
        for (SeriesPlan each : plan.series()) {
            series.add(new SeriesProgress(each, plan.snapshot().number()));
            old.put(each.key(), contents(each));
        }
    }

    private static Map<String, Digest> contents(SeriesPlan plan) {
        Map<String, Digest> contents = new HashMap<>();
        plan.current()
                .map(Series::partitions)
                .orElse(List.of())
                .forEach(p -> contents.put(p.chunk(), p.content().content()));
        return contents;
    }

    /// Counts what counts when it is committed.
    private void count(SeriesKey key, BuildReport.Tally more) {
        uncommitted.merge(key, more, BuildReport.Tally::plus);
    }

    /// Makes everything.
    ///
    /// @throws TidemarkException `COMMIT_UNKNOWN`, `LOCKED`, `IO` or `CANCELLED`; what is committed is kept
    void run() {
        List<WorkUnit> units = WorkUnit.share(series, options.threads());
        StopSignal stop = new StopSignal();
        int threads = Math.clamp(units.size(), 1, options.threads());
        try (Workers<WorkUnit, WorkUnit.Result> workers =
                new Workers<>(threads, units, unit -> unit.make(lake, writer, stop), stop)) {
            for (int left = units.size(); left > 0; ) {
                WorkUnit.Result result = workers.next(PATIENCE);
                if (result != null) {
                    take(result);
                    left--;
                }
                progress.advance(result == null ? 0 : result.items());
                if (isDue()) {
                    commit();
                }
            }
        }
        commit();
    }

    private void note(MadePartition made) {
        String note = made.partition().isPresent()
                ? ""
                : made.series().plan().recipe().noteOfEmpty(made.chunk());
        if (!note.isEmpty()) {
            notes.add(made.series().key() + ": " + note);
        }
    }

    private void take(WorkUnit.Result result) {
        for (MadePartition made : result.made()) {
            if (waitingBytes == 0) {
                waitingSince = System.nanoTime();
            }
            waitingBytes += made.partition().map(Partition::bytes).orElse(1L);
            count(made);
            note(made);
            made.series().made(made);
        }
        failures.addAll(result.failures());
    }

    private void count(MadePartition made) {
        Digest before = old.getOrDefault(made.series().key(), Map.of()).get(made.chunk());
        Optional<Digest> now = made.partition().map(p -> p.content().content());
        boolean isEqual = before != null && now.equals(Optional.of(before));
        count(
                made.series().key(),
                new BuildReport.Tally(
                        0,
                        before == null && now.isPresent() ? 1 : 0,
                        before != null && now.isPresent() ? 1 : 0,
                        isEqual ? 1 : 0,
                        before != null && now.isEmpty() ? 1 : 0,
                        now.isEmpty() ? 1 : 0,
                        0));
    }

    /// A dataset that gets another configuration changes as a whole, in one commit.
    private boolean isDue() {
        return plan.changes().isEmpty()
                && waitingBytes > 0
                && (waitingBytes >= options.commitBytes()
                        || System.nanoTime() - waitingSince
                                >= options.commitTime().toNanos());
    }

    private void commit() {
        if (!plan.changes().isEmpty() && series.stream().anyMatch(SeriesProgress::isFailed)) {
            waitingBytes = 0;
            return; // a dataset of two configurations must not be
        }
        List<SeriesProgress> waiting = series.stream()
                .filter(each -> each.isDirty() && !lost.contains(each.key()))
                .toList();
        while (!waiting.isEmpty()) {
            Set<String> touched = tryCommit(waiting);
            if (touched.isEmpty()) {
                break;
            }
            waiting.stream()
                    .map(SeriesProgress::key)
                    .filter(key -> touched.contains(key.toString()))
                    .forEach(lost::add);
            waiting =
                    waiting.stream().filter(each -> !lost.contains(each.key())).toList();
        }
        waitingBytes = 0;
    }

    /// Commits, and answers with the series that others changed meanwhile: they are planned again in the next round.
    private Set<String> tryCommit(List<SeriesProgress> waiting) {
        Set<SeriesKey> keys = new TreeSet<>();
        waiting.forEach(each -> keys.add(each.key()));
        try (LakeWriter.Lock _ = writer.lock(keys)) {
            Snapshot head = writer.refresh();
            List<SeriesEdit> edits = waiting.stream()
                    .map(SeriesProgress::edit)
                    .flatMap(Optional::stream)
                    .toList();
            CommitOutcome outcome = writer.commit(options.message(), datasetEdits(head, waiting), edits);
            return switch (outcome) {
                case CommitOutcome.Committed committed -> {
                    commits.add(committed.commit().number());
                    settle(waiting);
                    yield Set.of();
                }
                case CommitOutcome.Nothing _ -> {
                    settle(waiting);
                    yield Set.of();
                }
                case CommitOutcome.Conflict conflict -> conflict.touched();
                case CommitOutcome.Unknown unknown ->
                    throw new TidemarkException(
                            ErrorCode.COMMIT_UNKNOWN,
                            "it could not be learnt whether commit " + unknown.commitId() + " happened ("
                                    + unknown.message() + "); build again: nothing is lost or doubled");
            };
        }
    }

    private void settle(List<SeriesProgress> done) {
        Snapshot head = writer.refresh();
        for (SeriesProgress each : done) {
            if (each.isFinished()) {
                long removed = each.plan().count(Action.REMOVE);
                count(each.key(), new BuildReport.Tally(0, 0, 0, 0, removed, 0, 0));
            }
            BuildReport.Tally tally = uncommitted.remove(each.key());
            if (tally != null) {
                tallies.merge(each.key().dataset(), tally, BuildReport.Tally::plus);
            }
            each.committed(head.summary(each.key()));
        }
    }

    private List<DatasetEdit> datasetEdits(Snapshot head, List<SeriesProgress> waiting) {
        Map<DatasetName, DatasetRecord> records = new LinkedHashMap<>();
        waiting.forEach(
                each -> records.put(each.key().dataset(), each.plan().recipe().record()));
        List<DatasetEdit> edits = new ArrayList<>();
        records.forEach((name, record) -> {
            Optional<DatasetRecord> held = head.dataset(name);
            if (!held.equals(Optional.of(record))) {
                edits.add(new DatasetEdit(name, held, Optional.of(record)));
            }
        });
        return edits;
    }

    SortedMap<DatasetName, BuildReport.Tally> tallies() {
        return tallies;
    }

    List<SeriesFailure> failures() {
        return failures;
    }

    /// The series that others changed meanwhile, as failures: they are such when no round follows.
    List<SeriesFailure> conflicts() {
        return lost.stream()
                .map(key -> new SeriesFailure(
                        key,
                        "conflict",
                        "others changed " + key + " while it was built; build again when they are done"))
                .toList();
    }

    /// What recipes say of partitions without rows.
    List<String> notes() {
        return notes;
    }

    List<Long> commits() {
        return commits;
    }
}
