package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The system's files below one folder, with a model of what a power cut leaves of them. The model promises as little
/// as POSIX does:
/// a file's bytes survive from its sync on, before that none, half or all of them do; a name survives from the sync of
/// its
/// folder on, before that it is what any of the changes since made it, each name for itself, and both halves of a
/// rename.
public final class PowerFileOps extends UnsyncedFileOps {
    /// What a cut spares of that which was not synced.
    public enum Luck {
        /// Nothing.
        NONE,
        /// Every name, and no byte of a file.
        NAMES,
        /// Each thing by chance.
        RANDOM
    }

    private sealed interface Node permits FileNode, FolderNode {}

    private static final class FileNode implements Node {
        final byte[] content;
        boolean isSynced;

        FileNode(byte[] content, boolean isSynced) {
            this.content = content;
            this.isSynced = isSynced;
        }
    }

    private static final class FolderNode implements Node {
        final Map<String, Entry> entries = new TreeMap<>();
    }

    /// A name in a folder: what it stood for at the last sync, and what it was made since.
    private static final class Entry {
        @Nullable
        Node durable;

        final List<@Nullable Node> since = new ArrayList<>();

        @Nullable
        Node now() {
            return since.isEmpty() ? durable : since.getLast();
        }
    }

    private final Path root;
    private final FolderNode top;

    /// @param root everything that is there now is durable
    public PowerFileOps(Path root) throws IOException {
        this.root = root;
        this.top = scan(root, new HashMap<>());
    }

    private static FolderNode scan(Path folder, Map<Object, FileNode> byKey) throws IOException {
        FolderNode node = new FolderNode();
        try (var children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                Entry entry = new Entry();
                if (Files.isDirectory(child)) {
                    entry.durable = scan(child, byKey);
                } else {
                    Object key = Files.getAttribute(child, "unix:ino");
                    FileNode known = byKey.get(key);
                    if (known == null) {
                        known = new FileNode(Files.readAllBytes(child), true);
                        byKey.put(key, known);
                    }
                    entry.durable = known;
                }
                node.entries.put(child.getFileName().toString(), entry);
            }
        }
        return node;
    }

    private @Nullable Node node(Path path) {
        Node node = top;
        for (Path name : root.relativize(path)) {
            if (name.toString().isEmpty()) {
                continue;
            }
            Entry entry = node instanceof FolderNode folder ? folder.entries.get(name.toString()) : null;
            node = entry == null ? null : entry.now();
        }
        return node;
    }

    private void set(Path path, @Nullable Node node) {
        FolderNode parent = (FolderNode) node(path.getParent());
        if (node == null && !parent.entries.containsKey(path.getFileName().toString())) {
            return; // a lock file, which the model does not know
        }
        parent.entries
                .computeIfAbsent(path.getFileName().toString(), _ -> new Entry())
                .since
                .add(node);
    }

    @Override
    public synchronized void create(Path file, ByteBuffer content) throws IOException {
        super.create(file, content);
        set(file, new FileNode(bytes(content), false));
    }

    @Override
    public synchronized void createReadOnly(Path file, ByteBuffer content) throws IOException {
        super.createReadOnly(file, content);
        set(file, new FileNode(bytes(content), false));
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public synchronized void sync(Path file) throws IOException {
        super.sync(file);
        ((FileNode) node(file)).isSynced = true;
    }

    @Override
    public synchronized void syncFolder(Path folder) throws IOException {
        super.syncFolder(folder);
        for (Entry entry : ((FolderNode) node(folder)).entries.values()) {
            entry.durable = entry.now();
            entry.since.clear();
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        super.rename(from, to);
        Node node = node(from);
        if (node != node(to)) { // two names of one file: rename does nothing
            set(to, node);
            set(from, null);
        }
    }

    @Override
    public synchronized void link(Path link, Path existing) throws IOException {
        super.link(link, existing);
        set(link, node(existing));
    }

    @Override
    public synchronized void copy(Path from, Path to, boolean reflink) throws IOException {
        super.copy(from, to, reflink);
        set(to, new FileNode(((FileNode) node(from)).content, false));
    }

    @Override
    public synchronized boolean delete(Path path) throws IOException {
        boolean existed = super.delete(path);
        if (existed) {
            set(path, null);
        }
        return existed;
    }

    @Override
    public synchronized void createFolders(Path folder) throws IOException {
        super.createFolders(folder);
        Path path = root;
        for (Path name : root.relativize(folder)) {
            path = path.resolve(name);
            if (node(path) == null) {
                set(path, new FolderNode());
            }
        }
    }

    /// Writes what a cut at this moment leaves into a new folder.
    public synchronized void cut(Path target, Luck luck, Random random) throws IOException {
        write(top, target, luck, random, new IdentityHashMap<>());
    }

    private static void write(FolderNode folder, Path target, Luck luck, Random random, Map<FileNode, Path> written)
            throws IOException {
        Files.createDirectories(target);
        for (Map.Entry<String, Entry> named : folder.entries.entrySet()) {
            Path path = target.resolve(named.getKey());
            switch (survivor(named.getValue(), luck, random)) {
                case null -> {}
                case FolderNode child -> write(child, path, luck, random, written);
                case FileNode file -> {
                    Path link = written.putIfAbsent(file, path);
                    if (link != null) {
                        Files.createLink(path, link);
                    } else {
                        Files.write(path, Arrays.copyOf(file.content, survivingBytes(file, luck, random)));
                    }
                }
            }
        }
    }

    private static @Nullable Node survivor(Entry entry, Luck luck, Random random) {
        return switch (luck) {
            case NONE -> entry.durable;
            case NAMES -> entry.now();
            case RANDOM -> {
                int chosen = random.nextInt(entry.since.size() + 1);
                yield chosen == 0 ? entry.durable : entry.since.get(chosen - 1);
            }
        };
    }

    private static int survivingBytes(FileNode file, Luck luck, Random random) {
        if (file.isSynced) {
            return file.content.length;
        }
        return luck == Luck.RANDOM ? file.content.length * random.nextInt(3) / 2 : 0;
    }

    @Override
    public synchronized void syncAll(Collection<Path> files, Collection<Path> folders) throws IOException {
        super.syncAll(files, folders);
    }
}
