package dev.tidemark.lake.store;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The manifests and objects that the head, the tags and the commits above a horizon need.
final class Reachable {
    private final LakeStore store;
    private final LakeState head;
    private final Map<DatasetName, Optional<DatasetRecord>> records = new HashMap<>();
    private final Set<Digest> manifests = new HashSet<>();
    private final Set<Path> objects = new HashSet<>();

    Reachable(LakeStore store, LakeState head) {
        this.store = store;
        this.head = head;
    }

    boolean manifest(Digest digest) {
        return manifests.contains(digest);
    }

    boolean object(Path file) {
        return objects.contains(file);
    }

    /// Marks everything that stays readable under `horizon`.
    void mark(Horizon horizon, Progress progress) {
        progress.begin("mark", -1, "series");
        head.all().forEach((name, summary) -> mark(name, summary, progress));
        long oldest = Math.min(horizon.derived(), Math.min(horizon.rawAll(), horizon.raw()));
        for (long number = head.number(); number > Math.max(oldest, 0); number--) {
            for (Commit.Change change : store.log().read(number, false).changes()) {
                if (number > limit(change.name(), horizon)) {
                    change.before().ifPresent(before -> mark(change.name(), before, progress));
                }
            }
        }
        for (long tagged : Set.copyOf(Tags.allChecked(store).values())) {
            store.log().at(tagged, head).all().forEach((name, summary) -> mark(name, summary, progress));
        }
        progress.end();
    }

    /// The horizon of the class that a series or dataset belongs to.
    private long limit(String name, Horizon horizon) {
        String[] parts = name.split("/", 3);
        Optional<DatasetRecord> record = records.computeIfAbsent(new DatasetName(parts[0], parts[1]), this::record);
        if (record.isEmpty()) {
            return Math.min(horizon.raw(), Math.min(horizon.rawAll(), horizon.derived()));
        }
        if (record.get().derived()) {
            return horizon.derived();
        }
        return record.get().chunkSize() == ChunkSize.ALL ? horizon.rawAll() : horizon.raw();
    }

    private Optional<DatasetRecord> record(DatasetName name) {
        return head.get(name.toString()).map(s -> store.manifests().dataset(name, s.manifest()));
    }

    private void mark(String name, SeriesSummary summary, Progress progress) {
        if (!manifests.add(summary.manifest()) || StoredSnapshot.isDataset(name)) {
            return;
        }
        SeriesKey key = SeriesKey.parse(name);
        StoredSeries series = store.manifests().series(key, summary);
        manifests.addAll(series.pageDigests());
        for (Partition p : series.partitions()) {
            objects.add(store.layout().object(key, series.chunkSize(), p.chunk(), p.file()));
        }
        progress.advance(1);
    }
}
