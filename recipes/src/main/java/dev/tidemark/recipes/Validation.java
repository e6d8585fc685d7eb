package dev.tidemark.recipes;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildGuard;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.Selection;
import dev.tidemark.build.SeriesPlan;
import dev.tidemark.build.StagePlan;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.rule.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Validation as a part of builds. Verdicts are partitions of `validation/…` datasets, made by a recipe like everything
/// derived: what did not change is not checked again.
public final class Validation {
    private final ValidationSettings settings;

    public Validation(ValidationSettings settings) {
        this.settings = settings;
    }

    /// Whether there are rules for a dataset: imported or loaded bars, quote bars, ticks and trades.
    public static boolean isChecked(Snapshot head, DatasetName dataset) {
        return RuleKind.of(dataset).isPresent()
                && head.dataset(dataset).map(record -> !record.derived()).orElse(false);
    }

    /// Makes the verdicts that are missing or older than the data, the rules or the calendar.
    ///
    /// @param series which series of which datasets
    /// @throws dev.tidemark.lake.TidemarkException as [Build#run] does
    public BuildReport update(
            Lake lake, Map<DatasetName, Predicate<String>> series, int threads, String message, Progress progress) {
        Snapshot head = lake.head();
        List<Recipe> recipes = new ArrayList<>();
        series.forEach((dataset, wanted) -> {
            DatasetRecord record = head.dataset(dataset).orElseThrow();
            recipes.add(new ValidationRecipe(dataset, record, settings, wanted));
        });
        BuildOptions options = BuildOptions.of(message)
                .withThreads(threads)
                .withSelection(selection(head, series))
                .allowingRemoval();
        return Build.run(lake, recipes, options, progress);
    }

    /// The symbols that are wanted; all when all of the datasets are, so that verdicts on what is gone go too.
    private static Selection selection(Snapshot head, Map<DatasetName, Predicate<String>> series) {
        Set<String> chosen = new TreeSet<>();
        boolean isAll = true;
        for (Map.Entry<DatasetName, Predicate<String>> each : series.entrySet()) {
            for (SeriesKey key : head.series(each.getKey())) {
                boolean isWanted = each.getValue().test(key.symbol());
                isAll &= isWanted;
                if (isWanted) {
                    chosen.add(key.symbol());
                }
            }
        }
        return isAll ? Selection.ALL : Selection.of(chosen);
    }

    /// A guard that validates what a build is going to read, and refuses series that read what failed.
    ///
    /// @param blocking findings from this severity on are refused; so are series with rows after `now` when that is as
    ///                 severe
    /// @param now      when the build runs; what is made does not depend on it, only whether it is made
    public BuildGuard guard(Lake lake, Severity blocking, Instant now, int threads, Progress progress) {
        return (recipes, plans) -> {
            Snapshot head = lake.head();
            Map<DatasetName, Set<String>> read = read(head, plans);
            if (read.isEmpty()) {
                return recipes;
            }
            Map<DatasetName, Predicate<String>> wanted = new TreeMap<>();
            read.forEach((dataset, symbols) -> wanted.put(dataset, symbols::contains));
            update(lake, wanted, threads, "validate what a build reads", progress);
            FutureGate future = new FutureGate(settings, blocking, now);
            return gated(recipes, new Gate(read.keySet(), blocking, Optional.of(future)));
        };
    }

    /// Recipes that refuse series whose verdict is bad; those without a verdict pass.
    public static List<Recipe> gated(Snapshot head, List<Recipe> recipes, Severity blocking) {
        Set<DatasetName> checked = new TreeSet<>();
        for (DatasetName dataset : head.datasets()) {
            if (isChecked(head, dataset)) {
                checked.add(dataset);
            }
        }
        return gated(recipes, new Gate(checked, blocking, Optional.empty()));
    }

    private static List<Recipe> gated(List<Recipe> recipes, Gate gate) {
        List<Recipe> gated = new ArrayList<>(recipes.size());
        for (Recipe recipe : recipes) {
            boolean reads = recipe.inputs().stream().anyMatch(gate.datasets()::contains);
            gated.add(reads ? new GatedRecipe(recipe, gate) : recipe);
        }
        return gated;
    }

    /// The series with rules that planned work reads.
    private static Map<DatasetName, Set<String>> read(Snapshot head, List<StagePlan> plans) {
        Map<DatasetName, Set<String>> read = new TreeMap<>();
        for (StagePlan plan : plans) {
            for (SeriesPlan series : plan.series()) {
                if (!series.isDone()) {
                    for (SeriesKey input : inputs(head, series)) {
                        if (isChecked(head, input.dataset())) {
                            read.computeIfAbsent(input.dataset(), _ -> new HashSet<>())
                                    .add(input.symbol());
                        }
                    }
                }
            }
        }
        return read;
    }

    private static List<SeriesKey> inputs(Snapshot head, SeriesPlan series) {
        try {
            return series.recipe().inputs(head, series.key().symbol()).series();
        } catch (RecipeException e) {
            return List.of(); // the build says so
        }
    }
}
