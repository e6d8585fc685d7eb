package dev.tidemark.app.report;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.market.rule.Anomalies;
import dev.tidemark.market.rule.Anomaly;
import dev.tidemark.market.rule.AnomalySettings;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.BarBlocks;
import dev.tidemark.recipes.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The anomalies of one series of bars as findings, one a detector, in one pass over its partitions: how the series is
/// cut changes nothing. For one thread.
final class SeriesAnomalies {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final SortedMap<String, Detected> detected = new TreeMap<>();

    /// What one detector said so far.
    private static final class Detected {
        private final List<String> samples = new ArrayList<>();
        private Severity worst = Severity.INFO;
        private long count;

        void add(Anomaly anomaly) {
            count++;
            worst = worst.compareTo(anomaly.severity()) >= 0 ? worst : anomaly.severity();
            if (samples.size() < RuleFinding.MOST_SAMPLES) {
                samples.add(Instant.ofEpochSecond(Math.floorDiv(anomaly.ts(), MICROS_PER_SECOND)) + " "
                        + anomaly.method() + " value " + anomaly.value() + " expected " + anomaly.expectedLow() + " to "
                        + anomaly.expectedHigh());
            }
        }
    }

    private SeriesAnomalies() {}

    /// Looks at all bars of a series.
    ///
    /// @return by detector; the severity is that of the worst one, samples are the first
    static List<Verdicts.Finding> find(Lake lake, Series series, AnomalySettings settings) {
        SeriesAnomalies all = new SeriesAnomalies();
        Anomalies anomalies = new Anomalies(settings, all::add);
        for (Partition partition : series.partitions()) {
            anomalies.accept(BarBlocks.of(lake.read(series, partition, BarBlocks.COLUMNS), 0));
        }
        anomalies.end();
        return all.findings();
    }

    private void add(Anomaly anomaly) {
        detected.computeIfAbsent(anomaly.detector(), _ -> new Detected()).add(anomaly);
    }

    private List<Verdicts.Finding> findings() {
        List<Verdicts.Finding> findings = new ArrayList<>();
        detected.forEach((detector, found) ->
                findings.add(new Verdicts.Finding(detector, found.worst, found.count, found.samples)));
        return findings;
    }
}
