package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Explains partitions from what they record of their making and from what a build would do now.
public final class Explainer {
    private static final int MOST_DEEP = 6;

    private final Lake lake;
    private final Snapshot head;
    private final Map<DatasetName, Recipe> recipes = new HashMap<>();
    private final Map<SeriesKey, Map<String, PlannedPartition>> plans = new HashMap<>();

    /// @param recipes of the derived datasets
    public Explainer(Lake lake, List<Recipe> recipes) {
        this.lake = lake;
        this.head = lake.head();
        recipes.forEach(recipe -> this.recipes.put(recipe.output(), recipe));
    }

    /// Explains a partition that is stored, or that there should be.
    ///
    /// @throws TidemarkException `NOT_FOUND` when it is neither
    public Explanation explain(SeriesKey key, String chunk) {
        Optional<Partition> stored = stored(key, chunk);
        if (stored.isEmpty() && !lines(key).containsKey(chunk)) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "there is no " + key + "/" + chunk + ", and no recipe would make it; `tidemark info " + key
                            + "` lists its chunks");
        }
        return explain(key, chunk, stored, 0);
    }

    private Optional<Partition> stored(SeriesKey key, String chunk) {
        return head.series(key).flatMap(series -> series.partition(chunk));
    }

    private Explanation explain(SeriesKey key, String chunk, Optional<Partition> stored, int depth) {
        String name = key + "/" + chunk;
        Recipe recipe = recipes.get(key.dataset());
        if (recipe == null) {
            List<String> facts = new ArrayList<>();
            stored.ifPresent(p -> facts.add("content " + p.content().content().shortHex() + ", " + p.rows() + " rows"));
            head.series(key)
                    .ifPresent(series -> series.attributes().forEach((field, value) -> facts.add(field + " " + value)));
            return new Explanation(name, stored.isPresent() ? "imported" : "gone", "", facts, List.of());
        }
        PlannedPartition line = lines(key).get(chunk);
        String state = line == null ? "gone" : line.action().text();
        String reason = line == null ? "" : line.reason().map(Reason::toString).orElse("");
        Optional<Lineage> lineage = stored.flatMap(Lineage::of).or(() -> wanted(recipe, key, line));
        List<String> facts = new ArrayList<>();
        List<Explanation.Input> inputs = new ArrayList<>();
        lineage.ifPresent(made -> {
            facts.add("recipe " + made.recipe());
            facts.add("configuration " + made.config());
            made.facts().forEach((field, value) -> facts.add(field + " " + value));
            if (made.isMany()) {
                facts.add("inputs " + made.many());
            }
            made.inputs().forEach(input -> inputs.add(input(input, depth)));
        });
        stored.ifPresent(p -> facts.add("content " + p.content().content().shortHex() + ", " + p.rows() + " rows"));
        return new Explanation(name, state, reason, facts, inputs);
    }

    private static Optional<Lineage> wanted(Recipe recipe, SeriesKey key, @Nullable PlannedPartition line) {
        return Optional.ofNullable(line)
                .flatMap(PlannedPartition::want)
                .map(want -> Lineage.of(recipe, key.symbol(), new TreeMap<>(), want));
    }

    private Explanation.Input input(Lineage.Input input, int depth) {
        String name = input.name();
        int slash = name.lastIndexOf('/');
        SeriesKey key = SeriesKey.parse(name.substring(0, slash));
        String chunk = name.substring(slash + 1);
        Explanation cause = depth < MOST_DEEP
                ? explain(key, chunk, stored(key, chunk), depth + 1)
                : new Explanation(name, "", "", List.of(), List.of());
        return new Explanation.Input(
                input.isOwn() ? "own" : "near", input.firstRow() + "+" + input.rows(), input.digest(), cause);
    }

    private Map<String, PlannedPartition> lines(SeriesKey key) {
        return plans.computeIfAbsent(key, this::plan);
    }

    private Map<String, PlannedPartition> plan(SeriesKey key) {
        Map<String, PlannedPartition> lines = new HashMap<>();
        Recipe recipe = recipes.get(key.dataset());
        if (recipe != null) {
            try {
                new SeriesPlanner(lake, head, Selection.ALL, false, Optional.of(new PastCrowds(lake)))
                        .planAll(recipe, key.symbol())
                        .partitions()
                        .forEach(line -> lines.put(line.chunk(), line));
            } catch (RecipeException e) {
                // then nothing can be said of what a build would do
            }
        }
        return lines;
    }
}
