package dev.tidemark.build;

import java.util.List;

/// Looks at what a build is going to do before it does any of it. Not asked when there is nothing to do.
public interface BuildGuard {
    /// Lets everything pass.
    BuildGuard NONE = (recipes, _) -> recipes;

    /// The recipes to build with: the same, in the same order, or ones that refuse some of their series. May itself
    /// commit to the lake, such as verdicts on inputs.
    ///
    /// @param plans what there is to do, stage by stage
    List<Recipe> guarded(List<Recipe> recipes, List<StagePlan> plans);
}
