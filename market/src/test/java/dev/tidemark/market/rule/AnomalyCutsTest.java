package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What stands out of a series does not depend on how the series is cut.
class AnomalyCutsTest {
    private static AnomalySettings settings(long seed) {
        OutlierMethod[] methods = OutlierMethod.values();
        return AnomalySettings.DEFAULTS
                .with("method", methods[Math.floorMod(seed, methods.length)].text())
                .with("window", Integer.toString(2 + Math.floorMod(seed, 30)))
                .with("max_unchanged_days", "1");
    }

    private static Map<String, List<Anomaly>> byDetector(List<Anomaly> found) {
        return found.stream().collect(Collectors.groupingBy(Anomaly::detector));
    }

    @Property(tries = 100)
    void anyBlocksGiveTheAnomaliesOfTheWhole(@ForAll long seed, @ForAll @IntRange(max = 600) int size) {
        SomeBars bars = SomeBars.random(seed, size);
        Random random = new Random(seed);
        List<Anomaly> found = new ArrayList<>();
        Anomalies anomalies = new Anomalies(settings(seed), found::add);
        int row = 0;
        while (row < size) {
            int end = Math.min(size, row + random.nextInt(1 + random.nextInt(100)));
            anomalies.accept(bars.block(row, end, 0));
            row = end;
        }
        anomalies.end();
        assertThat(byDetector(found)).isEqualTo(byDetector(Findings.anomalies(bars, settings(seed))));
    }

    @Property(tries = 200)
    void medianDistancesAreThoseOfTheSortedDistances(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        Random random = new Random(seed);
        double[] values = random.doubles(size, -1, 1)
                .map(value -> Math.rint(value * 20) / 20)
                .sorted()
                .toArray();
        double point = random.nextInt(3) == 0 ? 3 * random.nextGaussian() : values[random.nextInt(size)];
        double[] distances = Arrays.stream(values)
                .map(value -> Math.abs(value - point))
                .sorted()
                .toArray();
        assertThat(Statistics.medianDistance(values, point)).isEqualTo(Statistics.quantile(distances, 0.5));
    }
}
