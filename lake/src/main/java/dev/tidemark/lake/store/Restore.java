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
import java.nio.file.Files;
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
            SortedMap<String, String> then = factsOf(wanted);
            boolean sameFacts = then.isEmpty() || then.equals(store.facts().snapshot(writer.folder()));
            Optional<Commit> commit = Removal.outcome(writer.commit(
                    what, datasets, series, Optional.empty(), sameFacts ? new TreeMap<>() : then));
            if (!sameFacts) {
                putBack(then, writer.folder());
            }
            return commit;
        }
    }

    private SortedMap<String, String> factsOf(StoredSnapshot wanted) throws IOException {
        if (wanted.number() == 0) {
            return new TreeMap<>();
        }
        Path file = store.layout().commit(wanted.number());
        return CommitFormat.readFacts(store.files().read(file), file);
    }

    /// Writes config and registry as they were. What stood there is kept as a fact of the commit before.
    private void putBack(SortedMap<String, String> facts, WriterFolder tmp) throws IOException {
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            Path target = store.layout().root().resolve(fact.getKey());
            byte[] then = store.facts().read(Digest.parse(fact.getValue()));
            if (Files.exists(target) && Arrays.equals(store.files().read(target), then)) {
                continue;
            }
            Path draft = tmp.fresh();
            store.files().create(draft, ByteBuffer.wrap(then));
            store.files().sync(draft);
            store.files().rename(draft, target);
            store.files().syncFolder(store.layout().root());
        }
    }
}
