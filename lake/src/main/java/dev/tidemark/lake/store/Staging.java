package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        if (isThere(target, content.remaining())) {
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

    private static boolean isThere(Path target, long length) {
        return target.toFile().length() == length && Files.isRegularFile(target);
    }

    /// Makes everything staged durable under its final name.
    void publish() throws IOException {
        Map<Path, Path> batch;
        Set<Path> folders = ConcurrentHashMap.newKeySet();
        synchronized (staged) {
            batch = new LinkedHashMap<>(staged);
            present.forEach(target -> folders.add(Folders.parent(target)));
        }
        if (batch.isEmpty() && folders.isEmpty()) {
            return;
        }
        files.syncAll(batch.values(), List.of());
        ManyFiles.each(List.copyOf(batch.entrySet()), entry -> {
            createFolders(Folders.parent(entry.getKey()), folders);
            files.rename(entry.getValue(), entry.getKey());
        });
        files.syncAll(List.of(), folders);
        synchronized (staged) {
            staged.keySet().removeAll(batch.keySet());
            present.clear();
        }
    }

    /// Creates a folder and remembers every folder whose entries changed.
    private void createFolders(Path folder, Set<Path> changed) throws IOException {
        if (changed.contains(folder)) {
            return;
        }
        List<Path> missing = new ArrayList<>();
        for (Path p = folder; !changed.contains(p) && !Files.isDirectory(p); p = Folders.parent(p)) {
            missing.add(p);
        }
        if (!missing.isEmpty()) {
            files.createFolders(folder);
            missing.forEach(p -> changed.add(Folders.parent(p)));
        }
        changed.add(folder);
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
