package dev.tidemark.lake.store;

import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.LockFile;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.maintain.GcReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Deletes what no retained state needs: takes the gc lock alone, rereads head and tags, commits the new horizon,
/// deletes.
/// A run that dies in between leaves files that the next run deletes.
final class GcRun {
    private final LakeStore store;
    private final GcOptions options;
    private final Progress progress;

    GcRun(LakeStore store, GcOptions options, Progress progress) {
        this.store = store;
        this.options = options;
        this.progress = progress;
    }

    GcReport run() throws IOException {
        if (!options.all()) {
            return underGcLock();
        }
        store.leave(); // our own word must not stand in our way
        try (LockFile.Held _ = alone()) {
            return underGcLock();
        } finally {
            store.comeBack();
        }
    }

    private LockFile.Held alone() throws IOException {
        return LockFile.of(store.layout().locks().resolve("presence"))
                .acquire(0, 1, false, store.options().lockTimeout())
                .orElseThrow(() -> new TidemarkException(
                        ErrorCode.LOCKED,
                        "`gc --all` wants the lake for itself, and another process uses it; wait for it, or"
                                + " run plain `tidemark gc`"));
    }

    /// The gc lock is given back by [#underGcLock], not by the writer of the commit.
    private static void keepGcLock() {}

    private GcReport underGcLock() throws IOException {
        Optional<LockFile.Held> lock =
                GcLock.alone(store.layout(), store.options().lockTimeout());
        try (LockFile.Held _ = lock.orElseThrow(() -> new TidemarkException(
                ErrorCode.LOCKED,
                "gave up waiting " + store.options().lockTimeout().toSeconds() + " s for writers to finish: "
                        + Owners.describeAll(store.layout()) + "; try again later"))) {
            return collect();
        }
    }

    private GcReport collect() throws IOException {
        LakeState head = store.advanceHead();
        Horizon horizon = horizon(head);
        Reachable reachable = new Reachable(store, head);
        reachable.mark(horizon, progress);
        Garbage garbage = Garbage.find(store.layout(), reachable);
        boolean commits = moves(head.horizon(), horizon) && !garbage.isEmpty() && !options.dryRun();
        if (commits) {
            commitHorizon(horizon);
        }
        if (!options.dryRun()) {
            garbage.delete(store.layout(), store.files(), progress);
        }
        return new GcReport(
                garbage.objects().size(),
                garbage.manifests().size(),
                garbage.bytes(),
                commits ? horizon : head.horizon(),
                commits);
    }

    /// Whether a state that was whole is no longer. The step from a state to an equal one (the commit of an earlier
    /// `gc` that died)
    /// is none.
    private boolean moves(Horizon from, Horizon to) {
        long first = Math.min(from.derived(), Math.min(from.rawAll(), from.raw()));
        long last = Math.max(to.derived(), Math.max(to.rawAll(), to.raw()));
        for (long number = first + 1; number <= last; number++) {
            if (store.log().read(number, true).changed() > 0) {
                return !from.equals(to);
            }
        }
        return false;
    }

    private void commitHorizon(Horizon horizon) throws IOException {
        try (StoreWriter writer = new StoreWriter(store, new Job("gc", "collect garbage"), GcRun::keepGcLock)) {
            CommitOutcome outcome =
                    writer.commit("collect garbage", List.of(), List.of(), Optional.of(horizon), new TreeMap<>());
            outcome.orThrow();
        }
    }

    private Horizon horizon(LakeState head) {
        Horizon old = head.horizon();
        if (options.all()) {
            return new Horizon(head.number(), head.number(), head.number());
        }
        return new Horizon(
                Math.max(old.derived(), oldest(head, options.keepDerived())),
                Math.max(old.rawAll(), oldest(head, options.keepRawAll())),
                Math.max(old.raw(), oldest(head, options.keepRaw())));
    }

    /// The oldest commit that is younger than `age`, or among the newest that are kept anyway.
    private long oldest(LakeState head, Duration age) {
        Duration kept = age.compareTo(GcOptions.LEAST) < 0 ? GcOptions.LEAST : age;
        Instant limit = store.options().clock().instant().minus(kept);
        long low = 1;
        long high = Math.max(1, head.number() - options.keepCommits() + 1);
        while (low < high) { // the first commit at or after the limit, at most `high`
            long middle = (low + high) >>> 1;
            if (store.log().read(middle, true).time().isBefore(limit)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // The state before the first kept commit was the lake's state at the limit: it is kept too.
        return Math.max(0, low - 1);
    }
}
