package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.SeriesKey;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the series of a run. Thread-safe.
final class CopyLog {
    private final SortedMap<SeriesKey, CopyOutcome> bySeries = new TreeMap<>();

    synchronized void add(CopyOutcome outcome) {
        bySeries.put(outcome.key(), outcome);
    }

    synchronized List<CopyOutcome> outcomes() {
        return List.copyOf(bySeries.values());
    }
}
