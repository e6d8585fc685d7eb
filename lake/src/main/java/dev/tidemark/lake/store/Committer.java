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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The commit point: a compare-and-swap on the number of the next commit. Everything that a commit names is durable
/// before.
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
    /// @param facts  digests of the facts that the commit shall name
    /// @param anyway whether it is a commit even without a changed series: it restores facts or moves the horizon
    record Request(
            String kind,
            String message,
            WantedChanges wanted,
            Optional<Horizon> horizon,
            SortedMap<String, String> facts,
            boolean anyway) {}

    /// Whether every edit wants what the head has already.
    boolean isNothing(WantedChanges wanted) {
        LakeState head = store.advanceHead();
        return wanted.changes().stream()
                .allMatch(w -> manifest(head, w.name()).equals(w.after().map(SeriesSummary::manifest)));
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
        request.wanted().withoutRecord(head).forEach(dataset -> touched.add(dataset.toString()));
        if (!touched.isEmpty()) {
            return Optional.of(new CommitOutcome.Conflict(touched));
        }
        if (changes.isEmpty() && !request.anyway()) {
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
        Commit draft = draft(head, request, changes, id);
        byte[] bytes = CommitFormat.write(draft, request.facts());
        Path target = store.layout().commit(draft.number());
        Path temporary = folder.fresh();
        files.createReadOnly(temporary, ByteBuffer.wrap(bytes));
        files.sync(temporary);
        files.createFolders(Folders.parent(target));
        return switch (link(target, temporary, id)) {
            case OURS -> Optional.of(settle(draft, bytes, target));
            case TAKEN -> Optional.empty();
            case UNCLEAR -> Optional.of(unknown(draft, "it could not be seen whether it was written"));
        };
    }

    /// What became of the place of a commit.
    private enum Place {
        OURS,
        TAKEN,
        UNCLEAR
    }

    private static CommitOutcome unknown(Commit draft, String why) {
        return new CommitOutcome.Unknown(
                draft.id(),
                "commit " + draft.number() + ": " + why + "; look for id " + draft.id()
                        + " in `tidemark log` before doing it again");
    }

    private CommitOutcome settle(Commit draft, byte[] bytes, Path target) {
        try {
            // The parent, too: whoever made it may not have made it durable yet.
            Path before = Folders.parent(store.layout().commit(Math.max(1, draft.number() - 1)));
            for (Path each : new LinkedHashSet<>(
                    List.of(before, Folders.parent(target), store.layout().commits()))) {
                store.files().syncFolder(each);
            }
        } catch (IOException e) {
            return unknown(draft, "was written but could not be made durable (" + e + ")");
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
    private Place link(Path target, Path temporary, String id) throws IOException {
        try {
            store.files().link(target, temporary);
            return Place.OURS;
        } catch (FileAlreadyExistsException e) {
            return look(target, id);
        } catch (UnsupportedOperationException | IOException e) {
            Place place = Files.exists(target) ? look(target, id) : Place.TAKEN;
            if (place != Place.TAKEN) {
                return place; // the answer was lost, the link was made
            }
            return renameUnderLock(target, temporary, e) ? Place.OURS : Place.TAKEN;
        }
    }

    private Place look(Path target, String id) {
        try {
            byte[] bytes = store.files().read(target);
            return CommitFormat.read(bytes, target, true).id().equals(id) ? Place.OURS : Place.TAKEN;
        } catch (NoSuchFileException e) {
            return Place.TAKEN;
        } catch (IOException e) {
            return Place.UNCLEAR;
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
}
