package dev.tidemark.app.report;

import dev.tidemark.app.wiring.RuleWiring;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.Gap;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.market.rule.Anomalies;
import dev.tidemark.market.rule.Anomaly;
import dev.tidemark.market.rule.AnomalySettings;
import dev.tidemark.market.rule.BarBlock;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Verdicts;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.HeldBars;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.update.BarGrids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What there is to say of a series beside its verdict: what depends on the clock, on the calendar's expectation, or on
/// the whole of a partition's distribution. For one thread.
public final class SeriesChecks {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final List<String> BAR_COLUMNS =
            List.of("ts", "open", "high", "low", "close", "volume", "imputed", "final");

    private final Lake lake;
    private final RuleWiring rules;
    private final BarGrids grids;
    private final Options options;
    private final Map<SeriesKey, String> failures;

    /// What to look for.
    ///
    /// @param failing     severity from which on a series fails
    /// @param checksGaps  whether missing bars are counted
    /// @param gapSeverity what a missing bar is
    /// @param anomalies   whether outliers are looked for
    /// @param minBars     rows that a series needs; 0 for none
    /// @param realOnly    whether imputed bars count neither as bars that are there nor as rows
    /// @param now         rows after it are of the future
    public record Options(
            Severity failing,
            boolean checksGaps,
            Severity gapSeverity,
            boolean anomalies,
            long minBars,
            boolean realOnly,
            Instant now) {}

    /// @param failures verdicts that could not be made: their series fail, whatever an older verdict says
    public SeriesChecks(Lake lake, RuleWiring rules, Options options, List<SeriesFailure> failures) {
        this.lake = lake;
        this.rules = rules;
        this.grids = new BarGrids(rules.markets());
        this.options = options;
        this.failures = failures.stream()
                .collect(Collectors.toMap(SeriesFailure::series, SeriesFailure::message, (first, _) -> first));
    }

    /// The verdict on a series and all else.
    public SeriesResult check(Snapshot head, SeriesKey key) {
        Series series = head.series(key).orElseThrow();
        Map<Check, List<Verdicts.Finding>> checks = new EnumMap<>(Check.class);
        boolean isBars = key.dataset().group().equals(BarSchemas.GROUP);
        boolean hasTimeframe =
                DatasetShape.of(key.dataset()).map(DatasetShape::hasTimeframe).orElse(false);
        checks.put(Check.RULES, rules(head, series, hasTimeframe));
        if (options.minBars() > 0) {
            checks.put(Check.NUMBER, number(series, isBars));
        }
        if (isBars && options.checksGaps()) {
            checks.put(Check.GAPS, gaps(head, series));
        }
        if (isBars && options.anomalies()) {
            checks.put(Check.ANOMALIES, anomalies(head, series));
        }
        String timeframe =
                hasTimeframe ? DatasetShape.timeframeOf(key.dataset()).text() : "";
        return new SeriesResult(key, timeframe, series.summary().rows(), options.failing(), checks);
    }

    private List<Verdicts.Finding> rules(Snapshot head, Series series, boolean hasTimeframe) {
        List<Verdicts.Finding> findings = new ArrayList<>();
        String unmade = failures.get(Verdicts.keyOf(series.key()));
        if (unmade == null) {
            Verdicts.of(lake, head, series.key()).ifPresent(verdict -> findings.addAll(verdict.findings()));
        } else {
            findings.add(new Verdicts.Finding("not_validated", Severity.CRITICAL, 1, List.of(unmade)));
        }
        long perSecond = hasTimeframe ? MICROS_PER_SECOND : MICROS_PER_SECOND * 1000;
        Instant last = Instant.ofEpochSecond(Math.floorDiv(series.summary().maxTime(), perSecond));
        if (last.isAfter(options.now())) {
            findings.add(
                    finding(RuleCode.FUTURE_TIMESTAMP, RuleCode.FUTURE_TIMESTAMP.severity(), 1, List.of(last + "")));
        }
        return findings;
    }

    private List<Verdicts.Finding> number(Series series, boolean isBars) {
        long rows = series.summary().rows();
        if (isBars && options.realOnly()) {
            rows = 0;
            for (Partition partition : series.partitions()) {
                rows += times(series, partition).length;
            }
        }
        if (rows >= options.minBars()) {
            return List.of();
        }
        return List.of(finding(
                RuleCode.TOO_FEW_BARS,
                RuleCode.TOO_FEW_BARS.severity(),
                options.minBars() - rows,
                List.of(rows + " rows, " + options.minBars() + " required")));
    }

    private static Verdicts.Finding finding(RuleCode code, Severity severity, long count, List<String> samples) {
        return new Verdicts.Finding(code.text(), severity, count, samples);
    }

    private List<Verdicts.Finding> gaps(Snapshot head, Series series) {
        Timeframe timeframe = BarSchemas.timeframeOf(series.key().dataset());
        Optional<ExpectedBars> grid = grids.of(series.key(), SeriesMarkets.attributes(head, series), "");
        List<String> samples = new ArrayList<>();
        GapScan scan = GapScan.of(grid, timeframe, GapScan.DEFAULT_TOLERANCE, gap -> sample(samples, gap));
        for (Partition partition : series.partitions()) {
            long[] times = times(series, partition);
            scan.accept(times, 0, times.length);
        }
        scan.end(Long.MIN_VALUE);
        return scan.missing() == 0
                ? List.of()
                : List.of(new Verdicts.Finding("missing_bars", options.gapSeverity(), scan.missing(), samples));
    }

    /// Of the bars that count.
    private long[] times(Series series, Partition partition) {
        if (!options.realOnly()) {
            return lake.read(series, partition, List.of("ts")).longs("ts").values();
        }
        Table table = lake.read(series, partition, List.of("ts", "imputed"));
        return HeldBars.realTimes(table, 0, table.rows());
    }

    private static void sample(List<String> samples, Gap gap) {
        if (samples.size() < RuleFinding.MOST_SAMPLES) {
            samples.add(instant(gap.start()) + " missing " + gap.missing() + " until " + instant(gap.end()));
        }
    }

    private List<Verdicts.Finding> anomalies(Snapshot head, Series series) {
        AnomalySettings settings = rules.anomalies(series.key(), SeriesMarkets.attributes(head, series));
        Map<String, Verdicts.Finding> found = new TreeMap<>();
        for (Partition partition : series.partitions()) {
            Table table = lake.read(series, partition, BAR_COLUMNS);
            for (Anomaly anomaly : Anomalies.find(block(table), settings)) {
                String sample = instant(anomaly.ts()) + " " + anomaly.method() + " value " + anomaly.value()
                        + " expected " + anomaly.expectedLow() + " to " + anomaly.expectedHigh();
                Verdicts.Finding one = new Verdicts.Finding(anomaly.detector(), anomaly.severity(), 1, List.of(sample));
                found.merge(anomaly.detector(), one, Verdicts.Finding::plus);
            }
        }
        return List.copyOf(found.values());
    }

    private static BarBlock block(Table table) {
        return new BarBlock(
                ((LongColumn) table.column("ts")).values(),
                doubles(table, "open"),
                doubles(table, "high"),
                doubles(table, "low"),
                doubles(table, "close"),
                doubles(table, "volume"),
                flags(table, "imputed", false),
                flags(table, "final", true),
                0);
    }

    private static double[] doubles(Table table, String name) {
        DoubleColumn column = table.doubles(name);
        double[] values = column.values().clone();
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isNull(row) ? Double.NaN : values[row];
        }
        return values;
    }

    private static boolean[] flags(Table table, String name, boolean ofNull) {
        BooleanColumn column = table.booleans(name);
        boolean[] values = column.values().clone();
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isNull(row) ? ofNull : values[row];
        }
        return values;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND));
    }
}
