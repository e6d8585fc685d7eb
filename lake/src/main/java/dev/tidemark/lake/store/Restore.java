package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the head equal to a past state by a new commit. Deletes nothing: the state before it stays in the history.
final class Restore {
    private final LakeStore store;

    Restore(LakeStore store) {
        this.store = store;
    }

    Optional<Commit> run(StoredSnapshot wanted) throws IOException {
        String what = "restore commit " + wanted.number();
        try (StoreWriter writer = store.writer(new Job("restore", what))) {
            new Revisions(store).requireWhole(wanted.number()); // gc may have run since it was opened
            StoredSnapshot head = store.head();
            List<DatasetEdit> datasets = new ArrayList<>();
            List<SeriesEdit> series = new ArrayList<>();
            for (Commit.Change change : store.history().diff(head, wanted)) {
                if (StoredSnapshot.isDataset(change.name())) {
                    DatasetName name = DatasetName.parse(change.name());
                    datasets.add(new DatasetEdit(name, head.dataset(name), wanted.dataset(name)));
                } else {
                    SeriesKey key = SeriesKey.parse(change.name());
                    series.add(new SeriesEdit(
                            key,
                            change.before().map(SeriesSummary::manifest),
                            wanted.series(key).map(Series::state)));
                }
            }
            SortedMap<String, byte[]> changed = changedFacts(wanted);
            SortedMap<String, String> facts = new TreeMap<>();
            if (!changed.isEmpty()) {
                SortedMap<String, byte[]> then = store.facts().present();
                then.putAll(changed);
                then.forEach((name, bytes) -> facts.put(name, Digest.of(bytes).hex()));
                writer.keep(then.values());
            }
            Optional<Commit> commit = writer.commit(what, datasets, series, Optional.empty(), facts)
                    .orThrow();
            putBack(changed, writer.folder());
            return commit;
        }
    }

    /// The config and the registry as the wanted state knew them, where they differ from the present ones.
    private SortedMap<String, byte[]> changedFacts(StoredSnapshot wanted) throws IOException {
        SortedMap<String, byte[]> present = store.facts().present();
        SortedMap<String, byte[]> changed = new TreeMap<>();
        for (Map.Entry<String, String> fact : factsOf(wanted).entrySet()) {
            byte[] then = store.facts().read(Digest.parse(fact.getValue()));
            if (!Arrays.equals(present.get(fact.getKey()), then)) {
                changed.put(fact.getKey(), then);
            }
        }
        return changed;
    }

    private SortedMap<String, String> factsOf(StoredSnapshot wanted) {
        if (wanted.number() == 0) {
            return new TreeMap<>();
        }
        Path file = store.layout().commit(wanted.number());
        return CommitFormat.readFacts(Json.read(store.files(), file, "commit " + wanted.number()), file);
    }

    /// Writes config and registry as they were. What stood there is kept as a fact of the commit before.
    private void putBack(SortedMap<String, byte[]> facts, WriterFolder tmp) throws IOException {
        for (Map.Entry<String, byte[]> fact : facts.entrySet()) {
            Path draft = tmp.fresh();
            store.files().create(draft, ByteBuffer.wrap(fact.getValue()));
            store.files().sync(draft);
            store.files().rename(draft, store.layout().root().resolve(fact.getKey()));
            store.files().syncFolder(store.layout().root());
        }
    }
}
