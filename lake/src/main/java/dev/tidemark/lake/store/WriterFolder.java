package dev.tidemark.lake.store;

import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A writer's own folder below `tmp/`, and the lock by which others see that the writer lives. The lock file stands
/// beside the
/// folder (`tmp/<writer>.lock`), so that the folder can be swept while its lock is held.
final class WriterFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterFolder.class);

    private final LakeLayout layout;
    private final FileOps files;
    private final String id;
    private final LockFile.Held alive;
    private final AtomicLong next = new AtomicLong();

    private WriterFolder(LakeLayout layout, FileOps files, String id, LockFile.Held alive) {
        this.layout = layout;
        this.files = files;
        this.id = id;
        this.alive = alive;
    }

    static WriterFolder open(LakeLayout layout, FileOps files) throws IOException {
        files.createFolders(layout.tmp());
        while (true) {
            String id = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
            Optional<LockFile.Held> alive = LockFile.create(lockOf(layout, id));
            if (alive.isPresent()) { // else a sweep took the new file for that of a dead writer
                return open(layout, files, id, alive.get());
            }
        }
    }

    private static WriterFolder open(LakeLayout layout, FileOps files, String id, LockFile.Held alive)
            throws IOException {
        try {
            files.createFolders(layout.tmp().resolve(id));
            return new WriterFolder(layout, files, id, alive);
        } catch (IOException | RuntimeException | Error e) {
            alive.close(); // the next writer sweeps the file
            throw e;
        }
    }

    private static Path lockOf(LakeLayout layout, String id) {
        return layout.tmp().resolve(id + ".lock");
    }

    String id() {
        return id;
    }

    Path folder() {
        return layout.tmp().resolve(id);
    }

    /// A name that is not used yet.
    Path fresh() {
        return folder().resolve(Long.toString(next.incrementAndGet()));
    }

    /// The writers whose folder or lock file is there but which do not live any more.
    static List<String> dead(LakeLayout layout) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String id : ids(layout)) {
            boolean isAlive = isAlive(layout, id);
            boolean hasLeft = !Files.exists(lockOf(layout, id))
                    && !Files.exists(layout.tmp().resolve(id));
            if (!isAlive && !hasLeft) {
                dead.add(id);
            }
        }
        return dead;
    }

    /// Whether the writer still runs. A living one has its lock file from before its folder until after it.
    static boolean isAlive(LakeLayout layout, String id) throws IOException {
        Path file = lockOf(layout, id);
        Optional<LockFile.Held> lock = LockFile.claim(file);
        lock.ifPresent(LockFile.Held::close);
        return lock.isEmpty() && Files.exists(file);
    }

    private static List<String> ids(LakeLayout layout) throws IOException {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(layout.tmp())) {
            for (Path path : stream) {
                String name = path.getFileName().toString();
                String id = name.endsWith(".lock") ? name.substring(0, name.length() - 5) : name;
                if (!ids.contains(id)) {
                    ids.add(id);
                }
            }
        } catch (NoSuchFileException e) {
            return ids;
        }
        return ids;
    }

    /// Deletes the folder of a dead writer, or a stray file of that name; does nothing when the writer lives.
    static void sweep(LakeLayout layout, FileOps files, String id) throws IOException {
        Path folder = layout.tmp().resolve(id);
        Path file = lockOf(layout, id);
        Optional<LockFile.Held> lock = LockFile.claim(file);
        if (lock.isPresent()) {
            try (LockFile.Held _ = lock.get()) {
                deleteFolder(files, folder);
                files.delete(file);
            }
        } else if (!Files.exists(file)) {
            deleteFolder(files, folder); // its lock file was lost
        }
    }

    private static void deleteFolder(FileOps files, Path folder) throws IOException {
        for (Path child : Tree.children(folder)) {
            files.delete(child);
        }
        files.delete(folder);
    }

    @Override
    public void close() {
        try {
            deleteFolder(files, folder());
            files.delete(lockOf(layout, id));
        } catch (IOException e) {
            // What stays is swept by the next writer; it is no reason to fail a job that has committed.
            LOG.warn("could not sweep {}: {}", folder(), e.toString());
        } finally {
            alive.close();
        }
    }
}
