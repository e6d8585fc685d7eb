package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.market.bar.BarValues;
import dev.tidemark.market.compare.SeriesComparison;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.HeldBars;
import dev.tidemark.sources.RefusalReason;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Compares the series of two sides symbol by symbol, several at a time, each in memory for a partition of both sides.
/// Changes nothing. The door is [#compare].
public final class ReconcileRun {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Lake lake;
    private final Side a;
    private final Side b;
    private final ReconcileOptions options;
    private final StopSignal stop = new StopSignal();

    private ReconcileRun(Lake lake, Side a, Side b, ReconcileOptions options) {
        this.lake = lake;
        this.a = a;
        this.b = b;
        this.options = options;
    }

    /// How the sides differ on the symbols that are wanted. A symbol is the same only by the same name.
    ///
    /// @throws TidemarkException `CANCELLED`, or `IO`
    public static ReconcileReport compare(
            Lake lake, Side a, Side b, Predicate<String> wanted, ReconcileOptions options, Progress progress) {
        List<String> both = a.series().keySet().stream()
                .filter(wanted)
                .filter(symbol -> b.series().containsKey(symbol))
                .toList();
        return new ReconcileReport(
                new ReconcileRun(lake, a, b, options).compare(both, progress), only(a, b, wanted), only(b, a, wanted));
    }

    private static List<String> only(Side one, Side other, Predicate<String> wanted) {
        return one.series().keySet().stream()
                .filter(wanted)
                .filter(symbol -> !other.series().containsKey(symbol))
                .toList();
    }

    private List<SymbolDifference> compare(List<String> symbols, Progress progress) {
        SortedMap<String, SymbolDifference> differences = new TreeMap<>();
        int threads = Math.max(1, Math.min(symbols.size(), Runtime.getRuntime().availableProcessors()));
        progress.begin("reconcile", symbols.size(), "symbols");
        try (Workers<String, SymbolDifference> workers = new Workers<>(threads, symbols, this::compare, stop)) {
            while (differences.size() < symbols.size()) {
                SymbolDifference next = workers.next(PATIENCE);
                if (next != null) {
                    differences.put(next.symbol(), next);
                }
                progress.advance(next == null ? 0 : 1);
            }
        } finally {
            progress.end();
        }
        return List.copyOf(differences.values());
    }

    private SymbolDifference compare(String symbol) {
        SeriesKey ofA = key(a, symbol);
        SeriesKey ofB = key(b, symbol);
        try {
            return new SymbolDifference(
                    symbol,
                    ofA,
                    ofB,
                    Optional.of(SeriesComparison.of(
                            blocks(a.snapshot(), ofA), blocks(b.snapshot(), ofB), options.tolerances())),
                    Optional.empty());
        } catch (TidemarkException e) {
            if (e.code() != ErrorCode.DAMAGED && e.code() != ErrorCode.SCHEMA_MISMATCH) {
                throw e;
            }
            return SymbolDifference.failed(
                    symbol, ofA, ofB, RefusalReason.DAMAGED_SERIES.code(), String.valueOf(e.getMessage()));
        }
    }

    private static SeriesKey key(Side side, String symbol) {
        Map<String, SeriesKey> series = side.series();
        return Optional.ofNullable(series.get(symbol)).orElseThrow();
    }

    private Iterator<BarValues> blocks(Snapshot snapshot, SeriesKey key) {
        Series series = snapshot.series(key).orElseThrow();
        if (!series.schema().equals(BarSchemas.BARS)) {
            throw new TidemarkException(
                    ErrorCode.SCHEMA_MISMATCH,
                    key + " has no columns of bars but " + series.schema().text());
        }
        return HeldBars.blocks(lake, series, options.from(), options.to(), stop);
    }
}
