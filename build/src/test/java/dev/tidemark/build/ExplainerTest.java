package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tree of causes of a partition.
class ExplainerTest {
    private static final RollingSum SUM = RollingSum.of("s", 1, 0);
    private static final RollingSum ABOVE = RollingSum.of("above", 0, 1).reading(SUM.output());

    @TempDir
    Path folder;

    private SmallLake lake;

    @BeforeEach
    void build() {
        lake = new SmallLake(folder.resolve("lake"));
        lake.day("A", 0, 1, 2).day("A", 1, 3, 4).save("A");
        lake.build(SUM, ABOVE);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Explanation explain(RollingSum recipe, int day) {
        return new Explainer(lake.lake(), List.of(SUM, ABOVE))
                .explain(new SeriesKey(recipe.output(), "A"), SmallLake.chunk(day));
    }

    @Test
    void causesGoDownToWhatWasImported() {
        Explanation top = explain(ABOVE, 0);

        assertThat(top.name()).isEqualTo("sums/above/A/2024-01-01");
        assertThat(top.state()).isEqualTo("keep");
        assertThat(top.reason()).isEmpty();
        assertThat(top.facts()).contains("recipe rolling-sum 1");
        assertThat(top.inputs()).extracting(Explanation.Input::role).containsExactly("own", "near");
        assertThat(top.inputs()).extracting(Explanation.Input::rows).containsExactly("0+2", "0+1");
        Explanation near = top.inputs().get(1).cause();
        assertThat(near.name()).isEqualTo("sums/s/A/2024-01-02");
        assertThat(near.inputs())
                .extracting(input -> input.role() + " " + input.rows() + " "
                        + input.cause().name() + " " + input.cause().state())
                .containsExactly(
                        "near 1+1 numbers/raw/A/2024-01-01 imported", "own 0+2 numbers/raw/A/2024-01-02 imported");
    }

    @Test
    void aCauseThatChangedIsToldWhereItChanged() {
        lake.day("A", 0, 1, 20).save("A");

        Explanation sum = explain(SUM, 1);
        assertThat(sum.state()).isEqualTo("refresh");
        assertThat(sum.reason()).startsWith("neighbour_changed: numbers/raw/A/2024-01-01");
    }

    @Test
    void whatShallBeMadeAndWhatShallGoIsExplained() {
        lake.day("A", 2, 5).without("A", 0).save("A");

        assertThat(explain(SUM, 2).state()).isEqualTo("create");
        assertThat(explain(SUM, 2).inputs()).hasSize(2);
        assertThat(explain(SUM, 0).state()).isEqualTo("remove");
        assertThat(explain(SUM, 0).inputs().getFirst().cause().state()).isEqualTo("gone");
    }

    @Test
    void whatIsNotAndWillNotBeIsRefused() {
        assertThatThrownBy(() -> explain(SUM, 77))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("sums/s/A/");
    }
}
