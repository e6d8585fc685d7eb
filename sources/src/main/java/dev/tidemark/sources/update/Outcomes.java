package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import dev.tidemark.sources.update.UpdateJournal.PendingLoad;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the series of a run, and what the journal shall know. Thread-safe.
final class Outcomes {
    private final UpdateJournal journal;
    private final SortedMap<SeriesKey, SymbolOutcome> bySeries = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<SeriesKey> kept = new HashSet<>();
    private long done;

    Outcomes(UpdateJournal journal) {
        this.journal = journal;
        journal.pending().forEach(load -> kept.add(load.key()));
    }

    /// A series is done with.
    ///
    /// @param pending the load to keep in mind; empty when there is none any more
    synchronized void add(SymbolOutcome outcome, Optional<Entry> entry, Optional<PendingLoad> pending) {
        bySeries.put(outcome.key(), outcome);
        entry.ifPresent(entries::add);
        done++;
        if (pending.isPresent()) {
            journal.keep(pending.get());
        } else if (kept.contains(outcome.key())) {
            journal.settle(outcome.key());
        }
    }

    /// Number of series that were done with since it was last asked.
    synchronized long takeDone() {
        long now = done;
        done = 0;
        return now;
    }

    /// Writes down what has not been.
    synchronized void flush() {
        if (!entries.isEmpty()) {
            journal.record(List.copyOf(entries));
            entries.clear();
        }
    }

    synchronized List<SymbolOutcome> all() {
        return List.copyOf(bySeries.values());
    }
}
