package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What is found does not depend on how a series is cut and handed over.
class BarRuleCutsTest {
    private static final Market US = Findings.market("NYSE", "");

    private static BarRules rules(long seed) {
        Optional<Market> market = seed % 2 == 0 ? Optional.of(US) : Optional.empty();
        RuleSettings settings = Findings.EQUITY.with("stale_bars", Integer.toString(1 + Math.floorMod(seed, 60)));
        return new BarRules(settings, Timeframe.DAILY, market, true);
    }

    private static List<RuleFinding> findings(long seed, BarBlock block) {
        BarRules rules = rules(seed);
        rules.accept(block);
        return rules.findings();
    }

    @Property(tries = 100)
    void anyBlocksGiveTheFindingsOfTheWhole(@ForAll long seed, @ForAll @IntRange(max = 400) int size) {
        SomeBars bars = SomeBars.random(seed, size);
        Random random = new Random(seed);
        BarRules blocks = rules(seed);
        int row = 0;
        while (row < size) {
            int end = Math.min(size, row + random.nextInt(1 + random.nextInt(100)));
            blocks.accept(bars.block(row, end, 0));
            row = end;
        }
        assertThat(blocks.findings()).isEqualTo(findings(seed, bars.block()));
    }

    @Property(tries = 200)
    void lookbackRowsAreEnough(
            @ForAll long seed, @ForAll @IntRange(max = 300) int cut, @ForAll @IntRange(max = 200) int more) {
        SomeBars bars = SomeBars.random(seed, cut + more);
        int first = Math.max(0, cut - BarRules.LOOKBACK);
        assertThat(findings(seed, bars.block(first, cut + more, cut - first)))
                .isEqualTo(findings(seed, bars.block(0, cut + more, cut)));
    }

    @Property(tries = 50)
    void partsAddUpToTheWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int part) {
        SomeBars bars = SomeBars.random(seed, 400);
        Map<String, Long> sum = new HashMap<>();
        for (int from = 0; from < bars.rows(); from += part) {
            int first = Math.max(0, from - BarRules.LOOKBACK);
            int end = Math.min(bars.rows(), from + part);
            Findings.counts(findings(seed, bars.block(first, end, from - first)))
                    .forEach((code, count) -> sum.merge(code, count, Long::sum));
        }
        assertThat(sum).isEqualTo(Findings.counts(findings(seed, bars.block())));
    }
}
