package dev.tidemark.app.report;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.compare.ColumnDifference;
import dev.tidemark.market.compare.ComparedColumn;
import dev.tidemark.market.compare.ValueDifference;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.sources.reconcile.ReconcileOptions;
import dev.tidemark.sources.reconcile.ReconcileReport;
import dev.tidemark.sources.reconcile.ReconcileRun;
import dev.tidemark.sources.reconcile.Side;
import dev.tidemark.sources.reconcile.SymbolDifference;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// `cross_reference`: values in which series differ from those of a second dataset beyond the tolerances of
/// `reconcile`.
/// Bars that only one side has are none. Immutable.
public final class CrossReference {
    /// Nothing was compared.
    public static final CrossReference NONE = new CrossReference(Map.of(), 0);

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Map<SeriesKey, Optional<Found>> compared;
    private final long alone;

    private record Value(ComparedColumn column, ValueDifference difference) {}

    private CrossReference(Map<SeriesKey, Optional<Found>> compared, long alone) {
        this.compared = compared;
        this.alone = alone;
    }

    /// Compares series with those of the same symbols on a side.
    ///
    /// @param wanted  datasets of bars of the reference's length, and which of their symbols
    /// @param threads symbols that are worked on at a time
    public static CrossReference of(
            Lake lake,
            Snapshot head,
            Map<DatasetName, Predicate<String>> wanted,
            Side reference,
            int threads,
            Progress progress) {
        ReconcileOptions usual = ReconcileOptions.DEFAULT;
        ReconcileOptions options = new ReconcileOptions(usual.tolerances(), usual.from(), usual.to(), threads);
        Map<SeriesKey, Optional<Found>> compared = new HashMap<>();
        long alone = 0;
        for (Map.Entry<DatasetName, Predicate<String>> each : wanted.entrySet()) {
            DatasetName dataset = each.getKey();
            Side own = Side.ofDataset(dataset.toString(), head, dataset);
            ReconcileReport report = ReconcileRun.compare(lake, own, reference, each.getValue(), options, progress);
            report.symbols().forEach(symbol -> compared.put(symbol.a(), found(symbol, reference.name())));
            alone += report.onlyA().size();
        }
        return new CrossReference(compared, alone);
    }

    /// Number of series that the reference has no counterpart of.
    public long alone() {
        return alone;
    }

    /// Whether the reference has a series of the same symbol.
    boolean isCompared(SeriesKey key) {
        return compared.containsKey(key);
    }

    /// What was found in a series; empty for one that was not compared.
    Optional<Found> found(SeriesKey key) {
        return compared.getOrDefault(key, Optional.empty());
    }

    private static Optional<Found> found(SymbolDifference symbol, String reference) {
        if (symbol.difference().isEmpty()) {
            String why = symbol.reason().map(reason -> ": " + reason.message()).orElse("");
            return Optional.of(
                    new Found(RuleCode.CROSS_REFERENCE, 1, List.of("cannot be compared with " + reference + why)));
        }
        List<ColumnDifference> columns = symbol.difference().get().columns();
        long count = columns.stream().mapToLong(ColumnDifference::beyond).sum();
        return count == 0
                ? Optional.empty()
                : Optional.of(new Found(RuleCode.CROSS_REFERENCE, count, samples(columns, reference)));
    }

    /// The first in the order of time: of each column, the first are known.
    private static List<String> samples(List<ColumnDifference> columns, String reference) {
        return columns.stream()
                .flatMap(CrossReference::values)
                .sorted(Comparator.comparingLong(value -> value.difference().time()))
                .limit(RuleFinding.MOST_SAMPLES)
                .map(value -> text(value, reference))
                .toList();
    }

    private static Stream<Value> values(ColumnDifference column) {
        return column.first().stream().map(difference -> new Value(column.column(), difference));
    }

    private static String text(Value value, String reference) {
        ValueDifference difference = value.difference();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(difference.time(), MICROS_PER_SECOND));
        return time + " " + value.column().text() + " " + difference.a() + ", " + difference.b() + " in " + reference;
    }
}
