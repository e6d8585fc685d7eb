package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.maintain.Finding;
import dev.tidemark.lake.maintain.StatusReport;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares `data/` with the head: one walk over the tree, and a hash only for files that the cache does not know as
/// they are, and that are not plainly the objects that were committed.
final class StatusRun {
    private static final Logger LOG = LoggerFactory.getLogger(StatusRun.class);

    /// Series' folders stand this deep below `data/`: group, dataset, symbol.
    private static final int SERIES_DEPTH = 3;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LakeStore store;
    private final boolean trusting;
    private final Path cacheFile;
    private final Set<Path> unknown = new HashSet<>(); // folders of series whose manifest cannot be read
    private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong hashed = new AtomicLong();
    private volatile boolean learnt;

    /// @param trusting whether a file that looks as it did when it was found right needs no look inside
    StatusRun(LakeStore store, boolean trusting) {
        this.store = store;
        this.trusting = trusting;
        this.cacheFile = store.layout().cache().resolve("status.bin");
    }

    /// A file that the head wants, and where it belongs.
    private static final class Wanted {
        final String series;
        final int index;
        final long committed;
        StatusCache.KnownFile known;
        boolean seen;

        /// @param committed when the manifest that names the file was written, in nanoseconds: no object that it names
        ///                  was written later
        Wanted(String series, int index, long committed, StatusCache.KnownFile known) {
            this.series = series;
            this.index = index;
            this.committed = committed;
            this.known = known;
        }
    }

    StatusReport run(Progress progress) throws IOException {
        StatusReport report = look(progress);
        if (!report.findings().isEmpty() && store.advanceHead().number() != report.commit()) {
            findings.clear(); // what a commit changed while we looked is no finding
            report = look(progress);
        }
        return report;
    }

    private StatusReport look(Progress progress) throws IOException {
        LakeState head = store.advanceHead();
        StatusCache old = StatusCache.read(cacheFile, store.id());
        StatusCache fresh = StatusCache.empty();
        Map<String, Wanted> wanted = new HashMap<>();
        long series = 0;
        for (Map.Entry<String, SeriesSummary> entry : head.all().entrySet()) {
            if (!StoredSnapshot.isDataset(entry.getKey())) {
                expect(entry.getKey(), entry.getValue(), old, fresh, wanted);
                series++;
            }
        }
        progress.begin("compare data/", wanted.size(), "files");
        walk(wanted, progress);
        progress.end();
        wanted.forEach((path, file) -> {
            if (!file.seen) {
                findings.add(Finding.of(
                        "tree_missing",
                        file.series,
                        "data/" + path,
                        "is missing; `tidemark doctor --fix` puts it back"));
            }
        });
        findings.sort((a, b) -> a.path().compareTo(b.path()));
        if (learnt || !old.entries().keySet().equals(fresh.entries().keySet())) {
            remember(wanted, fresh);
        }
        return new StatusReport(head.number(), series, wanted.size(), hashed.get(), findings);
    }

    private void expect(
            String name, SeriesSummary summary, StatusCache old, StatusCache fresh, Map<String, Wanted> wanted) {
        StatusCache.Entry entry = old.entries().get(name);
        SeriesKey key = SeriesKey.parse(name);
        long committed = 0;
        if (entry == null || !entry.manifest().equals(summary.manifest())) {
            try {
                List<StatusCache.KnownFile> before = entry == null ? List.of() : entry.files();
                entry = new StatusCache.Entry(
                        summary.manifest(),
                        StatusCache.carried(before, files(store.manifests().series(key, summary))));
                committed = lastModified(store.layout().manifest(summary.manifest()));
                learnt = true;
            } catch (DamagedException e) {
                unknown.add(store.layout().treeSeries(key));
                findings.add(Finding.of(
                        "manifest_damaged", name, store.layout().relative(e.file()), String.valueOf(e.getMessage())));
                return;
            }
        }
        fresh.entries().put(name, entry);
        String folder = key.folder() + "/";
        for (int i = 0; i < entry.files().size(); i++) {
            StatusCache.KnownFile file = entry.files().get(i);
            wanted.put(folder + file.path(), new Wanted(name, i, committed, file));
        }
    }

    private static long lastModified(Path file) {
        return file.toFile().lastModified() * NANOS_PER_MILLI;
    }

    private static List<StatusCache.KnownFile> files(Series series) {
        List<StatusCache.KnownFile> files = new ArrayList<>();
        for (Partition p : series.partitions()) {
            files.add(new StatusCache.KnownFile(TreeFormat.file(series.chunkSize(), p), p.file(), p.bytes(), 0, 0, 0));
        }
        files.add(rendered(TreeFormat.MANIFEST, TreeFormat.manifest(series)));
        files.add(rendered(TreeFormat.CHECKSUMS, TreeFormat.checksums(series)));
        return files;
    }

    private static StatusCache.KnownFile rendered(String name, byte[] content) {
        return new StatusCache.KnownFile(name, Digest.of(content), content.length, 0, 0, 0);
    }

    /// Walks the tree, the folders of series at the same time where there are many.
    private void walk(Map<String, Wanted> wanted, Progress progress) throws IOException {
        Path data = store.layout().data();
        int prefix = data.toString().length() + 1;
        List<Path> level = List.of(data);
        for (int depth = 0; depth < SERIES_DEPTH; depth++) {
            List<Path> below = new ArrayList<>();
            for (Path folder : level) {
                for (Path child : Tree.children(folder)) {
                    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                        below.add(child);
                    } else {
                        walk(child, prefix, wanted, progress);
                    }
                }
            }
            level = below;
        }
        ManyFiles.each(level, folder -> walk(folder, prefix, wanted, progress));
    }

    private void walk(Path top, int prefix, Map<String, Wanted> wanted, Progress progress) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Wanted expected = wanted.get(file.toString().substring(prefix));
                if (expected == null) {
                    foreign(file, prefix);
                } else {
                    compare(file, attributes, expected);
                    progress.advance(1);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE; // gone while we looked: reported as missing if it was wanted
            }
        });
    }

    private void foreign(Path file, int prefix) {
        if (unknown.stream().anyMatch(file::startsWith)) {
            return;
        }
        String path = file.toString().substring(prefix);
        findings.add(Finding.of(
                "tree_foreign",
                path,
                "data/" + path,
                "is no file of the lake; move it out of data/, or `tidemark doctor --fix` moves it to"
                        + " quarantine/tree/"));
    }

    private void compare(Path file, BasicFileAttributes attributes, Wanted wanted) throws IOException {
        long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        long fileKey = Objects.hashCode(attributes.fileKey());
        wanted.seen = true;
        if (attributes.isRegularFile()
                && wanted.known.isKnown(attributes.size(), modified, fileKey)
                && (trusting || isObject(file, wanted))) {
            return;
        }
        long recorded = System.currentTimeMillis() * NANOS_PER_MILLI;
        boolean right;
        try {
            right = attributes.isRegularFile()
                    && attributes.size() == wanted.known.bytes()
                    && (isAsCommitted(file, modified, wanted) || digest(file).equals(wanted.known.digest()));
        } catch (NoSuchFileException e) {
            wanted.seen = false;
            return;
        }
        if (right) {
            wanted.known = new StatusCache.KnownFile(
                    wanted.known.path(), wanted.known.digest(), wanted.known.bytes(), modified, fileKey, recorded);
            learnt = true;
        } else {
            String path = store.layout().relative(file);
            findings.add(Finding.of(
                    "tree_modified",
                    wanted.series,
                    path,
                    "is not what the head says; `tidemark doctor --fix` puts it right, `tidemark verify --full` tells"
                            + " whether history is damaged too"));
        }
    }

    /// Whether a file is a link to its object, and nobody wrote to it since the manifest was written that names it.
    private boolean isAsCommitted(Path file, long modified, Wanted wanted) throws IOException {
        return modified < wanted.committed - StatusCache.TICK_NANOS && isObject(file, wanted);
    }

    /// Whether a file of the tree is a link to its object, whose bytes `verify --full` looks at anyway.
    private boolean isObject(Path file, Wanted wanted) throws IOException {
        Path beside = store.layout().data().relativize(Folders.parent(file));
        Path object = store.layout()
                .objects()
                .resolve(beside)
                .resolve(wanted.known.digest().hex() + ".parquet");
        return Files.exists(object) && Files.isSameFile(file, object);
    }

    private Digest digest(Path file) throws IOException {
        hashed.incrementAndGet();
        return Digest.of(store.files().read(file));
    }

    /// Writes the cache. Failing to is no failure: the next run hashes again.
    private void remember(Map<String, Wanted> wanted, StatusCache fresh) {
        Map<String, StatusCache.KnownFile[]> bySeries = new HashMap<>();
        fresh.entries()
                .forEach((name, entry) -> bySeries.put(name, entry.files().toArray(StatusCache.KnownFile[]::new)));
        wanted.values().forEach(file -> Objects.requireNonNull(bySeries.get(file.series))[file.index] = file.known);
        fresh.entries()
                .replaceAll((name, entry) ->
                        new StatusCache.Entry(entry.manifest(), List.of(Objects.requireNonNull(bySeries.get(name)))));
        Path draft = store.layout().tmp().resolve("status-" + UUID.randomUUID()); // swept if we die here
        try {
            store.files().createFolders(store.layout().cache());
            store.files().create(draft, fresh.write(store.id()));
            store.files().rename(draft, cacheFile);
        } catch (IOException e) {
            LOG.warn("the status cache was not written: {}", e.toString());
        }
    }
}
