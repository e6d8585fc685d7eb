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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for what crashed writers left and for a tree that differs from the head, and puts it right on request.
final class DoctorRun {
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
        pendingTrees();
        tree();
        garbage();
        if (!store.supportsLinks()) {
            findings.add(Finding.harmless(
                    "no_links", store.layout().root().toString(), "",
                    "this filesystem has no hard links: data/ holds copies, and only one host may write to this lake"));
        }
        return new DoctorReport(findings);
    }

    private void deadWriters() throws IOException {
        for (String dead : WriterFolder.dead(store.layout())) {
            Finding finding = Finding.harmless(
                    "dead_writer", dead, ".tidemark/tmp/" + dead, "is the folder of a process that died; the next writer sweeps it");
            if (fix) {
                WriterFolder.sweep(store.layout(), store.files(), dead);
                store.files().delete(store.layout().owners().resolve(dead));
                finding = finding.asFixed();
            }
            findings.add(finding);
        }
    }

    private void pendingTrees() throws IOException {
        for (Path list : store.tree().orphans()) {
            findings.add(Finding.harmless(
                    "tree_pending",
                    list.getFileName().toString(),
                    store.layout().relative(list),
                    "names series whose tree a dead process did not finish; the next writer does"));
        }
    }

    private void tree() throws IOException {
        List<Finding> wrong = new StatusRun(store).run(progress).findings();
        if (!fix) {
            findings.addAll(wrong);
            return;
        }
        boolean pending = findings.stream().anyMatch(f -> f.code().equals("tree_pending"));
        if (wrong.isEmpty() && !pending) {
            return;
        }
        Set<SeriesKey> series = new LinkedHashSet<>();
        for (Finding finding : wrong) {
            if (!finding.code().equals("tree_foreign")) {
                series.add(SeriesKey.parse(finding.name()));
            }
        }
        try (StoreWriter writer = writer()) {
            for (Finding finding : wrong) {
                if (finding.code().equals("tree_foreign")) {
                    moveAway(finding);
                }
            }
            store.tree().refresh(series, writer.folder(), true);
            store.tree().forget(store.tree().orphans());
        }
        report(wrong);
    }

    /// The writer without the adoption of orphans: a torn list of theirs is what the comparison of the whole tree heals.
    private StoreWriter writer() throws IOException {
        Duration timeout = store.options().lockTimeout();
        Optional<LockFile.Held> noGc =
                LockFile.of(store.layout().locks().resolve("gc")).acquire(0, 1, true, timeout);
        return new StoreWriter(
                store,
                new Job("doctor", "doctor --fix"),
                noGc.orElseThrow(() -> new TidemarkException(
                        ErrorCode.LOCKED, "gave up waiting for `tidemark gc` to finish; try again")));
    }

    private void moveAway(Finding finding) throws IOException {
        Path file = store.layout().root().resolve(finding.path());
        Path target = store.layout().quarantine().resolve("tree").resolve(finding.path().substring("data/".length()));
        for (int i = 1; Files.exists(target); i++) {
            target = target.resolveSibling(file.getFileName() + "." + i);
        }
        store.files().createFolders(Folders.parent(target));
        store.files().rename(file, target);
    }

    /// What is still wrong after the repair is wrong for another reason: a damaged object.
    private void report(List<Finding> before) throws IOException {
        List<Finding> after = new StatusRun(store).run(progress).findings();
        Set<String> left = new LinkedHashSet<>();
        after.forEach(f -> left.add(f.path()));
        for (Finding finding : before) {
            findings.add(left.contains(finding.path()) ? damaged(finding) : finding.asFixed());
        }
        findings.replaceAll(f -> f.code().equals("tree_pending") ? f.asFixed() : f);
    }

    private static Finding damaged(Finding finding) {
        return Finding.of(
                "object_damaged",
                finding.name(),
                finding.path(),
                "could not be put right: the object itself is damaged or missing; `tidemark verify --full` says how to get it back");
    }

    /// Objects and manifests that nothing names waste space; they are what a killed writer had not committed.
    private void garbage() throws IOException {
        Optional<LockFile.Held> lock = LockFile.of(store.layout().locks().resolve("gc"))
                .acquire(0, 1, false, fix ? store.options().lockTimeout() : Duration.ZERO);
        if (lock.isEmpty()) {
            return; // a writer is at work: what it wrote and has not committed yet looks like garbage
        }
        try (LockFile.Held _ = lock.get()) {
            LakeState head = store.advanceHead();
            Reachable reachable = new Reachable(store, head);
            reachable.mark(head.horizon(), progress);
            Garbage garbage = Garbage.find(store.layout(), reachable);
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
}
