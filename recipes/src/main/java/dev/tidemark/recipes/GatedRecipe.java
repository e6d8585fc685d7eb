package dev.tidemark.recipes;

import dev.tidemark.build.ForwardingRecipe;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A recipe that refuses a series when one of the series it reads failed its validation, or has none. What it makes,
/// and
/// the keys of what it makes, are those of the recipe behind it.
final class GatedRecipe extends ForwardingRecipe {
    private static final int MOST_NAMED = 5;

    private final Recipe recipe;
    private final Set<DatasetName> gated;
    private final Severity blocking;
    private final boolean isStrict;

    /// @param gated    datasets whose series need a verdict
    /// @param blocking findings from this severity on are refused
    /// @param isStrict whether a series without verdict is refused too
    GatedRecipe(Recipe recipe, Set<DatasetName> gated, Severity blocking, boolean isStrict) {
        super(recipe);
        this.recipe = recipe;
        this.gated = Set.copyOf(gated);
        this.blocking = blocking;
        this.isStrict = isStrict;
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<String> refused = new ArrayList<>();
        for (SeriesKey input : recipe.inputs(snapshot, symbol).series()) {
            if (gated.contains(input.dataset())
                    && snapshot.summary(input).isPresent()
                    && !Verdicts.isSpotless(snapshot, input)) {
                problem(lake, snapshot, input).ifPresent(refused::add);
            }
        }
        if (!refused.isEmpty()) {
            String named = String.join("; ", refused.subList(0, Math.min(MOST_NAMED, refused.size())));
            throw new RecipeException(
                    SeriesFailure.GATED,
                    named + (refused.size() > MOST_NAMED ? "; and " + (refused.size() - MOST_NAMED) + " more" : "")
                            + "; correct the data, set the rule's severity in the config, or build with --no-gate");
        }
        return recipe.wants(lake, snapshot, symbol);
    }

    private Optional<String> problem(Lake lake, Snapshot snapshot, SeriesKey input) {
        Optional<Verdicts.Verdict> verdict = Verdicts.of(lake, snapshot, input);
        if (verdict.isEmpty()) {
            return isStrict
                    ? Optional.of(input + " has no verdict: run `tidemark validate " + input.dataset() + " -s "
                            + input.symbol() + "`")
                    : Optional.empty();
        }
        return verdict.get().from(blocking).stream()
                .findFirst()
                .map(finding -> input + " failed its validation: " + finding.code() + " ("
                        + finding.severity().text() + ") in " + finding.count() + " rows, first "
                        + (finding.samples().isEmpty() ? "-" : finding.samples().getFirst()));
    }

    @Override
    public Recipe checked() {
        return new GatedRecipe(recipe.checked(), gated, blocking, isStrict);
    }
}
