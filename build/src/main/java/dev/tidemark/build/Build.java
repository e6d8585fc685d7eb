package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the outputs of recipes what they should be, stage by stage. The door is [#run].
public final class Build {
    private static final int MOST_ROUNDS = 5;

    private final Lake lake;
    private List<Recipe> recipes;
    private final BuildGuard guard;
    private final Progress progress;
    private final SortedMap<DatasetName, BuildReport.Tally> tallies = new TreeMap<>();
    private final List<SeriesFailure> failures = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Long> commits = new ArrayList<>();
    private long conflicts;

    private Build(Lake lake, List<Recipe> recipes, BuildGuard guard, Progress progress) {
        this.lake = lake;
        this.recipes = List.copyOf(recipes);
        this.guard = guard;
        this.progress = progress;
    }

    /// Builds, and builds again what others changed meanwhile, until nothing is left. A build with nothing to do writes
    /// nothing. The result does not depend on the number of threads, on the order, or on how often it was interrupted.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `CONFIG_MISMATCH`, `NOT_FOUND`, `LOCKED`, `COMMIT_UNKNOWN`, `IO` or
    ///     `CANCELLED`; what is committed is kept
    public static BuildReport run(Lake lake, List<Recipe> recipes, BuildOptions options, Progress progress) {
        return run(lake, recipes, BuildGuard.NONE, options, progress);
    }

    /// As [#run(Lake, List, BuildOptions, Progress)], with a guard that is asked when there is something to do.
    public static BuildReport run(
            Lake lake, List<Recipe> recipes, BuildGuard guard, BuildOptions options, Progress progress) {
        return new Build(lake, recipes, guard, progress).run(options);
    }

    private BuildReport run(BuildOptions options) {
        Planner planner = Planner.brief(lake, options);
        List<StagePlan> first = planner.plan(recipes, (_, _) -> {});
        first.forEach(plan -> failures.addAll(plan.failures()));
        first.forEach(plan -> notes.addAll(plan.notes()));
        if (first.stream().allMatch(StagePlan::isDone)) {
            first.forEach(this::countKept);
            if (lake.needsFinishing()) {
                lake.writer(new Job("build", options.message())).close();
            }
            return new BuildReport(tallies, failures, List.copyOf(notes), commits, 0);
        }
        failures.clear();
        recipes = guard.guarded(recipes, first);
        List<StagePlan> known = guard == BuildGuard.NONE ? first : List.of();
        int rounds = 0;
        try (LakeWriter writer = lake.writer(new Job("build", options.message()))) {
            BuildOptions now = options;
            while (rounds < MOST_ROUNDS && round(writer, now, rounds == 0 ? known : List.of(), rounds == 0)) {
                rounds++;
                now = now.withoutOverwriting();
            }
        }
        return new BuildReport(tallies, failures, List.copyOf(notes), commits, rounds);
    }

    private void countKept(StagePlan plan) {
        plan.series().forEach(series -> count(series, series.count(Action.KEEP), 0));
    }

    private void count(SeriesPlan series, long kept, long planned) {
        tallies.merge(
                series.key().dataset(), new BuildReport.Tally(planned, 0, 0, 0, 0, 0, kept), BuildReport.Tally::plus);
    }

    /// Goes through all stages.
    ///
    /// @param known plans of the stages, in the first round; those that still hold need not be made again
    /// @return whether anything was done
    private boolean round(LakeWriter writer, BuildOptions options, List<StagePlan> known, boolean isFirst) {
        Planner planner = Planner.brief(lake, options);
        boolean isDone = true;
        failures.clear();
        List<List<Recipe>> stages = Stages.of(recipes);
        for (int i = 0; i < stages.size(); i++) {
            Snapshot head = writer.refresh();
            boolean isKnown = !known.isEmpty() && known.get(i).holds(head);
            StagePlan plan = isKnown ? known.get(i) : planner.planStage(stages.get(i), head);
            failures.addAll(plan.failures());
            notes.addAll(plan.notes());
            if (isFirst || !plan.isDone()) {
                countKept(plan);
            }
            if (plan.isDone()) {
                continue;
            }
            int commitsBefore = commits.size();
            long conflictsBefore = conflicts;
            runStage(planner, writer, options, plan);
            isDone &= commits.size() == commitsBefore && conflicts == conflictsBefore;
        }
        return !isDone;
    }

    private void runStage(Planner planner, LakeWriter writer, BuildOptions options, StagePlan plan) {
        plan.series().forEach(series -> count(series, 0, series.workCount()));
        progress.begin(
                "build", plan.series().stream().mapToLong(SeriesPlan::workCount).sum(), "partitions");
        try {
            planner.inParts(plan, part -> {
                StageRun run = new StageRun(lake, writer, options, progress, part);
                run.run();
                run.tallies().forEach((dataset, tally) -> tallies.merge(dataset, tally, BuildReport.Tally::plus));
                failures.addAll(run.failures());
                notes.addAll(run.notes());
                failures.addAll(run.conflicts());
                conflicts += run.conflicts().size();
                commits.addAll(run.commits());
            });
        } finally {
            progress.end();
        }
    }
}
