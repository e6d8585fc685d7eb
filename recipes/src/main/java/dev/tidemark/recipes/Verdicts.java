package dev.tidemark.recipes;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the verdicts on series.
public final class Verdicts {
    private Verdicts() {}

    /// What a rule found in one series, all partitions together.
    ///
    /// @param samples up to ten lines of time and values, the first of the series
    public record Finding(String code, Severity severity, long count, List<String> samples) {
        private static final int MOST_SAMPLES = 10;

        public Finding {
            samples = List.copyOf(samples);
        }

        /// This finding and one of rows after them.
        public Finding plus(Finding later) {
            List<String> both = new ArrayList<>(samples);
            later.samples.stream()
                    .limit(Math.max(0, MOST_SAMPLES - samples.size()))
                    .forEach(both::add);
            Severity worse = severity.compareTo(later.severity) >= 0 ? severity : later.severity;
            return new Finding(code, worse, count + later.count, both);
        }
    }

    /// The verdict on one series.
    ///
    /// @param rows     rows that were checked
    /// @param findings by code
    public record Verdict(long rows, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        /// The findings that are at least as severe.
        public List<Finding> from(Severity least) {
            return findings.stream()
                    .filter(finding -> finding.severity().compareTo(least) >= 0)
                    .toList();
        }
    }

    /// The verdict on a series; empty when it has none.
    public static Optional<Verdict> of(Lake lake, Snapshot snapshot, SeriesKey key) {
        return snapshot.series(keyOf(key)).map(series -> read(lake, series));
    }

    /// The series that holds the verdict on a series.
    public static SeriesKey keyOf(SeriesKey key) {
        return new SeriesKey(ValidationRecipe.dataset(key.dataset()), key.symbol());
    }

    /// Whether there is a verdict that found nothing at all, as far as it can be said without opening a file.
    static boolean isSpotless(Snapshot snapshot, SeriesKey key) {
        Optional<SeriesSummary> verdict = snapshot.summary(keyOf(key));
        return verdict.isPresent() && verdict.get().rows() == verdict.get().partitions();
    }

    private static Verdict read(Lake lake, Series series) {
        Map<String, Finding> findings = new TreeMap<>();
        long rows = 0;
        for (Partition partition : series.partitions()) {
            Table table = lake.read(series, partition, List.of("code", "severity", "count", "samples"));
            LongColumn counts = table.longs("count");
            for (int row = 0; row < table.rows(); row++) {
                String code = text(table, "code", row);
                if (code.equals(ValidationRecipe.CHECKED)) {
                    rows += counts.values()[row];
                } else {
                    Finding finding = new Finding(
                            code,
                            Severity.parse(text(table, "severity", row)),
                            counts.values()[row],
                            text(table, "samples", row).lines().toList());
                    findings.merge(code, finding, Finding::plus);
                }
            }
        }
        return new Verdict(rows, List.copyOf(findings.values()));
    }

    private static String text(Table table, String column, int row) {
        return String.valueOf(table.strings(column).text(row));
    }
}
