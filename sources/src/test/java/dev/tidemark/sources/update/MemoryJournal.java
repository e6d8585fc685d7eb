package dev.tidemark.sources.update;

import dev.tidemark.lake.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A journal that lasts as long as its object.
public final class MemoryJournal implements UpdateJournal {
    private final Map<SeriesKey, PendingLoad> pending = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void keep(PendingLoad load) {
        pending.put(load.key(), load);
    }

    @Override
    public synchronized void settle(SeriesKey key) {
        pending.remove(key);
    }

    @Override
    public synchronized List<PendingLoad> pending() {
        return List.copyOf(pending.values());
    }

    @Override
    public synchronized void record(List<Entry> more) {
        entries.addAll(more);
    }

    @Override
    public synchronized List<Entry> history(SeriesKey key, int most) {
        return entries.reversed().stream()
                .filter(entry -> entry.key().equals(key))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<Entry> recent(int mostPerSeries) {
        return entries.reversed().stream()
                .filter(entry -> !entry.type().equals(Entry.FILL))
                .toList();
    }

    @Override
    public void close() {}
}
