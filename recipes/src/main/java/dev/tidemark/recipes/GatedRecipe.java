package dev.tidemark.recipes;

import dev.tidemark.build.ForwardingRecipe;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.build.Want;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// A recipe that refuses a series when one of the series it reads failed its validation, or has none. What it makes,
/// and
/// the keys of what it makes, are those of the recipe behind it.
final class GatedRecipe extends ForwardingRecipe {
    private static final int MOST_NAMED = 5;

    private final Recipe recipe;
    private final Gate gate;

    GatedRecipe(Recipe recipe, Gate gate) {
        super(recipe);
        this.recipe = recipe;
        this.gate = gate;
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<String> refused = new ArrayList<>();
        for (SeriesKey input : recipe.inputs(snapshot, symbol).series()) {
            gate.problem(lake, snapshot, input).ifPresent(refused::add);
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

    @Override
    public Recipe checked() {
        return new GatedRecipe(recipe.checked(), gate);
    }
}
