package dev.tidemark.query.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeHeaderTest {
    private static final String GOOD = """
        -- A remark without key.
        -- recipe: spread_z
        --version:  12
        -- OUTPUT: features/z
        -- input: t = ticks/raw lookback 20 rows lookahead 2 partitions segment segment_id
        -- input: d = daily/futures
        -- chunk: day
        -- time: datetime

        SELECT 1 -- version: none
        """;

    @Test
    void aHeaderIsReadUpToTheQuery() {
        RecipeHeader header = RecipeHeader.parse(GOOD);
        assertThat(header.name()).isEqualTo("spread_z");
        assertThat(header.version()).isEqualTo(12);
        assertThat(header.output()).isEqualTo(new DatasetName("features", "z"));
        assertThat(header.chunk()).contains(ChunkSize.DAY);
        assertThat(header.time()).contains("datetime");
        assertThat(header.inputs())
                .containsExactly(
                        new SqlInput(
                                "t",
                                new DatasetName("ticks", "raw"),
                                new SqlInput.Reach(20, false),
                                new SqlInput.Reach(2, true),
                                Optional.of("segment_id")),
                        new SqlInput(
                                "d",
                                new DatasetName("daily", "futures"),
                                SqlInput.Reach.NONE,
                                SqlInput.Reach.NONE,
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        -- version: 1 | no line `-- recipe
        -- recipe: a | names no input
        -- recipe: a;-- input: t = x/y | no line `-- output
        -- recipe: a;-- output: x/z;-- input: t = x/y | no line `-- version
        -- recipe: A b;-- version: 1;-- output: x/z;-- input: t = x/y | 'A b' is no name
        -- recipe: a;-- verison: 1 | line 2: 'verison' is no key
        -- recipe: a;-- recipe: b | line 2: 'recipe' stands twice
        -- recipe: | 'recipe' has no value
        -- recipe: a;-- version: 0;-- output: x/z;-- input: t = x/y | line 2: version '0'
        -- recipe: a;-- version: 99999999999;-- output: x/z;-- input: t = x/y | line 2: version
        -- recipe: a;-- version: 1;-- output: x/z;-- input: x/y | line 4: 'x/y' is no input
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t-1 = x/y | line 4: 't-1 = x/y' is no input
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t = x/y lookback 3 | 'lookback 3' is not understood
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t = x/y lookback -3 rows | is not understood
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t = x/y lookback 1 row lookback 2 rows | twice
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t = x/y;-- input: T = x/w | line 5: the input
        -- recipe: a;-- version: 1;-- output: x/z;-- input: t = x/y;-- input: u = x/y | line 5: the input
        -- recipe: a;-- version: 1;-- output: x/y;-- input: t = x/y | line 3: the output is one of the inputs
        -- recipe: a;-- version: 1;-- output: x/z;-- chunk: hour;-- input: t = x/y | line 4: 'hour' is no chunk
        -- recipe: a;-- version: 1;-- output: ../z;-- input: t = x/y | line 3
        """)
    void whatIsWrongIsNamed(String lines, String message) {
        assertThatThrownBy(() -> RecipeHeader.parse(lines.replace(";", "\n")))
                .isInstanceOf(RecipeFileException.class)
                .hasMessageContaining(message);
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 40) String noise) {
        for (String text : new String[] {noise, "-- input: " + noise, GOOD.replace("20 rows", noise)}) {
            try {
                assertThat(RecipeHeader.parse(text).inputs()).isNotEmpty();
            } catch (RecipeFileException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
