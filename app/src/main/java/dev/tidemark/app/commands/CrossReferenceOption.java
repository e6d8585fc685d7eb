package dev.tidemark.app.commands;

import dev.tidemark.app.report.CrossReference;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.BarSchemas;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The dataset whose values a validation compares with.
final class CrossReferenceOption {
    @Option(
            names = "--cross-reference",
            paramLabel = "D[@REV]",
            description = "Also compare bars with those of a second dataset or an earlier state, such as bars/1d-yahoo:"
                    + " values that differ beyond the tolerances of `reconcile` are a warning.")
    private @Nullable String reference;

    /// Compares the datasets among those that are wanted whose bars are as long as the reference's.
    ///
    /// @throws TidemarkException `USAGE` when there is none, `NOT_FOUND` without the reference
    CrossReference compare(Session session, Lake lake, Map<DatasetName, Predicate<String>> wanted, int threads) {
        if (reference == null) {
            return CrossReference.NONE;
        }
        BarSide second = BarSide.of(lake, reference);
        Snapshot head = lake.head();
        Map<DatasetName, Predicate<String>> comparable = new TreeMap<>(wanted);
        comparable.keySet().removeIf(dataset -> !isComparable(dataset, second, head));
        if (comparable.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--cross-reference " + reference + ": no other dataset to validate has bars of "
                            + second.timeframe().text());
        }
        return CrossReference.of(lake, head, comparable, second.side(), threads, session.progress());
    }

    private static boolean isComparable(DatasetName dataset, BarSide second, Snapshot head) {
        boolean isItself =
                dataset.equals(second.dataset()) && second.side().snapshot().number() == head.number();
        return !isItself
                && dataset.group().equals(BarSchemas.GROUP)
                && BarSchemas.timeframeOf(dataset).equals(second.timeframe());
    }
}
