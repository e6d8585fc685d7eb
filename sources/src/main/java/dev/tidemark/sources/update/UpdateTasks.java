package dev.tidemark.sources.update;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.update.UpdateJournal.PendingLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What an update of a lake has to do.
public final class UpdateTasks {
    private UpdateTasks() {}

    /// A task for each series of bars that a provider loaded, and for each load that has brought nothing yet: that one
    /// asks for exactly what it was asked for before.
    ///
    /// @param wanted which series
    public static List<SeriesTask> of(Snapshot head, UpdateJournal journal, Predicate<SeriesKey> wanted) {
        List<SeriesTask> tasks = new ArrayList<>();
        for (DatasetName dataset : head.datasets()) {
            if (dataset.group().equals(BarSchemas.GROUP)) {
                for (SeriesKey key : head.series(dataset)) {
                    if (wanted.test(key)) {
                        held(head, key).ifPresent(tasks::add);
                    }
                }
            }
        }
        for (PendingLoad load : journal.pending()) {
            if (wanted.test(load.key()) && head.summary(load.key()).isEmpty()) {
                tasks.add(again(load));
            }
        }
        return tasks;
    }

    /// The task of a series that a provider loaded; empty for an imported one.
    private static Optional<SeriesTask> held(Snapshot head, SeriesKey key) {
        Map<String, String> attributes = head.series(key).orElseThrow().attributes();
        String symbol = attributes.getOrDefault(UpdateRun.PROVIDER_SYMBOL, "");
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        String provider = attributes.getOrDefault(UpdateRun.SOURCE, "");
        return Optional.of(new SeriesTask(key, provider, symbol, Optional.empty(), new TreeMap<>()));
    }

    private static SeriesTask again(PendingLoad load) {
        SortedMap<String, String> attributes = load.attributes();
        Optional<SeriesTask.Range> range = Optional.of(new SeriesTask.Range(
                load.start().equals(Instant.EPOCH) ? Optional.empty() : Optional.of(load.start()), load.end()));
        return new SeriesTask(load.key(), load.provider(), load.symbol(), range, attributes);
    }
}
