package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.SeriesSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a commit leaves behind: the manifest of each series and dataset by name. Immutable; a successor shares the base
/// and
/// carries its own small overlay.
final class LakeState {
    /// The state of a lake without commits.
    static final LakeState EMPTY =
            new LakeState(0, Optional.empty(), "", Instant.EPOCH, Horizon.NONE, new TreeMap<>(), new TreeMap<>());

    private static final int MIN_REBASE = 1024;

    private final long number;
    private final Optional<Digest> digest;
    private final String id;
    private final Instant time;
    private final Horizon horizon;
    private final NavigableMap<String, SeriesSummary> base;
    private final NavigableMap<String, Optional<SeriesSummary>> overlay;

    private LakeState(
            long number,
            Optional<Digest> digest,
            String id,
            Instant time,
            Horizon horizon,
            NavigableMap<String, SeriesSummary> base,
            NavigableMap<String, Optional<SeriesSummary>> overlay) {
        this.number = number;
        this.digest = digest;
        this.id = id;
        this.time = time;
        this.horizon = horizon;
        this.base = base;
        this.overlay = overlay;
    }

    /// A state read from a checkpoint.
    static LakeState of(
            long number,
            Digest digest,
            String id,
            Instant time,
            Horizon horizon,
            NavigableMap<String, SeriesSummary> entries) {
        return new LakeState(number, Optional.of(digest), id, time, horizon, entries, new TreeMap<>());
    }

    long number() {
        return number;
    }

    /// Digest of the commit file; empty before the first commit.
    Optional<Digest> digest() {
        return digest;
    }

    String id() {
        return id;
    }

    Instant time() {
        return time;
    }

    /// What the last `gc` up to here left whole.
    Horizon horizon() {
        return horizon;
    }

    Optional<SeriesSummary> get(String name) {
        Optional<SeriesSummary> over = overlay.get(name);
        return over != null ? over : Optional.ofNullable(base.get(name));
    }

    /// The entries whose name starts with `prefix`, sorted.
    NavigableMap<String, SeriesSummary> startingWith(String prefix) {
        String end = prefix + Character.MAX_VALUE;
        NavigableMap<String, SeriesSummary> found = base.subMap(prefix, true, end, false);
        NavigableMap<String, Optional<SeriesSummary>> changed = overlay.subMap(prefix, true, end, false);
        return changed.isEmpty() ? found : merged(found, changed);
    }

    /// All entries, sorted.
    NavigableMap<String, SeriesSummary> all() {
        return overlay.isEmpty() ? base : merged(base, overlay);
    }

    private static NavigableMap<String, SeriesSummary> merged(
            NavigableMap<String, SeriesSummary> base, NavigableMap<String, Optional<SeriesSummary>> overlay) {
        NavigableMap<String, SeriesSummary> merged = new TreeMap<>(base);
        overlay.forEach((name, value) -> value.ifPresentOrElse(v -> merged.put(name, v), () -> merged.remove(name)));
        return merged;
    }

    /// The state after the next commit.
    LakeState after(Commit commit) {
        NavigableMap<String, Optional<SeriesSummary>> changed = new TreeMap<>(overlay);
        commit.changes().forEach(change -> changed.put(change.name(), change.after()));
        Horizon newest = commit.horizon().orElse(horizon);
        return rebased(commit.number(), Optional.of(commit.digest()), commit.id(), commit.time(), newest, changed);
    }

    /// The entries before the changes of some commits, newest first, were made; under the header of the commit below
    /// them.
    LakeState before(Collection<Commit> newestFirst, Commit header) {
        NavigableMap<String, Optional<SeriesSummary>> changed = new TreeMap<>(overlay);
        for (Commit commit : newestFirst) {
            commit.changes().forEach(change -> changed.put(change.name(), change.before()));
        }
        return rebased(header.number(), Optional.of(header.digest()), header.id(), header.time(), horizon, changed);
    }

    private LakeState rebased(
            long newNumber,
            Optional<Digest> newDigest,
            String newId,
            Instant newTime,
            Horizon newHorizon,
            NavigableMap<String, Optional<SeriesSummary>> changed) {
        boolean rebase = changed.size() > Math.max(MIN_REBASE, base.size() / 8);
        return rebase
                ? new LakeState(
                        newNumber, newDigest, newId, newTime, newHorizon, merged(base, changed), new TreeMap<>())
                : new LakeState(newNumber, newDigest, newId, newTime, newHorizon, base, changed);
    }
}
