package dev.tidemark.sources.fill;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.update.UpdateJournal;
import dev.tidemark.sources.update.UpdateJournal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the series of a run, and what the journal shall know. Thread-safe.
final class FillLog {
    private final SortedMap<SeriesKey, FillOutcome> bySeries = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(FillOutcome outcome) {
        bySeries.put(outcome.key(), outcome);
    }

    synchronized void add(FillOutcome outcome, Entry entry) {
        add(outcome);
        entries.add(entry);
    }

    synchronized void write(UpdateJournal journal) {
        if (!entries.isEmpty()) {
            journal.record(List.copyOf(entries));
            entries.clear();
        }
    }

    synchronized List<FillOutcome> outcomes() {
        return List.copyOf(bySeries.values());
    }
}
