package dev.tidemark.app.wiring;

import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeSource;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.query.recipe.SqlRecipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's recipes of a lake: those of its plug-ins, then those of its `recipes/*.sql`, which may read what plug-ins
/// make.
public final class OwnRecipes implements RecipeSource {
    private static final String FOLDER = "recipes";

    private final Path lake;
    private final Plugins plugins;
    private final List<String> problems = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private final Map<String, String> origins = new HashMap<>();

    OwnRecipes(Path lake, Plugins plugins) {
        this.lake = lake;
        this.plugins = plugins;
    }

    @Override
    public List<Recipe> recipes(Datasets datasets) {
        problems.clear();
        problems.addAll(plugins.problems());
        Map<DatasetName, Recipe> made = new LinkedHashMap<>();
        for (Plugins.Recipes plugin : plugins.recipes()) {
            addPlugin(plugin, datasets, made);
        }
        SqlRecipes.Found found = SqlRecipes.read(lake.resolve(FOLDER), name -> record(name, datasets, made));
        problems.addAll(found.problems());
        waiting.clear();
        waiting.addAll(found.waiting());
        found.recipes().forEach((file, recipe) -> add(recipe, FOLDER + "/" + file.getFileName(), made));
        return List.copyOf(made.values());
    }

    private static Optional<DatasetRecord> record(DatasetName name, Datasets datasets, Map<DatasetName, Recipe> made) {
        return Optional.ofNullable(made.get(name)).map(Recipe::record).or(() -> datasets.record(name));
    }

    private void addPlugin(Plugins.Recipes plugin, Datasets datasets, Map<DatasetName, Recipe> made) {
        try {
            for (Recipe recipe : plugin.source().recipes(name -> record(name, datasets, made))) {
                String named = recipe.record().identity().getOrDefault(Recipe.RECIPE, "");
                if (!named.equals(recipe.id()) || !recipe.record().derived()) {
                    problems.add(Plugins.name(plugin.jar()) + ": the record of recipe " + recipe.id()
                            + " is not derived, or names '" + named + "' as its recipe");
                } else {
                    add(new PluginRecipe(recipe, plugin.digest()), Plugins.name(plugin.jar()), made);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            problems.add(Plugins.name(plugin.jar()) + ": failed: " + e);
        }
    }

    private void add(Recipe recipe, String origin, Map<DatasetName, Recipe> made) {
        boolean isNew = made.values().stream().noneMatch(other -> other.id().equals(recipe.id()))
                && !made.containsKey(recipe.output());
        if (!isNew) {
            problems.add(origin + ": another recipe has the name " + recipe.id() + " or makes " + recipe.output());
            return;
        }
        made.put(recipe.output(), recipe);
        origins.put(recipe.id(), origin);
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public List<String> waiting() {
        return List.copyOf(waiting);
    }

    /// The file that a recipe came from when they were last asked for; empty for one that is built in.
    public String origin(String id) {
        return origins.getOrDefault(id, "");
    }
}
