package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.DatasetName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The order of recipes.
class StagesTest {
    private static final RollingSum A = RollingSum.of("a", 0, 0);
    private static final RollingSum B = RollingSum.of("b", 0, 0).reading(A.output());
    private static final RollingSum C = RollingSum.of("c", 0, 0).reading(B.output());
    private static final RollingSum ALONE = RollingSum.of("alone", 0, 0);

    @Property(tries = 30)
    void whatIsReadIsMadeBeforeWhoeverNamesItFirst(@ForAll long seed) {
        List<Recipe> recipes = new ArrayList<>(List.of(A, B, C, ALONE));
        Collections.shuffle(recipes, new Random(seed));

        List<List<DatasetName>> stages = Stages.of(recipes).stream()
                .map(stage -> List.copyOf(
                        new TreeSet<>(stage.stream().map(Recipe::output).toList())))
                .toList();

        assertThat(stages)
                .containsExactly(List.of(A.output(), ALONE.output()), List.of(B.output()), List.of(C.output()));
    }

    @Test
    void noRecipesHaveNoStages() {
        assertThat(Stages.of(List.of())).isEmpty();
    }

    @Test
    void recipesThatNeedEachOtherAreRefused() {
        RollingSum first = A.reading(C.output());

        assertThatThrownBy(() -> Stages.of(List.of(first, B, C)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sums/a")
                .hasMessageContaining("sums/c");
    }

    @Test
    void aRecipeThatNeedsItselfIsRefused() {
        assertThatThrownBy(() -> Stages.of(List.of(A.reading(A.output()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need each other");
    }

    @Test
    void twoRecipesOfOneDatasetAreRefused() {
        assertThatThrownBy(() -> Stages.of(List.of(A, A.withVersion(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two recipes make sums/a");
    }
}
