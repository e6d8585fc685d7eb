package dev.tidemark.lake.store;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.LockFile;
import dev.tidemark.lake.maintain.DoctorReport;
import dev.tidemark.lake.maintain.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Looks for what crashed writers left and for a tree that differs from the head, and puts it right on request.
final class DoctorRun {
    private static final Set<String> REPAIRABLE = Set.of("tree_missing", "tree_modified");
    private static final String FOREIGN = "tree_foreign";

    private final LakeStore store;
    private final boolean fix;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();

    DoctorRun(LakeStore store, boolean fix, Progress progress) {
        this.store = store;
        this.fix = fix;
        this.progress = progress;
    }

    DoctorReport run() throws IOException {
        store.advanceHead(); // a broken chain is an error of its own
        deadWriters();
        tree(pendingTrees());
        garbage();
        if (!store.supportsLinks()) {
            findings.add(Finding.harmless(
                    "no_links",
                    store.layout().root().toString(),
                    "",
                    "this filesystem has no hard links: data/ holds copies, and only one host may write to this lake"));
        }
        return new DoctorReport(findings);
    }

    private void deadWriters() throws IOException {
        Set<String> dead = new TreeSet<>(WriterFolder.dead(store.layout()));
        Owners.dead(store.layout()).forEach(note -> dead.add(note.getFileName().toString()));
        for (String each : dead) {
            Finding finding = Finding.harmless(
                    "dead_writer",
                    each,
                    ".tidemark/tmp/" + each,
                    "is what a process that died left; the next writer sweeps it");
            if (fix) {
                WriterFolder.sweep(store.layout(), store.files(), each);
                store.files().delete(store.layout().owners().resolve(each));
                finding = finding.asFixed();
            }
            findings.add(finding);
        }
    }

    private List<Path> pendingTrees() throws IOException {
        List<Path> lists = store.tree().orphans();
        for (Path list : lists) {
            Finding finding = Finding.harmless(
                    "tree_pending",
                    list.getFileName().toString(),
                    store.layout().relative(list),
                    "names series whose tree a dead process did not finish; the next writer does");
            findings.add(fix ? finding.asFixed() : finding);
        }
        return lists;
    }

    private void tree(List<Path> pending) throws IOException {
        List<Finding> wrong = new StatusRun(store, true).run(progress).findings();
        if (!fix) {
            findings.addAll(wrong);
            return;
        }
        if (wrong.isEmpty() && pending.isEmpty()) {
            return;
        }
        try (StoreWriter writer = writer()) {
            moveAway(wrong);
            Set<SeriesKey> series = wrong.stream()
                    .filter(f -> REPAIRABLE.contains(f.code()))
                    .map(f -> SeriesKey.parse(f.name()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            store.tree().refresh(series, writer.folder(), true);
            store.tree().forget(pending);
        }
        report(wrong);
    }

    /// The writer without the adoption of orphans: a torn list of theirs is what the comparison of the whole tree
    /// heals.
    private StoreWriter writer() throws IOException {
        Duration timeout = store.options().lockTimeout();
        Optional<LockFile.Held> noGc = GcLock.shared(store.layout(), timeout);
        return new StoreWriter(
                store,
                new Job("doctor", "doctor --fix"),
                noGc.orElseThrow(() -> new TidemarkException(
                        ErrorCode.LOCKED, "gave up waiting for `tidemark gc` to finish; try again")));
    }

    /// Moves away what is no file of the lake: not of the head before it was seen, and not of a head read after it was
    /// seen. What
    /// a commit made in between put there is the lake's own.
    private void moveAway(List<Finding> wrong) throws IOException {
        if (wrong.stream().noneMatch(f -> f.code().equals(FOREIGN))) {
            return;
        }
        Set<String> still = new LinkedHashSet<>();
        new StatusRun(store, true)
                .run(progress).findings().stream()
                        .filter(f -> f.code().equals(FOREIGN))
                        .forEach(f -> still.add(f.path()));
        for (Finding finding : wrong) {
            if (finding.code().equals(FOREIGN) && still.contains(finding.path())) {
                moveAway(finding);
            }
        }
    }

    private void moveAway(Finding finding) throws IOException {
        Path file = store.layout().root().resolve(finding.path());
        Path target = store.layout()
                .quarantine()
                .resolve("tree")
                .resolve(finding.path().substring("data/".length()));
        for (int i = 1; Files.exists(target); i++) {
            target = target.resolveSibling(file.getFileName() + "." + i);
        }
        store.files().createFolders(Folders.parent(target));
        try {
            store.files().rename(file, target);
        } catch (NoSuchFileException e) {
            return; // its owner took it away himself
        }
        store.files().syncAll(List.of(), List.of(Folders.parent(target), Folders.parent(file)));
    }

    /// What is still wrong after the repair is wrong for another reason: a damaged object.
    private void report(List<Finding> before) throws IOException {
        Set<String> left = new LinkedHashSet<>();
        new StatusRun(store, true).run(progress).findings().forEach(f -> left.add(f.path()));
        for (Finding finding : before) {
            if (!left.contains(finding.path())) {
                findings.add(finding.asFixed());
            } else {
                findings.add(REPAIRABLE.contains(finding.code()) ? damaged(finding) : finding);
            }
        }
    }

    private static Finding damaged(Finding finding) {
        return Finding.of(
                "object_damaged",
                finding.name(),
                finding.path(),
                "could not be put right: the object itself is damaged or missing; `tidemark verify --full` says how to"
                        + " get it back");
    }

    /// Objects and manifests that nothing names waste space; they are what a killed writer had not committed.
    private void garbage() throws IOException {
        Optional<LockFile.Held> lock =
                GcLock.alone(store.layout(), fix ? store.options().lockTimeout() : Duration.ZERO);
        if (lock.isEmpty()) {
            return; // a writer is at work: what it wrote and has not committed yet looks like garbage
        }
        try (LockFile.Held _ = lock.get()) {
            LakeState head = store.advanceHead();
            Reachable reachable = new Reachable(store, head);
            reachable.mark(head.horizon(), progress);
            report(Garbage.find(store.layout(), reachable));
        } catch (DamagedException e) {
            String path = store.layout().relative(e.file());
            if (findings.stream().noneMatch(f -> f.path().equals(path))) {
                findings.add(Finding.of(
                        "history_damaged",
                        path,
                        path,
                        e.getMessage()
                                + "; until then nothing is known to be garbage, and `tidemark gc` deletes nothing"));
            }
        }
    }

    private void report(Garbage garbage) throws IOException {
        if (garbage.isEmpty()) {
            return;
        }
        Finding finding = Finding.harmless(
                "orphan_object",
                garbage.objects().size() + " objects, " + garbage.manifests().size() + " manifests",
                ".tidemark",
                "belong to no commit (" + garbage.bytes() + " bytes); `tidemark gc` deletes them");
        if (fix) {
            garbage.delete(store.layout(), store.files(), progress);
            finding = finding.asFixed();
        }
        findings.add(finding);
    }
}
