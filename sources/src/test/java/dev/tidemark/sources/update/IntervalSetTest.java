package dev.tidemark.sources.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.update.IntervalSet.Interval;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalSetTest {
    private static final long SECOND = 1_000_000;

    private static IntervalSet set(List<Integer> bounds) {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i + 1 < bounds.size(); i += 2) {
            long a = Math.min(bounds.get(i), bounds.get(i + 1));
            long b = Math.max(bounds.get(i), bounds.get(i + 1)) + 1L;
            intervals.add(new Interval(a * SECOND, b * SECOND));
        }
        return IntervalSet.of(intervals);
    }

    private static BitSet bits(IntervalSet set) {
        BitSet bits = new BitSet();
        set.intervals().forEach(i -> bits.set((int) (i.start() / SECOND), (int) (i.end() / SECOND)));
        return bits;
    }

    @Property
    void itIsASetOfTimes(
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> a,
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> b,
            @ForAll @IntRange(max = 40) int from) {
        IntervalSet x = set(a);
        IntervalSet y = set(b);
        BitSet union = bits(x);
        union.or(bits(y));
        assertThat(bits(x.plus(y))).isEqualTo(union);
        BitSet rest = bits(x);
        rest.andNot(bits(y));
        assertThat(bits(x.minus(y))).isEqualTo(rest);
        assertThat(x.holds(from * SECOND)).isEqualTo(bits(x).get(from));
        BitSet inside = bits(x);
        inside.clear(0, from);
        assertThat(bits(x.within(from * SECOND, 100 * SECOND))).isEqualTo(inside);
        assertThat(IntervalSet.parse(x.text())).isEqualTo(x);
        assertThat(x.plus(y).text()).isEqualTo(y.plus(x).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z 5 5", "2024-01-01T00:00:00Z 0", " "})
    void otherTextsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IntervalSet.parse(text));
    }

    @Test
    void theLedgerLivesInAttributes() {
        IntervalSet day = IntervalSet.of(0, 86_400 * SECOND);
        IntervalSet later = IntervalSet.of(86_400 * SECOND, 2 * 86_400 * SECOND);
        Ledger ledger = Ledger.EMPTY
                .answered(day, IntervalSet.of(0, SECOND), IntervalSet.of(5 * SECOND, 6 * SECOND))
                .failed(later, Fault.TIMEOUT);
        Map<String, String> attributes = ledger.in(Map.of("source", "x", "ledger.failed.network", "old"));
        assertThat(attributes).containsEntry("source", "x").doesNotContainKey("ledger.failed.network");
        assertThat(attributes.get("ledger.failed.timeout")).isEqualTo("1970-01-02T00:00:00Z 86400");
        Ledger back = Ledger.of(new TreeMap<>(attributes));
        assertThat(back).isEqualTo(ledger);
        assertThat(back.stateOf(0)).isEqualTo(Ledger.State.KNOWN_EMPTY);
        assertThat(back.stateOf(5 * SECOND)).isEqualTo(Ledger.State.QUARANTINED);
        assertThat(back.stateOf(86_400 * SECOND)).isEqualTo(Ledger.State.FAILED);
        assertThat(back.stateOf(7 * SECOND)).isEqualTo(Ledger.State.MISSING);
        assertThat(back.answered(later, IntervalSet.EMPTY, IntervalSet.EMPTY).failed())
                .isEmpty();
    }
}
