package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts recipes into the order of their dependencies: each stage reads what the stages before it make.
final class Stages {
    private final Map<DatasetName, Recipe> byOutput = new LinkedHashMap<>();
    private final Map<DatasetName, Integer> levels = new HashMap<>();

    private Stages(List<Recipe> recipes) {
        for (Recipe recipe : recipes) {
            Recipe other = byOutput.putIfAbsent(recipe.output(), recipe);
            if (other != null) {
                throw new IllegalArgumentException("two recipes make " + recipe.output());
            }
        }
    }

    /// The stages, first to last.
    ///
    /// @throws IllegalArgumentException when recipes need each other, or two make one dataset
    static List<List<Recipe>> of(List<Recipe> recipes) {
        Stages stages = new Stages(recipes);
        List<List<Recipe>> result = new ArrayList<>();
        for (Recipe recipe : recipes) {
            int level = stages.level(recipe, new ArrayList<>());
            while (result.size() <= level) {
                result.add(new ArrayList<>());
            }
            result.get(level).add(recipe);
        }
        return result;
    }

    private int level(Recipe recipe, List<DatasetName> path) {
        Integer known = levels.get(recipe.output());
        if (known != null) {
            return known;
        }
        if (path.contains(recipe.output())) {
            throw new IllegalArgumentException("recipes need each other: " + path + " → " + recipe.output());
        }
        path.add(recipe.output());
        int level = 0;
        for (DatasetName input : recipe.inputs()) {
            Recipe below = byOutput.get(input);
            level = below == null ? level : Math.max(level, level(below, path) + 1);
        }
        path.removeLast();
        levels.put(recipe.output(), level);
        return level;
    }
}
