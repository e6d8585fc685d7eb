package dev.tidemark.app.report;

import dev.tidemark.app.wiring.RuleWiring;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.rule.AnomalySettings;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.FutureRows;
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
/// the distribution of all its rows. For one thread.
public final class SeriesChecks {
    private final Lake lake;
    private final RuleWiring rules;
    private final BarGrids grids;
    private final Options options;
    private final SeriesGaps gaps;
    private final CrossReference reference;
    private final Map<SeriesKey, String> failures;

    /// What to look for.
    ///
    /// @param failing     severity from which on a series fails
    /// @param checksGaps  whether missing bars are counted
    /// @param gatesGaps   whether missing bars are an error at least
    /// @param anomalies   whether outliers are looked for
    /// @param minBars     rows that a series needs; 0 for none
    /// @param realOnly    whether imputed bars count neither as bars that are there nor as rows
    /// @param asked       what series have to begin and end with
    /// @param now         rows after it are of the future
    public record Options(
            Severity failing,
            boolean checksGaps,
            boolean gatesGaps,
            boolean anomalies,
            long minBars,
            boolean realOnly,
            Optional<Asked> asked,
            Instant now) {}

    /// @param reference what a second dataset says
    /// @param failures verdicts that could not be made: their series fail, whatever an older verdict says
    public SeriesChecks(
            Lake lake, RuleWiring rules, Options options, CrossReference reference, List<SeriesFailure> failures) {
        this.lake = lake;
        this.rules = rules;
        this.grids = new BarGrids(rules.markets());
        this.options = options;
        this.gaps = new SeriesGaps(lake, grids, options);
        this.reference = reference;
        this.failures = failures.stream()
                .collect(Collectors.toMap(SeriesFailure::series, SeriesFailure::message, (first, _) -> first));
    }

    /// The verdict on a series and all else. Bars that lack columns are checked for nothing else.
    public SeriesResult check(Snapshot head, SeriesKey key) {
        Series series = head.series(key).orElseThrow();
        RuleSettings settings = rules.rules(key, SeriesMarkets.attributes(head, series));
        boolean isBars = key.dataset().group().equals(BarSchemas.GROUP);
        List<Found> columns = isBars ? ColumnRules.check(series.schema()) : List.of();
        Map<Check, List<Verdicts.Finding>> checks = new EnumMap<>(Check.class);
        if (columns.isEmpty()) {
            checks.put(Check.RULES, rules(head, series, settings));
            more(checks, head, series, settings);
        } else {
            List<Verdicts.Finding> unfit = Found.under(settings, columns);
            checks.put(Check.RULES, unfit.isEmpty() ? verdict(head, key) : unfit);
        }
        return result(key, series.summary().rows(), checks);
    }

    /// What is said of a series that is required and that the lake does not have.
    public SeriesResult missing(Snapshot head, SeriesKey key) {
        Map<String, String> attributes =
                head.dataset(key.dataset()).map(DatasetRecord::identity).orElseGet(TreeMap::new);
        List<Verdicts.Finding> none = Found.under(rules.rules(key, attributes), List.of(tooFew(0)));
        return result(key, 0, Map.of(Check.NUMBER, none));
    }

    private SeriesResult result(SeriesKey key, long rows, Map<Check, List<Verdicts.Finding>> checks) {
        String timeframe =
                hasTimeframe(key) ? DatasetShape.timeframeOf(key.dataset()).text() : "";
        return new SeriesResult(key, timeframe, rows, options.failing(), checks);
    }

    private static boolean hasTimeframe(SeriesKey key) {
        return DatasetShape.of(key.dataset()).map(DatasetShape::hasTimeframe).orElse(false);
    }

    /// The checks that a run was asked for.
    private void more(Map<Check, List<Verdicts.Finding>> checks, Snapshot head, Series series, RuleSettings settings) {
        SeriesKey key = series.key();
        boolean isBars = key.dataset().group().equals(BarSchemas.GROUP);
        if (options.minBars() > 0) {
            long rows = rows(series, isBars);
            checks.put(
                    Check.NUMBER, rows < options.minBars() ? Found.under(settings, List.of(tooFew(rows))) : List.of());
        }
        if (isBars && options.checksGaps()) {
            checks.put(Check.GAPS, gaps.find(head, key, settings));
        }
        if (isBars && options.anomalies()) {
            AnomalySettings detectors = rules.anomalies(key, SeriesMarkets.attributes(head, series));
            checks.put(Check.ANOMALIES, SeriesAnomalies.find(lake, series, detectors));
        }
        options.asked()
                .filter(_ -> hasTimeframe(key))
                .ifPresent(asked -> checks.put(Check.DATES, Found.under(settings, dates(head, series, asked, ""))));
        if (reference.isCompared(key)) {
            checks.put(
                    Check.REFERENCE,
                    Found.under(settings, reference.found(key).stream().toList()));
        }
    }

    private List<Verdicts.Finding> rules(Snapshot head, Series series, RuleSettings settings) {
        List<Verdicts.Finding> findings = new ArrayList<>(verdict(head, series.key()));
        List<Found> found = new ArrayList<>();
        Optional<Market> market = rules.market(series.key(), SeriesMarkets.attributes(head, series));
        FutureRows.of(lake, series, market, options.now())
                .ifPresent(rows -> found.add(new Found(RuleCode.FUTURE_TIMESTAMP, rows.count(), rows.samples())));
        if (hasTimeframe(series.key())) {
            Asked.ofProvider(series.attributes(), options.now())
                    .ifPresent(asked -> found.addAll(dates(head, series, asked, ", asked of the provider")));
        }
        findings.addAll(Found.under(settings, found));
        return findings;
    }

    private List<Verdicts.Finding> verdict(Snapshot head, SeriesKey key) {
        String unmade = failures.get(Verdicts.keyOf(key));
        if (unmade != null) {
            return List.of(new Verdicts.Finding("not_validated", Severity.CRITICAL, 1, List.of(unmade)));
        }
        return Verdicts.of(lake, head, key).map(Verdicts.Verdict::findings).orElse(List.of());
    }

    private List<Found> dates(Snapshot head, Series series, Asked asked, String by) {
        if (series.summary().rows() == 0) {
            return List.of();
        }
        return grids
                .of(series.key(), SeriesMarkets.attributes(head, series), "")
                .flatMap(grid -> DateRange.check(grid, series.summary(), asked, by))
                .stream()
                .toList();
    }

    /// The rows that count.
    private long rows(Series series, boolean isBars) {
        if (!isBars || !options.realOnly()) {
            return series.summary().rows();
        }
        long rows = 0;
        for (Partition partition : series.partitions()) {
            Table table = lake.read(series, partition, List.of("ts", "imputed"));
            rows += HeldBars.realTimes(table, 0, table.rows()).length;
        }
        return rows;
    }

    private Found tooFew(long rows) {
        return new Found(
                rows == 0 ? RuleCode.NO_BARS : RuleCode.TOO_FEW_BARS,
                options.minBars() - rows,
                List.of(rows + " rows, " + options.minBars() + " required"));
    }
}
