package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.Finding;
import dev.tidemark.lake.maintain.VerifyReport;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.table.ContentDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Proves that the lake is what its commits say, as deep as asked.
final class VerifyRun {
    private final LakeStore store;
    private final boolean full;
    private final Progress progress;
    private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private long commits;
    private long pendingFiles;

    VerifyRun(LakeStore store, boolean full, Progress progress) {
        this.store = store;
        this.full = full;
        this.progress = progress;
    }

    VerifyReport run() throws IOException {
        LakeState head = store.advanceHead();
        chain(head);
        Map<String, Set<SeriesSummary>> wanted = wanted(head);
        int manifests = wanted.values().stream().mapToInt(Set::size).sum();
        progress.begin("verify", manifests, "series");
        series(wanted);
        progress.end();
        if (full) {
            tree();
        }
        findings.sort((a, b) -> a.name().compareTo(b.name()));
        return new VerifyReport(commits, manifests, objects.get(), bytes.get(), pendingFiles, findings);
    }

    /// Compares `data/` with the head. Files that the next writer puts right, since a process died between its commit
    /// and
    /// them, are counted, not found fault with.
    private void tree() throws IOException {
        Set<SeriesKey> pending = store.tree().pending();
        for (Finding finding : new StatusRun(store, false).run(progress).findings()) {
            if (finding.code().equals("manifest_damaged")) {
                continue;
            }
            if (pending.stream().anyMatch(key -> finding.path().startsWith("data/" + key.folder() + "/"))) {
                pendingFiles++;
            } else {
                findings.add(finding);
            }
        }
    }

    /// Every commit from the first on vouches for itself and names its parent's digest; what it names of config and
    /// registry is
    /// there.
    private void chain(LakeState head) {
        Optional<Digest> parent = Optional.empty();
        boolean isParentKnown = true;
        Set<String> facts = new HashSet<>();
        for (long number = 1; number <= head.number(); number++) {
            Path file = store.layout().commit(number);
            try {
                byte[] bytes = Json.read(store.files(), file, "commit " + number);
                Commit commit = CommitFormat.read(bytes, file, false);
                if (commit.number() != number
                        || (isParentKnown && !commit.parent().equals(parent))) {
                    findings.add(commitFinding(number, "does not name its parent: the chain is broken here"));
                }
                facts.addAll(CommitFormat.readFacts(bytes, file).values());
                parent = Optional.of(commit.digest());
                isParentKnown = true;
            } catch (DamagedException e) {
                findings.add(commitFinding(number, e.getMessage() + "; restore it from a backup"));
                isParentKnown = false;
            }
            commits++;
        }
        if (isParentKnown && !parent.equals(head.digest())) {
            findings.add(commitFinding(head.number(), "changed while it was looked at"));
        }
        facts.forEach(this::checkFact);
    }

    private Finding commitFinding(long number, String message) {
        return Finding.of(
                "commit_damaged",
                "commit " + number,
                store.layout().relative(store.layout().commit(number)),
                message);
    }

    private void checkFact(String digest) {
        try {
            store.facts().read(Digest.parse(digest));
        } catch (DamagedException e) {
            findings.add(finding("fact_damaged", digest, e));
        }
    }

    private Finding finding(String code, String name, DamagedException e) {
        return Finding.of(code, name, store.layout().relative(e.file()), String.valueOf(e.getMessage()));
    }

    private Map<String, Set<SeriesSummary>> wanted(LakeState head) throws IOException {
        Map<String, Set<SeriesSummary>> wanted = new TreeMap<>();
        head.all()
                .forEach((name, s) ->
                        wanted.computeIfAbsent(name, n -> new HashSet<>()).add(s));
        for (String tag : Tags.names(store)) {
            try {
                Tags.check(store, tag);
                store.log()
                        .at(Tags.number(store, tag), head)
                        .all()
                        .forEach((name, s) -> wanted.computeIfAbsent(name, n -> new HashSet<>())
                                .add(s));
            } catch (DamagedException e) {
                boolean isCommit = e.file().startsWith(store.layout().commits());
                if (!isCommit) { // a damaged commit is named already
                    findings.add(finding("tag_damaged", tag, e));
                }
            }
        }
        return wanted;
    }

    private void series(Map<String, Set<SeriesSummary>> wanted) {
        int threads = full ? Math.max(1, Runtime.getRuntime().availableProcessors()) : 1;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            wanted.forEach((name, summaries) -> summaries.forEach(s -> running.add(pool.submit(() -> check(name, s)))));
            try {
                for (Future<?> each : running) {
                    each.get();
                    progress.advance(1);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("verify failed in itself: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while verifying", e);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private void check(String name, SeriesSummary summary) {
        try {
            if (StoredSnapshot.isDataset(name)) {
                store.manifests().dataset(DatasetName.parse(name), summary.manifest());
                return;
            }
            SeriesKey key = SeriesKey.parse(name);
            Series series = store.manifests().series(key, summary);
            for (Partition partition : series.partitions()) {
                check(series, partition);
            }
        } catch (DamagedException e) {
            findings.add(finding("manifest_damaged", name, e));
        }
    }

    private void check(Series series, Partition partition) {
        Path object = store.object(series.key(), series.chunkSize(), partition);
        objects.incrementAndGet();
        bytes.addAndGet(partition.bytes());
        long length = object.toFile().length();
        if (!Files.isRegularFile(object)) {
            bad("object_missing", series, partition, object, "is not there");
        } else if (length != partition.bytes()) {
            bad(
                    "length_mismatch",
                    series,
                    partition,
                    object,
                    "has " + length + " bytes, the manifest says " + partition.bytes());
        } else if (full) {
            deep(series, partition, object);
        }
    }

    private void deep(Series series, Partition partition, Path object) {
        try {
            if (!Digest.of(store.files().read(object)).equals(partition.file())) {
                bad("checksum_mismatch", series, partition, object, "is not what its name says");
                return;
            }
            ContentDigest content =
                    ContentDigest.of(PartitionReader.standard().read(object, series.schema(), List.of()));
            if (!content.equals(partition.content())) {
                bad("content_mismatch", series, partition, object, "decodes to other values than the manifest says");
            }
        } catch (IOException | TidemarkException e) {
            bad("object_unreadable", series, partition, object, String.valueOf(e.getMessage()));
        }
    }

    private void bad(String code, Series series, Partition partition, Path object, String what) {
        String source = series.attributes().getOrDefault("source", "");
        findings.add(Finding.of(
                code,
                series.key() + "/" + partition.chunk(),
                store.layout().relative(object),
                what + "; delete this file, then repeat the import"
                        + (source.isEmpty() ? "" : " of " + source)
                        + ", which writes it again"));
    }
}
