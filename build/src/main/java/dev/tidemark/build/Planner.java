package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Says what is to be done to make the outputs of some recipes what they should be, and why. Writes nothing.
public final class Planner {
    private static final long FEW = 100;

    private final Lake lake;
    private final BuildOptions options;
    private final Optional<PastCrowds> crowds;

    /// A planner that names the input that changed, even if it is one of thousands.
    public Planner(Lake lake, BuildOptions options) {
        this(lake, options, Optional.of(new PastCrowds(lake)));
    }

    private Planner(Lake lake, BuildOptions options, Optional<PastCrowds> crowds) {
        this.lake = lake;
        this.options = options;
        this.crowds = crowds;
    }

    /// A planner that does not look for the one of thousands of inputs that changed.
    static Planner brief(Lake lake, BuildOptions options) {
        return new Planner(lake, options, Optional.empty());
    }

    /// Takes the plan of a series with all its lines.
    public interface Sink {
        /// Takes one.
        ///
        /// @param head what it was planned on
        void take(Snapshot head, SeriesPlan plan);
    }

    /// Plans all stages on one state of the lake. Series that read what an earlier stage is going to change are
    /// pending: what is to be done to them can be said when that is committed.
    ///
    /// @param sink is given every series with its lines; what is returned has them only while they are few, so that
    ///             memory does not grow with the number of partitions
    /// @throws TidemarkException `CONFIG_MISMATCH` when a dataset was built with another configuration; `NOT_FOUND` for
    ///     a symbol that no recipe can make
    public List<StagePlan> plan(List<Recipe> recipes, Sink sink) {
        Snapshot head = lake.head();
        List<StagePlan> plans = new ArrayList<>();
        Set<SeriesKey> moving = new HashSet<>();
        for (List<Recipe> stage : Stages.of(recipes)) {
            StagePlan plan = plan(stage, head, moving, sink);
            plan.series().stream().filter(series -> !series.isDone()).forEach(series -> moving.add(series.key()));
            plans.add(plan);
        }
        checkSymbols(recipes, head);
        return plans;
    }

    /// Plans one stage.
    StagePlan planStage(List<Recipe> stage, Snapshot head) {
        return plan(stage, head, Set.of(), (_, _) -> {});
    }

    private StagePlan plan(List<Recipe> stage, Snapshot head, Set<SeriesKey> moving, Sink sink) {
        StageLines lines = new StageLines(head, sink);
        Map<Recipe, List<String>> changes = new HashMap<>();
        for (Recipe recipe : stage) {
            List<String> differences = Gate.check(recipe, head, options.selection(), options.overwrites());
            if (!differences.isEmpty()) {
                changes.put(recipe, differences);
            }
            planRecipe(recipe, head, moving, lines);
        }
        if (!options.allowsRemoval()) {
            checkRemovals(lines.plans);
        }
        return new StagePlan(head, lines.plans, lines.failures, changes);
    }

    /// The plans of a stage as they come, with all their lines as long as those are few.
    private final class StageLines {
        private final List<SeriesPlan> plans = new ArrayList<>();
        private final List<SeriesFailure> failures = new ArrayList<>();
        private final Snapshot head;
        private final Sink sink;
        private long held;

        StageLines(Snapshot head, Sink sink) {
            this.head = head;
            this.sink = sink;
        }

        void add(SeriesPlan plan) {
            sink.take(head, plan);
            if (plan.isDone()) {
                plans.add(plan.outline());
                return;
            }
            held += plan.partitions().size();
            plans.add(held <= options.linesAtOnce() ? plan : plan.outline());
        }
    }

    private void planRecipe(Recipe recipe, Snapshot head, Set<SeriesKey> moving, StageLines lines) {
        SeriesPlanner planner = seriesPlanner(head);
        for (String symbol : symbols(recipe, head)) {
            SeriesKey key = new SeriesKey(recipe.output(), symbol);
            try {
                SeriesInputs inputs = recipe.inputs(head, symbol);
                if (inputs.series().stream().anyMatch(moving::contains)) {
                    lines.add(pending(recipe, key, head.summary(key), inputs));
                    continue;
                }
                SeriesPlan plan = planner.plan(recipe, symbol);
                checkFacts(plan, head);
                lines.add(plan);
            } catch (RecipeException e) {
                lines.failures.add(new SeriesFailure(key, e.code(), String.valueOf(e.getMessage())));
            }
        }
    }

    private SeriesPlanner seriesPlanner(Snapshot head) {
        return new SeriesPlanner(lake, head, options.selection(), options.overwrites(), crowds);
    }

    /// Gives a stage's work in parts that fit into memory, all lines present; what reads the same series comes
    /// together.
    /// A dataset that gets another configuration is one part.
    ///
    /// @param run makes one part before the next is planned
    void inParts(StagePlan plan, Consumer<StagePlan> run) {
        List<SeriesPlan> work = plan.series().stream()
                .filter(series -> !series.isDone())
                .sorted(Comparator.comparing((SeriesPlan series) -> series.key().symbol())
                        .thenComparing(SeriesPlan::key))
                .toList();
        SeriesPlanner planner = seriesPlanner(plan.snapshot());
        List<SeriesPlan> part = new ArrayList<>();
        long held = 0;
        for (SeriesPlan series : work) {
            part.add(
                    series.isOutline()
                            ? planner.plan(series.recipe(), series.key().symbol())
                            : series);
            held += series.workCount();
            if (held >= options.linesAtOnce() && plan.changes().isEmpty()) {
                run.accept(plan.withSeries(part));
                part.clear();
                held = 0;
            }
        }
        if (!part.isEmpty()) {
            run.accept(plan.withSeries(part));
        }
    }

    private static SeriesPlan pending(
            Recipe recipe, SeriesKey key, Optional<SeriesSummary> before, SeriesInputs inputs) {
        PlannedPartition all = new PlannedPartition(
                "*",
                Action.PENDING,
                Optional.of(new Reason(Reason.Code.UPSTREAM, "what it reads is built first")),
                Optional.empty());
        return new SeriesPlan(
                recipe,
                key,
                before,
                Optional.empty(),
                inputs.facts(),
                Digest.of(new byte[0]),
                List.of(all),
                false,
                Map.of(Action.PENDING, 1L),
                Description.NONE,
                new TreeMap<>());
    }

    /// Facts that hold for a whole series are part of the gate.
    private void checkFacts(SeriesPlan plan, Snapshot head) {
        if (options.overwrites() || plan.isDone()) {
            return;
        }
        Optional<Series> series = plan.current().or(() -> head.series(plan.key()));
        List<String> differences =
                series.map(s -> Gate.factDifferences(s, plan.facts())).orElse(List.of());
        if (!differences.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.CONFIG_MISMATCH,
                    plan.key() + " was built with other facts: " + String.join("; ", differences)
                            + "; give --set NAME to build another set beside it, or --overwrite to build it anew");
        }
    }

    /// The symbols to plan: those that can be made, and those that were.
    private Set<String> symbols(Recipe recipe, Snapshot head) {
        TreeSet<String> symbols = new TreeSet<>(recipe.symbols(head));
        head.series(recipe.output()).forEach(key -> symbols.add(key.symbol()));
        symbols.removeIf(symbol -> !options.selection().holds(symbol) && !symbol.equals(SeriesKey.NO_SYMBOL));
        return symbols;
    }

    private void checkSymbols(List<Recipe> recipes, Snapshot head) {
        Set<String> unknown = new TreeSet<>(options.selection().symbols());
        for (Recipe recipe : recipes) {
            unknown.removeAll(recipe.symbols(head));
            head.series(recipe.output()).forEach(key -> unknown.remove(key.symbol()));
        }
        if (!unknown.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "nothing to build for " + String.join(", ", unknown)
                            + ": no input of these targets has that symbol; `tidemark list` shows what there is");
        }
    }

    private static void checkRemovals(List<SeriesPlan> plans) {
        Map<String, long[]> byDataset = new LinkedHashMap<>();
        for (SeriesPlan plan : plans) {
            long[] counts = byDataset.computeIfAbsent(plan.key().dataset().toString(), _ -> new long[2]);
            counts[0] += plan.count(Action.REMOVE);
            counts[1] += plan.before().map(SeriesSummary::partitions).orElse(0);
        }
        byDataset.forEach((dataset, counts) -> {
            if (counts[0] > FEW && counts[0] * 10 > counts[1]) {
                throw new TidemarkException(
                        ErrorCode.USAGE,
                        "refused: " + counts[0] + " of the " + counts[1] + " partitions of " + dataset
                                + " would go, since their inputs are gone; give --allow-removal if that is right");
            }
        });
    }
}
