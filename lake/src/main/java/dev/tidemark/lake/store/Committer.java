package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The commit point: a compare-and-swap on the number of the next commit. Everything that a commit names is durable before.
final class Committer {
    private static final int TRIES_WITHOUT_LOCK = 5;
    private static final long JITTER_MILLIS = 20;

    private final LakeStore store;
    private final WriterFolder folder;

    Committer(LakeStore store, WriterFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /// What shall be committed.
    ///
    /// @param facts digests of the facts that the commit shall name; empty for the present ones
    record Request(
            String kind,
            String message,
            WantedChanges wanted,
            Optional<Horizon> horizon,
            SortedMap<String, String> facts) {}

    /// Whether every edit wants what the head has already.
    boolean isNothing(Request request) {
        LakeState head = store.headState();
        return request.horizon().isEmpty() && request.facts().isEmpty()
                && request.wanted().changes().stream().allMatch(w -> manifest(head, w.name()).equals(w.after().map(SeriesSummary::manifest)));
    }

    private static Optional<Digest> manifest(LakeState state, String name) {
        return state.get(name).map(SeriesSummary::manifest);
    }

    CommitOutcome commit(Request request) throws IOException {
        for (int attempt = 0; attempt < TRIES_WITHOUT_LOCK; attempt++) {
            Optional<CommitOutcome> outcome = attempt(request);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            pause();
        }
        Optional<LockFile.Held> lock = LockFile.of(store.layout().locks().resolve("head"))
                .acquire(0, 1, false, store.options().lockTimeout());
        try (LockFile.Held _ = lock.orElseThrow(() -> new TidemarkException(
                ErrorCode.LOCKED, "gave up waiting for the lock on the head of the lake; try again"))) {
            while (true) {
                Optional<CommitOutcome> outcome = attempt(request);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, JITTER_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the commit", e);
        }
    }

    /// One try on top of the newest head; empty when somebody else took the number.
    private Optional<CommitOutcome> attempt(Request request) throws IOException {
        LakeState head = store.advanceHead();
        TreeSet<String> touched = new TreeSet<>();
        List<Commit.Change> changes = new ArrayList<>();
        for (WantedChanges.Wanted wanted : request.wanted().changes()) {
            Optional<Digest> now = manifest(head, wanted.name());
            if (now.equals(wanted.after().map(SeriesSummary::manifest))) {
                continue; // somebody made the same change
            }
            if (now.equals(wanted.before())) {
                changes.add(change(head, wanted));
            } else {
                touched.add(wanted.name());
            }
        }
        if (!touched.isEmpty()) {
            return Optional.of(new CommitOutcome.Conflict(touched));
        }
        if (changes.isEmpty() && request.horizon().isEmpty() && request.facts().isEmpty()) {
            return Optional.of(new CommitOutcome.Nothing());
        }
        return publish(head, request, changes);
    }

    private Commit.Change change(LakeState head, WantedChanges.Wanted wanted) {
        Optional<SeriesSummary> before = head.get(wanted.name());
        Map<String, Digest> old = new HashMap<>();
        if (before.isPresent() && before.get().partitions() > 0) {
            SeriesKey key = SeriesKey.parse(wanted.name());
            for (Partition p : store.manifests().series(key, before.get()).partitions()) {
                old.put(p.chunk(), p.content().content());
            }
        }
        int added = 0;
        int replaced = 0;
        for (Partition p : wanted.partitions()) {
            Digest was = old.remove(p.chunk());
            added += was == null ? 1 : 0;
            replaced += was != null && !was.equals(p.content().content()) ? 1 : 0;
        }
        return new Commit.Change(wanted.name(), before, wanted.after(), added, replaced, old.size());
    }

    private Optional<CommitOutcome> publish(LakeState head, Request request, List<Commit.Change> changes)
            throws IOException {
        FileOps files = store.files();
        String id = "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
        SortedMap<String, String> facts =
                request.facts().isEmpty() ? store.facts().snapshot(folder) : new TreeMap<>(request.facts());
        Commit draft = draft(head, request, changes, id);
        byte[] bytes = CommitFormat.write(draft, facts);
        Path target = store.layout().commit(draft.number());
        Path temporary = folder.fresh();
        files.createReadOnly(temporary, ByteBuffer.wrap(bytes));
        files.sync(temporary);
        files.createFolders(Folders.parent(target));
        if (!link(target, temporary, id)) {
            return Optional.empty();
        }
        return Optional.of(settle(draft, bytes, target));
    }

    private CommitOutcome settle(Commit draft, byte[] bytes, Path target) {
        try {
            store.files().syncFolder(Folders.parent(target));
            store.files().syncFolder(store.layout().commits());
        } catch (IOException e) {
            return new CommitOutcome.Unknown(
                    draft.id(),
                    "commit " + draft.number() + " was written but could not be made durable (" + e
                            + "); look for id " + draft.id() + " in `tidemark log` before doing it again");
        }
        Commit commit = CommitFormat.read(bytes, target, false);
        store.committed(commit, bytes.length, folder.folder());
        return new CommitOutcome.Committed(commit);
    }

    private Commit draft(LakeState head, Request request, List<Commit.Change> changes, String id) {
        Instant now = store.options().clock().instant().truncatedTo(ChronoUnit.MICROS);
        Instant time = now.isAfter(head.time()) ? now : head.time().plus(1, ChronoUnit.MICROS);
        return new Commit(
                head.number() + 1,
                new Digest(0, 0, 0, 0),
                head.digest(),
                id,
                time,
                request.kind(),
                request.message(),
                System.getProperty("user.name", "?"),
                HostName.of(),
                store.options().productVersion(),
                tzdb(),
                request.horizon(),
                changes,
                changes.size());
    }

    private static String tzdb() {
        return ZoneRulesProvider.getVersions("UTC").lastKey();
    }

    /// Puts the commit in its place if the place is free.
    ///
    /// @return false when another commit stands there
    private boolean link(Path target, Path temporary, String id) throws IOException {
        try {
            store.files().link(target, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return isOurs(target, id);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (isOurs(target, id)) {
                return true; // the answer was lost, the link was made
            }
            return renameUnderLock(target, temporary, e);
        }
    }

    /// For filesystems without links: the lake's lock makes check and rename one step, for the processes of one host.
    private boolean renameUnderLock(Path target, Path temporary, Exception cause) throws IOException {
        if (store.supportsLinks()) {
            throw new IOException("cannot link " + target + ": " + cause, cause);
        }
        Optional<LockFile.Held> lock = LockFile.of(store.layout().locks().resolve("rename"))
                .acquire(0, 1, false, store.options().lockTimeout());
        try (LockFile.Held _ = lock.orElseThrow(() -> new IOException("the lake's lock is taken"))) {
            if (Files.exists(target)) {
                return false;
            }
            store.files().rename(temporary, target);
            return true;
        }
    }

    private boolean isOurs(Path target, String id) throws IOException {
        try {
            return CommitFormat.read(store.files().read(target), target, true).id().equals(id);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
