package dev.tidemark.lake.store;

import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Edits with their manifests made and staged: what each name shall point to.
///
/// @param changes sorted by name, names unique
record WantedChanges(List<Wanted> changes) {
    /// One name's wanted move.
    ///
    /// @param before what the edit was decided on
    /// @param after  the new manifest and its numbers; empty removes the name
    record Wanted(String name, Optional<Digest> before, Optional<SeriesSummary> after, List<Partition> partitions) {}

    /// The datasets that would have a series without a record after these changes: somebody else removed the record, or
    /// added
    /// a series to a dataset that shall go.
    Set<DatasetName> withoutRecord(LakeState head) {
        Map<String, Boolean> after = new HashMap<>();
        changes.forEach(w -> after.put(w.name(), w.after().isPresent()));
        Set<DatasetName> without = new TreeSet<>();
        for (Wanted wanted : changes) {
            if (!StoredSnapshot.isDataset(wanted.name())) {
                DatasetName dataset = SeriesKey.parse(wanted.name()).dataset();
                String record = dataset.toString();
                if (wanted.after().isPresent()
                        && !after.getOrDefault(record, head.get(record).isPresent())) {
                    without.add(dataset);
                }
            } else if (wanted.after().isEmpty()
                    && head.startingWith(wanted.name() + "/").keySet().stream()
                            .anyMatch(series -> after.getOrDefault(series, true))) {
                without.add(DatasetName.parse(wanted.name()));
            }
        }
        return without;
    }

    static WantedChanges stage(Collection<DatasetEdit> datasets, Collection<SeriesEdit> series, Staging staging)
            throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        for (DatasetEdit edit : datasets) {
            Optional<Digest> before = edit.before().map(r -> Digest.of(ManifestFormat.write(edit.name(), r)));
            Optional<SeriesSummary> after = Optional.empty();
            if (edit.after().isPresent()) {
                Digest digest = staging.addManifest(
                        ManifestFormat.write(edit.name(), edit.after().get()));
                after = Optional.of(SeriesSummary.ofRecord(digest));
            }
            wanted.add(new Wanted(edit.name().toString(), before, after, List.of()));
        }
        Queue<Wanted> ofSeries = new ConcurrentLinkedQueue<>();
        ManyFiles.each(List.copyOf(series), edit -> ofSeries.add(stage(edit, staging)));
        wanted.addAll(ofSeries);
        wanted.sort(Comparator.comparing(Wanted::name));
        for (int i = 1; i < wanted.size(); i++) {
            if (wanted.get(i).name().equals(wanted.get(i - 1).name())) {
                throw new IllegalArgumentException(
                        "two edits of " + wanted.get(i).name() + " in one commit");
            }
        }
        return new WantedChanges(wanted);
    }

    private static Wanted stage(SeriesEdit edit, Staging staging) throws IOException {
        if (edit.after().isEmpty()) {
            return new Wanted(edit.key().toString(), edit.before(), Optional.empty(), List.of());
        }
        SeriesState state = edit.after().get();
        ManifestFormat.Files files = ManifestFormat.write(edit.key(), state);
        for (Map.Entry<Digest, byte[]> page : files.pages().entrySet()) {
            staging.addManifest(page.getKey(), page.getValue());
        }
        Digest root = Digest.of(files.root());
        staging.add(staging.layout().manifest(root), ByteBuffer.wrap(files.root()));
        SeriesSummary summary = SeriesSummary.of(root, state);
        return new Wanted(edit.key().toString(), edit.before(), Optional.of(summary), state.partitions());
    }
}
