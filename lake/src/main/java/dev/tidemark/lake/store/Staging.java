package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Files on their way to their immutable place: written to the writer's folder, made durable together, then renamed.
/// Thread-safe for [#add]; [#publish] is for the committing thread.
final class Staging {
    private final LakeLayout layout;
    private final FileOps files;
    private final WriterFolder folder;
    private final Map<Path, Path> staged = new LinkedHashMap<>(); // target -> temporary file
    private final Set<Path> present = new LinkedHashSet<>(); // targets that were there already
    private final Set<Path> named = new HashSet<>(); // folders whose names are durable

    Staging(LakeLayout layout, FileOps files, WriterFolder folder) {
        this.layout = layout;
        this.files = files;
        this.folder = folder;
    }

    LakeLayout layout() {
        return layout;
    }

    /// Stages one file. A target that exists with the right length is not written again: its name is its content.
    void add(Path target, ByteBuffer content) throws IOException {
        synchronized (staged) {
            if (staged.containsKey(target) || present.contains(target)) {
                return;
            }
        }
        if (isThere(target, content)) {
            synchronized (staged) {
                present.add(target);
            }
            return;
        }
        Path draft = folder.fresh();
        files.createReadOnly(draft, content);
        synchronized (staged) {
            staged.putIfAbsent(target, draft);
        }
    }

    /// Objects may be large and are compared by `verify --full`; the small files are compared here, so that writing
    /// them again
    /// heals a damaged one.
    private boolean isThere(Path target, ByteBuffer content) throws IOException {
        if (target.toFile().length() != content.remaining() || !Files.isRegularFile(target)) {
            return false;
        }
        return target.startsWith(layout.objects())
                || ByteBuffer.wrap(files.read(target)).equals(content);
    }

    /// Whether there is something that [#publish] will write.
    boolean isEmpty() {
        synchronized (staged) {
            return staged.isEmpty();
        }
    }

    /// Makes everything staged durable under its final name.
    void publish() throws IOException {
        Map<Path, Path> batch;
        List<Path> there;
        synchronized (staged) {
            batch = new LinkedHashMap<>(staged);
            there = List.copyOf(present);
        }
        if (batch.isEmpty() && there.isEmpty()) {
            return;
        }
        Way way = new Way();
        files.syncAll(batch.values(), List.of());
        there.forEach(target -> way.add(Folders.parent(target)));
        ManyFiles.each(List.copyOf(batch.entrySet()), entry -> {
            Path folder = Folders.parent(entry.getKey());
            if (!Files.isDirectory(folder)) {
                files.createFolders(folder);
            }
            way.add(folder);
            files.rename(entry.getValue(), entry.getKey());
        });
        files.syncAll(List.of(), way.changed);
        named.addAll(way.passed);
        synchronized (staged) {
            staged.keySet().removeAll(batch.keySet());
            there.forEach(present::remove);
        }
    }

    /// The folders whose entries must become durable: those of the files, and every one above whose name was not made
    /// durable
    /// by this writer yet. Not only those made here: another process may have made one a moment ago, and die with the
    /// machine.
    private final class Way {
        final Set<Path> changed = ConcurrentHashMap.newKeySet();
        final Set<Path> passed = ConcurrentHashMap.newKeySet();

        void add(Path folder) {
            changed.add(folder);
            for (Path p = folder; isBelowTop(p) && !named.contains(p) && passed.add(p); p = Folders.parent(p)) {
                changed.add(Folders.parent(p));
            }
        }

        private boolean isBelowTop(Path folder) {
            return !Folders.parent(folder).equals(layout.inner());
        }
    }

    /// Stages a manifest root, page or record, and returns its name.
    Digest addManifest(byte[] bytes) throws IOException {
        Digest digest = Digest.of(bytes);
        addManifest(digest, bytes);
        return digest;
    }

    void addManifest(Digest digest, byte[] bytes) throws IOException {
        add(layout.manifest(digest), ByteBuffer.wrap(bytes));
    }
}
