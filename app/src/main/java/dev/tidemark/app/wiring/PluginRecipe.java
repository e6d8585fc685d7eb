package dev.tidemark.app.wiring;

import dev.tidemark.build.Description;
import dev.tidemark.build.ForwardingRecipe;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import java.util.List;
import java.util.function.Supplier;

/// A recipe of a plug-in: the digest of its jar is part of its revision, its dataset records its name, and what it
/// throws fails its series, not the build.
final class PluginRecipe extends ForwardingRecipe {
    private final Recipe recipe;
    private final String jar;

    PluginRecipe(Recipe recipe, String jar) {
        super(recipe);
        this.recipe = recipe;
        this.jar = jar;
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RecipeException | TidemarkException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new RecipeException("plugin_failed", "the plug-in's recipe " + id() + " failed: " + e);
        }
    }

    @Override
    public String revision() {
        return recipe.revision().isEmpty() ? jar : jar + " " + recipe.revision();
    }

    @Override
    public Recipe checked() {
        return new PluginRecipe(recipe.checked(), jar);
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return guarded(() -> recipe.inputs(lake, symbol));
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        return guarded(() -> recipe.wants(lake, snapshot, symbol));
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        return guarded(() -> recipe.describe(lake, snapshot, symbol));
    }

    @Override
    public String noteOfEmpty(String chunk) {
        return guarded(() -> recipe.noteOfEmpty(chunk));
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        return guarded(() -> recipe.compute(symbol, want, inputs));
    }

    @Override
    public List<Table> computeTogether(String symbol, List<Want> wants, Inputs inputs) {
        return guarded(() -> recipe.computeTogether(symbol, wants, inputs));
    }
}
