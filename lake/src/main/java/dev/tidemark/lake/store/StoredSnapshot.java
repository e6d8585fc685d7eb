package dev.tidemark.lake.store;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.read.DatasetReader;
import dev.tidemark.lake.read.PartitionSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A [LakeState] with access to its manifests.
final class StoredSnapshot implements Snapshot {
    private final LakeState state;
    private final ManifestStore manifests;
    private final PartitionSource files;
    private final Map<DatasetName, DatasetRecord> records = new ConcurrentHashMap<>();

    /// @param files reads what the manifests name
    StoredSnapshot(LakeState state, ManifestStore manifests, PartitionSource files) {
        this.state = state;
        this.manifests = manifests;
        this.files = files;
    }

    LakeState state() {
        return state;
    }

    @Override
    public long number() {
        return state.number();
    }

    @Override
    public String commitId() {
        return state.id();
    }

    @Override
    public Instant time() {
        return state.time();
    }

    @Override
    public List<DatasetName> datasets() {
        return state.all().keySet().stream()
                .filter(StoredSnapshot::isDataset)
                .map(DatasetName::parse)
                .sorted()
                .toList();
    }

    /// Names in a state are `group/member` for a dataset's record and `group/member/SYMBOL` for a series.
    static boolean isDataset(String name) {
        return name.indexOf('/') == name.lastIndexOf('/');
    }

    @Override
    public Optional<DatasetRecord> dataset(DatasetName name) {
        return state.get(name.toString())
                .map(entry -> records.computeIfAbsent(name, n -> manifests.dataset(n, entry.manifest())));
    }

    @Override
    public DatasetReader dataset(String name) {
        return DatasetReader.of(this, DatasetName.parse(name), files);
    }

    @Override
    public List<SeriesKey> series(DatasetName dataset) {
        String prefix = dataset + "/";
        return state.startingWith(prefix).keySet().stream()
                .map(name -> new SeriesKey(dataset, name.substring(prefix.length())))
                .sorted()
                .toList();
    }

    @Override
    public int seriesCount() {
        return Math.toIntExact(
                state.all().keySet().stream().filter(n -> !isDataset(n)).count());
    }

    @Override
    public Optional<SeriesSummary> summary(SeriesKey key) {
        return state.get(key.toString());
    }

    @Override
    public Optional<Series> series(SeriesKey key) {
        return summary(key).map(summary -> manifests.series(key, summary));
    }
}
