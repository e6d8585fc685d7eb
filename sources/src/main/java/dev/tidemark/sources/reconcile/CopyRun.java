package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.ingest.SeriesRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Copies bars from one side of a comparison into the other, for symbols that both have. The door is [#run].
///
/// Imputed bars are never copied. Each series that changes records where its bars came from as `reconciled_from`.
public final class CopyRun {
    /// The series attribute that names the side that bars were copied from, and its commit.
    public static final String FROM = "reconciled_from";

    private CopyRun() {}

    /// Copies, in one commit a batch.
    ///
    /// @param from   the side to copy from
    /// @param into   the side that is changed, whatever its state is by now
    /// @param wanted which symbols
    /// @throws TidemarkException `IDENTITY_MISMATCH` when the two sides' prices are of another kind, so that nothing is
    ///     copied; else as [SeriesRun#run]
    public static CopyReport run(
            Lake lake, Side from, Side into, Predicate<String> wanted, CopyOptions options, Progress progress) {
        SortedMap<SeriesKey, SeriesKey> sources = new TreeMap<>();
        into.series().forEach((symbol, key) -> {
            SeriesKey source = from.series().get(symbol);
            if (source != null && wanted.test(symbol)) {
                sources.put(key, source);
            }
        });
        sources.forEach((target, source) -> requireSameKind(lake.head(), target.dataset(), from, source.dataset()));
        CopyLog log = new CopyLog();
        String origin = from.name() + " at commit " + from.snapshot().number();
        List<Long> commits = SeriesRun.run(
                lake,
                new Job("reconcile", message(from, into, options)),
                List.copyOf(sources.keySet()),
                options.batch(),
                progress,
                (scene, key, attempt) -> new SeriesCopy(
                                scene, from.snapshot(), source(sources, key), key, origin, options, log)
                        .decide(attempt));
        return new CopyReport(log.outcomes(), commits);
    }

    private static SeriesKey source(Map<SeriesKey, SeriesKey> sources, SeriesKey target) {
        return Optional.ofNullable(sources.get(target)).orElseThrow();
    }

    private static String message(Side from, Side into, CopyOptions options) {
        String what = switch (options.scope()) {
            case MISSING -> "missing bars";
            case CHOSEN -> "chosen bars";
        };
        return "reconcile: " + what + " of " + into.name() + " from " + from.name();
    }

    private static void requireSameKind(Snapshot head, DatasetName target, Side from, DatasetName source) {
        Map<String, String> there = head.dataset(target).orElseThrow().identity();
        Map<String, String> here = from.snapshot().dataset(source).orElseThrow().identity();
        TreeSet<String> fields = new TreeSet<>(there.keySet());
        fields.addAll(here.keySet());
        List<String> differences = new ArrayList<>();
        for (String field : fields) {
            String now = there.getOrDefault(field, "unset");
            String then = here.getOrDefault(field, "unset");
            if (!now.equals(then)) {
                differences.add(field + " is " + now + " in " + target + " and " + then + " in " + source);
            }
        }
        if (!differences.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.IDENTITY_MISMATCH,
                    "cannot copy bars from " + source + " into " + target + ": " + String.join("; ", differences)
                            + "; such series can be compared, not mixed");
        }
    }
}
