package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.History;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// History over the commit log.
final class StoredHistory implements History {
    private final LakeStore store;

    StoredHistory(LakeStore store) {
        this.store = store;
    }

    @Override
    public void log(Predicate<Commit> more) {
        for (long number = store.advanceHead().number(); number > 0; number--) {
            if (!more.test(store.log().read(number, true))) {
                return;
            }
        }
    }

    @Override
    public Commit commit(long number) {
        if (number < 1 || number > store.advanceHead().number()) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no commit " + number);
        }
        return store.log().read(number, false);
    }

    @Override
    public List<Commit.Change> diff(Snapshot from, Snapshot to) {
        LakeState before = ((StoredSnapshot) from).state();
        LakeState after = ((StoredSnapshot) to).state();
        SortedMap<String, SeriesSummary> old = before.all();
        SortedMap<String, SeriesSummary> now = after.all();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        List<Commit.Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<SeriesSummary> a = Optional.ofNullable(old.get(name));
            Optional<SeriesSummary> b = Optional.ofNullable(now.get(name));
            if (!a.map(SeriesSummary::manifest).equals(b.map(SeriesSummary::manifest))) {
                changes.add(change(name, a, b));
            }
        }
        return changes;
    }

    private Commit.Change change(String name, Optional<SeriesSummary> before, Optional<SeriesSummary> after) {
        Map<String, Digest> old = contents(name, before);
        int added = 0;
        int replaced = 0;
        for (Map.Entry<String, Digest> entry : contents(name, after).entrySet()) {
            Digest was = old.remove(entry.getKey());
            added += was == null ? 1 : 0;
            replaced += was != null && !was.equals(entry.getValue()) ? 1 : 0;
        }
        return new Commit.Change(name, before, after, added, replaced, old.size());
    }

    private Map<String, Digest> contents(String name, Optional<SeriesSummary> summary) {
        Map<String, Digest> contents = new HashMap<>();
        if (summary.isPresent() && !StoredSnapshot.isDataset(name)) {
            for (Partition p : store.manifests()
                    .series(SeriesKey.parse(name), summary.get())
                    .partitions()) {
                contents.put(p.chunk(), p.content().content());
            }
        }
        return contents;
    }

    @Override
    public SortedMap<String, Long> tags() {
        return Tags.all(store);
    }

    @Override
    public void tag(String name, Snapshot state) {
        try (StoreWriter writer = store.writer(new Job("tag", name))) {
            new Revisions(store).requireWhole(state.number()); // gc may have run since it was opened
            Tags.add(store, writer.folder(), name, ((StoredSnapshot) state).state());
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write tag '" + name + "': " + e, e);
        }
    }

    @Override
    public void untag(String name) {
        try (StoreWriter _ = store.writer(new Job("tag", name))) {
            Tags.delete(store, name);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot delete tag '" + name + "': " + e, e);
        }
    }

    @Override
    public Horizon horizon() {
        return store.advanceHead().horizon();
    }
}
