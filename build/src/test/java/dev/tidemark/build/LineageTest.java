package dev.tidemark.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.Lineage.Input;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.table.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What a partition records of its making: nothing is lost, nothing looks like something else, and every difference has
/// its name.
class LineageTest {
    private static final Want WANT = Want.of("2024-01-02", List.of());
    private static final Input OWN = new Input(true, "numbers/raw/A B/2024-01-02", 0, 3, "0123456789abcdef");
    private static final Input NEAR = new Input(false, "numbers/raw/A B/2024-01-01", 1, 2, "1123456789abcdef");
    private static final Lineage MADE = lineage(Map.of("tick", "0.5"), List.of(NEAR, OWN));

    private static Lineage lineage(Map<String, String> facts, List<Input> inputs) {
        return new Lineage("sum 1", "c0", "A B", new TreeMap<>(facts), inputs, "");
    }

    /// As it is read back from a partition that records it.
    private static Lineage stored(Lineage lineage) {
        Digest none = Digest.of(new byte[0]);
        ContentDigest content = new ContentDigest(none, List.of(), List.of());
        return Lineage.of(new Partition("2024-01-02", 1, 1, none, content, 0, 0, lineage.attributes(WANT)))
                .orElseThrow();
    }

    /// Texts of lines, equals signs, backslashes, spaces and letters of all scripts.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("=\\\n\r ne own fact\u2028é€").ofMaxLength(12),
                Arbitraries.strings()
                        .all()
                        .ofMaxLength(8)
                        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }

    @Provide
    Arbitrary<SortedMap<String, String>> facts() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(4).map(TreeMap::new);
    }

    @Property
    void whatIsRecordedIsReadBack(@ForAll("facts") SortedMap<String, String> facts) {
        Lineage lineage = lineage(facts, List.of(NEAR, OWN));

        assertThat(stored(lineage)).isEqualTo(lineage);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void otherFactsHaveAnotherKey(
            @ForAll("facts") SortedMap<String, String> some, @ForAll("facts") SortedMap<String, String> others) {
        assertThat(lineage(some, List.of(OWN))
                        .key(WANT)
                        .equals(lineage(others, List.of(OWN)).key(WANT)))
                .isEqualTo(some.equals(others));
    }

    @Test
    void aFactCannotPassForAnInput() {
        Lineage honest = lineage(Map.of("a", "b"), List.of(OWN));
        Lineage forged = lineage(Map.of("a", "b\n" + OWN.text()), List.of());

        assertThat(forged.key(WANT)).isNotEqualTo(honest.key(WANT));
        assertThat(stored(forged).inputs()).isEmpty();
    }

    @Test
    void anAttributeCannotPassForAnother() {
        Want one = new Want("2024-01-02", List.of(), new TreeMap<>(), new TreeMap<>(Map.of("a", "1\nattribute b=2")));
        Want two = new Want("2024-01-02", List.of(), new TreeMap<>(), new TreeMap<>(Map.of("a", "1", "b", "2")));

        assertThat(MADE.key(one)).isNotEqualTo(MADE.key(two));
    }

    @Test
    void everyPartOfALineageIsInItsKey() {
        Digest key = MADE.key(WANT);

        assertThat(List.of(
                        new Lineage("sum 2", "c0", "A B", MADE.facts(), MADE.inputs(), "").key(WANT),
                        new Lineage("sum 1", "c1", "A B", MADE.facts(), MADE.inputs(), "").key(WANT),
                        new Lineage("sum 1", "c0", "A", MADE.facts(), MADE.inputs(), "").key(WANT),
                        lineage(Map.of("tick", "1"), MADE.inputs()).key(WANT),
                        lineage(MADE.facts(), List.of(OWN, NEAR)).key(WANT),
                        lineage(MADE.facts(), List.of(OWN)).key(WANT),
                        MADE.key(Want.of("2024-01-03", List.of()))))
                .doesNotContain(key)
                .doesNotHaveDuplicates();
    }

    @Test
    void differencesAreNamedFromTheFirstCauseToTheLast() {
        assertThat(change(new Lineage("sum 2", "c1", "A B", new TreeMap<>(), List.of(), "")))
                .isEqualTo("recipe_changed: sum 1 → sum 2");
        assertThat(change(new Lineage("sum 1", "c1", "A B", new TreeMap<>(), List.of(), "")))
                .isEqualTo("config_changed: c0 → c1");
        assertThat(change(lineage(Map.of("tick", "1"), List.of()))).isEqualTo("fact_changed: tick 0.5 → 1");
    }

    @Test
    void aFactThatCameOrWentIsNamed() {
        assertThat(change(lineage(Map.of("tick", "0.5", "zone", "UTC"), MADE.inputs())))
                .isEqualTo("fact_changed: zone unset → UTC");
        assertThat(change(lineage(Map.of(), MADE.inputs()))).isEqualTo("fact_changed: tick 0.5 → unset");
    }

    @Test
    void factsOfASpliceHaveTheirOwnCodes() {
        assertThat(change(lineage(Map.of("tick", "0.5", "segment_id", "2"), MADE.inputs())))
                .startsWith("segment_changed: ");
        assertThat(change(lineage(Map.of("tick", "0.5", "main_contract", "x"), MADE.inputs())))
                .startsWith("schedule_changed: ");
    }

    @Test
    void theOwnInputIsNamedBeforeANeighbour() {
        Input own = new Input(true, OWN.name(), 0, 3, "2222222222222222");
        Input near = new Input(false, NEAR.name(), 1, 2, "3333333333333333");

        assertThat(change(lineage(MADE.facts(), List.of(near, own))))
                .isEqualTo("input_changed: numbers/raw/A B/2024-01-02 0123456789abcdef → 2222222222222222");
        assertThat(change(lineage(MADE.facts(), List.of(near, OWN))))
                .isEqualTo("neighbour_changed: numbers/raw/A B/2024-01-01 1123456789abcdef → 3333333333333333");
    }

    @Test
    void rowsThatMovedNeighboursThatCameAndInputsThatWentAreNamed() {
        Input moved = new Input(false, NEAR.name(), 0, 2, NEAR.digest());
        Input fresh = new Input(false, "numbers/raw/A B/2023-12-31", 0, 1, "44");

        assertThat(change(lineage(MADE.facts(), List.of(moved, OWN))))
                .isEqualTo("neighbour_changed: numbers/raw/A B/2024-01-01 rows 1+2 → 0+2");
        assertThat(change(lineage(MADE.facts(), List.of(fresh, NEAR, OWN))))
                .isEqualTo("neighbour_changed: numbers/raw/A B/2023-12-31 is new");
        assertThat(change(lineage(MADE.facts(), List.of(OWN))))
                .isEqualTo("neighbour_changed: numbers/raw/A B/2024-01-01 is not read any more");
        assertThat(change(lineage(MADE.facts(), List.of(NEAR))))
                .isEqualTo("input_removed: numbers/raw/A B/2024-01-02 is not read any more");
    }

    /// Of many inputs it is known that one changed, but not which: none is named.
    @Test
    void manyInputsAreNotListed() {
        List<Input> many = new ArrayList<>();
        for (int i = 0; i < 401; i++) {
            many.add(new Input(true, "numbers/raw/S" + i + "/2024-01", 0, 1, "55"));
        }
        Lineage made = lineage(MADE.facts(), many);
        List<Input> others = new ArrayList<>(many);
        others.set(7, new Input(true, "numbers/raw/S7/2024-01", 0, 1, "66"));
        Lineage now = lineage(MADE.facts(), others);

        assertThat(now.key(WANT)).isNotEqualTo(made.key(WANT));
        assertThat(stored(made).inputs()).isEmpty();
        assertThat(stored(made).change(now)).hasToString("input_changed: one of 401 inputs");
        assertThat(stored(lineage(MADE.facts(), many.subList(0, 400))).inputs()).hasSize(400);
    }

    private static String change(Lineage now) {
        return stored(MADE).change(now).toString();
    }
}
