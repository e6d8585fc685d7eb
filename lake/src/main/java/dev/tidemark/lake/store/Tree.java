package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.TreeMode;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Makes `data/` equal to the head, series by series. A refresh always aims at the current head, whatever commit called
/// for it,
/// and looks again afterwards: whoever refreshes last leaves the newest state.
final class Tree {
    private static final int TRIES = 20;

    private final LakeLayout layout;
    private final FileOps files;
    private final TreeMode mode;
    private final Supplier<StoredSnapshot> head;

    Tree(LakeLayout layout, FileOps files, TreeMode mode, Supplier<StoredSnapshot> head) {
        this.layout = layout;
        this.files = files;
        this.mode = mode;
        this.head = head;
    }

    /// What a refresh changed and has yet to make durable.
    private static final class Changes {
        final Set<Path> folders = ConcurrentHashMap.newKeySet();
        final Set<Path> files = ConcurrentHashMap.newKeySet();
    }

    /// Refreshes series completely: data files, `manifest.json` and `SHA256SUMS`; durable when it returns.
    ///
    /// @param thorough also compares the bytes of files that are not links to their object
    void refresh(Collection<SeriesKey> keys, WriterFolder tmp, boolean thorough) throws IOException {
        Changes changes = new Changes();
        Collection<SeriesKey> rest = keys;
        while (!rest.isEmpty()) {
            StoredSnapshot snapshot = head.get();
            ManyFiles.each(List.copyOf(rest), key -> patiently(key, snapshot, tmp, thorough, changes));
            rest = moved(rest, snapshot);
        }
        sync(changes);
    }

    /// Another process may bring the same series up to date, and take a file or a folder away between two of our steps.
    private void patiently(SeriesKey key, StoredSnapshot snapshot, WriterFolder tmp, boolean thorough, Changes changes)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                refresh(key, snapshot, tmp, thorough, changes);
                return;
            } catch (NoSuchFileException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Whoever takes a file or a folder away makes that durable himself.
    private void sync(Changes changes) throws IOException {
        for (int attempt = 1; ; attempt++) {
            changes.files.removeIf(file -> !Files.exists(file));
            changes.folders.removeIf(folder -> !Files.isDirectory(folder));
            try {
                files.syncAll(changes.files, changes.folders);
                return;
            } catch (IOException e) {
                boolean isThere = changes.files.stream().allMatch(Files::exists)
                        && changes.folders.stream().allMatch(Files::isDirectory);
                if (isThere || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<SeriesKey> moved(Collection<SeriesKey> keys, StoredSnapshot since) {
        StoredSnapshot now = head.get();
        if (now.number() == since.number()) {
            return List.of();
        }
        return keys.stream()
                .filter(key -> !manifestOf(now, key).equals(manifestOf(since, key)))
                .toList();
    }

    private static Optional<?> manifestOf(StoredSnapshot snapshot, SeriesKey key) {
        return snapshot.summary(key).map(SeriesSummary::manifest);
    }

    private void refresh(SeriesKey key, StoredSnapshot snapshot, WriterFolder tmp, boolean thorough, Changes changes)
            throws IOException {
        Optional<Series> series = snapshot.series(key);
        Path folder = layout.treeSeries(key);
        boolean isNew = !Files.exists(folder);
        Set<Path> wanted = new HashSet<>();
        if (series.isPresent()) {
            for (Partition partition : series.get().partitions()) {
                wanted.add(place(series.get(), partition, tmp, thorough, changes));
            }
            write(folder.resolve(TreeFormat.MANIFEST), TreeFormat.manifest(series.get()), tmp, changes);
            write(folder.resolve(TreeFormat.CHECKSUMS), TreeFormat.checksums(series.get()), tmp, changes);
        }
        if (!isNew) {
            removeOthers(folder, wanted, series.isEmpty(), changes.folders);
        }
    }

    /// Puts one data file in its place unless it is there.
    private Path place(Series series, Partition partition, WriterFolder tmp, boolean thorough, Changes changes)
            throws IOException {
        Path object = layout.object(series.key(), series.chunkSize(), partition.chunk(), partition.file());
        Path target = layout.treeFile(series.key(), series.chunkSize(), partition.chunk());
        if (isRight(target, object, partition, thorough)) {
            return target;
        }
        if (!Files.isRegularFile(object)) {
            return target; // a damaged lake: `verify` names it; the tree keeps what it has
        }
        prepare(Folders.parent(target), changes.folders);
        if (mode == TreeMode.LINK && !Files.exists(target) && tryLink(target, object)) {
            return target;
        }
        Path draft = tmp.fresh();
        if (mode != TreeMode.LINK || !tryLink(draft, object)) {
            files.copy(object, draft, mode == TreeMode.REFLINK);
            files.sync(draft);
        }
        files.rename(draft, target);
        return target;
    }

    private boolean tryLink(Path link, Path object) throws IOException {
        try {
            files.link(link, object);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false; // EPERM, EXDEV, EMLINK: this file is copied
        }
    }

    private boolean isRight(Path target, Path object, Partition partition, boolean thorough) throws IOException {
        Optional<BasicFileAttributes> there = attributes(target);
        if (there.isEmpty()) {
            return false;
        }
        Object file = there.get().fileKey();
        if (file != null && attributes(object).map(BasicFileAttributes::fileKey).equals(Optional.of(file))) {
            return true;
        }
        boolean sameLength = there.get().size() == partition.bytes();
        if (mode == TreeMode.LINK || thorough || !sameLength) {
            return sameLength
                    && thorough
                    && Digest.of(files.read(target)).equals(partition.file())
                    && mode != TreeMode.LINK;
        }
        return isRendered(partition, target);
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Whether the `SHA256SUMS` beside a copied file names the digest that it shall have.
    private boolean isRendered(Partition partition, Path target) throws IOException {
        Path folder = Folders.parent(target);
        Path sums = folder.resolve(TreeFormat.CHECKSUMS);
        if (!Files.exists(sums)) {
            folder = Folders.parent(folder);
            sums = folder.resolve(TreeFormat.CHECKSUMS);
        }
        if (!Files.exists(sums)) {
            return false;
        }
        String line = partition.file().hex() + "  " + folder.relativize(target);
        return new String(files.read(sums), StandardCharsets.UTF_8).lines().anyMatch(line::equals);
    }

    private void write(Path target, byte[] content, WriterFolder tmp, Changes changes) throws IOException {
        if (target.toFile().length() == content.length
                && Files.exists(target)
                && Arrays.equals(files.read(target), content)) {
            return;
        }
        prepare(Folders.parent(target), changes.folders);
        Path draft = tmp.fresh();
        files.create(draft, ByteBuffer.wrap(content));
        files.rename(draft, target);
        changes.files.add(target);
    }

    /// Makes a folder, and remembers it and every folder that got a new one.
    private void prepare(Path folder, Set<Path> changed) throws IOException {
        changed.add(folder);
        if (Files.isDirectory(folder)) {
            return;
        }
        for (Path p = folder; !p.equals(layout.root()) && !Files.isDirectory(p); p = Folders.parent(p)) {
            changed.add(Folders.parent(p));
        }
        files.createFolders(folder);
    }

    /// Deletes the data files that the head does not name, and the folders that this leaves empty. What is no data file
    /// of a
    /// series (a user's own note) stays.
    private void removeOthers(Path folder, Set<Path> wanted, boolean gone, Set<Path> changed) throws IOException {
        Set<Path> wantedFolders = new HashSet<>();
        wanted.forEach(file -> wantedFolders.add(Folders.parent(file)));
        for (Path child : children(folder)) {
            String name = child.getFileName().toString();
            if (name.equals(TreeFormat.PART)) {
                deleteUnless(child, wanted, changed);
            } else if (name.indexOf('=') > 0 && !wantedFolders.contains(child) && Files.isDirectory(child)) {
                deleteUnless(child.resolve(TreeFormat.PART), wanted, changed);
                deleteIfEmpty(child, changed);
            } else if (gone && (name.equals(TreeFormat.MANIFEST) || name.equals(TreeFormat.CHECKSUMS))) {
                deleteUnless(child, wanted, changed);
            }
        }
        if (gone) {
            deleteIfEmpty(folder, changed);
        }
    }

    private void deleteUnless(Path file, Set<Path> wanted, Set<Path> changed) throws IOException {
        if (!wanted.contains(file) && Files.exists(file)) {
            files.delete(file);
            changed.add(Folders.parent(file));
        }
    }

    private void deleteIfEmpty(Path folder, Set<Path> changed) throws IOException {
        if (!Files.isDirectory(folder) || !children(folder).isEmpty()) {
            return;
        }
        try {
            files.delete(folder);
            changed.remove(folder);
            changed.add(Folders.parent(folder));
        } catch (DirectoryNotEmptyException e) {
            // another writer put something there; it is not empty any more
        }
    }

    static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return children;
        }
        return children;
    }

    /// Names the series before they are committed. One file a commit: `<writer>-<number>`.
    Path announce(WriterFolder writer, Collection<SeriesKey> keys) throws IOException {
        Path draft = writer.fresh();
        Path target = layout.treePending().resolve(writer.id() + "-" + draft.getFileName());
        files.create(draft, ByteBuffer.wrap(PendingList.write(keys)));
        files.sync(draft);
        files.rename(draft, target);
        files.syncFolder(layout.treePending());
        return target;
    }

    /// The lists that dead writers left.
    List<Path> orphans() throws IOException {
        List<Path> orphans = new ArrayList<>();
        for (Path list : children(layout.treePending())) {
            String name = list.getFileName().toString();
            int dash = name.indexOf('-');
            if (dash < 0 || !WriterFolder.isAlive(layout, name.substring(0, dash))) {
                orphans.add(list);
            }
        }
        return orphans;
    }

    /// The series whose tree somebody is about to bring up to date, or died before: what it lacks is no damage.
    Set<SeriesKey> pending() throws IOException {
        Set<SeriesKey> pending = new LinkedHashSet<>();
        for (Path list : children(layout.treePending())) {
            try {
                pending.addAll(read(list));
            } catch (DamagedException e) {
                // a torn list names nothing; `doctor` compares the whole tree then
            }
        }
        return pending;
    }

    /// Finishes what dead writers left undone.
    void adopt(List<Path> orphans, WriterFolder tmp) throws IOException {
        Set<SeriesKey> keys = new LinkedHashSet<>();
        for (Path list : orphans) {
            keys.addAll(read(list));
        }
        refresh(keys, tmp, true); // after a power loss a copy may be older than the checksums beside it
        forget(orphans);
    }

    private List<SeriesKey> read(Path list) throws IOException {
        try {
            return PendingList.read(files.read(list), list);
        } catch (NoSuchFileException e) {
            return List.of(); // somebody else adopted it
        }
    }

    void forget(Collection<Path> lists) throws IOException {
        for (Path list : lists) {
            files.delete(list);
        }
    }
}
