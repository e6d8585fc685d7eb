package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The rules with a memory against formulations that look at all rows at once. Limits are no decimals here, so that no
/// value is exactly at one.
class BarRulesAgainstPlainTest {
    private static final RuleSettings SETTINGS = RuleSettings.preset("equity")
            .with("max_return", "0.1234567")
            .with("open_gap", "0.0434567")
            .with("volume_factor", "3.3333")
            .with("stale_bars", "2");

    /// Real rows that all have values.
    private static SomeBars bars(long seed, int rows) {
        Random random = new Random(seed);
        SomeBars bars = SomeBars.quiet(rows);
        for (int i = 0; i < rows; i++) {
            bars.set(i, 90 + random.nextInt(3) * random.nextInt(10));
            bars.open[i] += random.nextInt(10) == 0 ? 6 : 0;
            bars.high[i] = bars.open[i];
            bars.volume[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(1000);
            if (i > 0 && random.nextInt(3) > 0) {
                bars.set(i, bars.close[i - 1]);
            }
        }
        return bars;
    }

    @Property(tries = 100)
    void countsAreThoseOfThePlainFormulations(@ForAll long seed, @ForAll @IntRange(min = 1, max = 250) int rows) {
        SomeBars bars = bars(seed, rows);
        Map<String, Long> expected = new HashMap<>();
        for (int i = 1; i < rows; i++) {
            double before = bars.close[i - 1];
            add(expected, "extreme_returns", Math.abs(bars.close[i] / before - 1) > 0.1234567);
            add(expected, "price_continuity", Math.abs(bars.open[i] - before) / before > 0.0434567);
            add(expected, "volume_spikes", isSpike(bars, i));
        }
        for (int length : runs(bars, false)) {
            add(expected, "price_staleness", length - 1 > 2);
        }
        for (int length : runs(bars, true)) {
            add(expected, "zero_volume_run", length >= 2);
        }
        Map<String, Long> found = Findings.counts(Findings.of(bars, SETTINGS, Timeframe.DAILY));
        assertThat(found).isEqualTo(expected);
    }

    private static void add(Map<String, Long> counts, String code, boolean isHit) {
        if (isHit) {
            counts.merge(code, 1L, Long::sum);
        }
    }

    private static boolean isSpike(SomeBars bars, int row) {
        OptionalDouble mean =
                Arrays.stream(bars.volume, Math.max(0, row - 20), row).average();
        return row >= 20 && mean.getAsDouble() > 0 && bars.volume[row] / mean.getAsDouble() > 3.3333;
    }

    /// Lengths of the runs of equal bars, or of flat bars without volume.
    private static List<Integer> runs(SomeBars bars, boolean ofZeroVolume) {
        List<Integer> lengths = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bars.rows(); i++) {
            boolean goesOn = i < bars.rows()
                    && i > start
                    && (ofZeroVolume ? isZero(bars, i - 1) && isZero(bars, i) : isSame(bars, i - 1, i));
            if (!goesOn) {
                lengths.add(i - start);
                start = i;
            }
        }
        return lengths;
    }

    private static boolean isZero(SomeBars bars, int i) {
        return bars.volume[i] == 0 && bars.high[i] == bars.low[i] && bars.open[i] == bars.close[i];
    }

    private static boolean isSame(SomeBars bars, int a, int b) {
        return bars.open[a] == bars.open[b]
                && bars.high[a] == bars.high[b]
                && bars.low[a] == bars.low[b]
                && bars.close[a] == bars.close[b];
    }
}
