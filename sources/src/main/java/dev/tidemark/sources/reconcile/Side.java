package dev.tidemark.sources.reconcile;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.update.UpdateRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One side of a comparison: series of bars of one state of the lake, at most one a symbol.
///
/// @param name     as messages call it, such as `bars/1d@41` or `yahoo`
/// @param snapshot the state
/// @param series   by symbol
public record Side(String name, Snapshot snapshot, SortedMap<String, SeriesKey> series) {
    public Side {
        series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
    }

    /// All series of a dataset.
    public static Side ofDataset(String name, Snapshot snapshot, DatasetName dataset) {
        SortedMap<String, SeriesKey> series = new TreeMap<>();
        snapshot.series(dataset).forEach(key -> series.put(key.symbol(), key));
        return new Side(name, snapshot, series);
    }

    /// The series that a provider delivered, of a dataset and of others with bars of the same length, such as its
    /// variants. Where several hold a symbol, the dataset itself comes first, then the others by name.
    public static Side ofProvider(String provider, Snapshot snapshot, DatasetName dataset) {
        Timeframe timeframe = BarSchemas.timeframeOf(dataset);
        List<DatasetName> datasets = new ArrayList<>();
        datasets.add(dataset);
        snapshot.datasets().stream()
                .filter(other -> !other.equals(dataset) && isDelivered(snapshot, other))
                .filter(other -> timeframe(other).equals(Optional.of(timeframe)))
                .forEach(datasets::add);
        SortedMap<String, SeriesKey> series = new TreeMap<>();
        for (DatasetName each : datasets) {
            for (SeriesKey key : snapshot.series(each)) {
                if (!series.containsKey(key.symbol()) && isFrom(provider, snapshot, key)) {
                    series.put(key.symbol(), key);
                }
            }
        }
        return new Side(provider, snapshot, series);
    }

    private static boolean isDelivered(Snapshot snapshot, DatasetName dataset) {
        return dataset.group().equals(BarSchemas.GROUP)
                && !snapshot.dataset(dataset).map(DatasetRecord::derived).orElse(true);
    }

    /// Empty for bars of another kind, such as volume bars.
    private static Optional<Timeframe> timeframe(DatasetName dataset) {
        try {
            return Optional.of(BarSchemas.timeframeOf(dataset));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isFrom(String provider, Snapshot snapshot, SeriesKey key) {
        return snapshot.series(key)
                .map(series -> series.attributes().getOrDefault(UpdateRun.SOURCE, ""))
                .filter(provider::equals)
                .isPresent();
    }
}
