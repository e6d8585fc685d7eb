package dev.tidemark.lake.store;

import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A writer's own folder below `tmp/`, and the lock by which others see that the writer lives. The lock file stands beside the
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
        String id = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
        files.createFolders(layout.tmp());
        LockFile.Held alive = LockFile.of(lockOf(layout, id))
                .tryAcquire(0, 1, false)
                .orElseThrow(() -> new IOException("a new writer's lock is taken: " + id));
        files.createFolders(layout.tmp().resolve(id));
        return new WriterFolder(layout, files, id, alive);
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
            Optional<LockFile.Held> lock = tryLock(layout, id);
            lock.ifPresent(held -> {
                dead.add(id);
                held.close();
            });
            LockFile.forget(lockOf(layout, id));
        }
        return dead;
    }

    private static Optional<LockFile.Held> tryLock(LakeLayout layout, String id) throws IOException {
        return LockFile.of(lockOf(layout, id)).tryAcquire(0, 1, false);
    }

    /// Whether the writer still runs.
    static boolean isAlive(LakeLayout layout, String id) throws IOException {
        if (!Files.exists(lockOf(layout, id))) {
            return false;
        }
        Optional<LockFile.Held> lock = tryLock(layout, id);
        lock.ifPresent(LockFile.Held::close);
        LockFile.forget(lockOf(layout, id));
        return lock.isEmpty();
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

    /// Deletes the folder of a dead writer; does nothing when it lives.
    static void sweep(LakeLayout layout, FileOps files, String id) throws IOException {
        Optional<LockFile.Held> lock = tryLock(layout, id);
        if (lock.isPresent()) {
            try (LockFile.Held _ = lock.get()) {
                deleteFolder(files, layout.tmp().resolve(id));
                files.delete(lockOf(layout, id));
            }
        }
        LockFile.forget(lockOf(layout, id));
    }

    private static void deleteFolder(FileOps files, Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        }
        for (Path child : children) {
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
            forget();
        }
    }

    private void forget() {
        try {
            LockFile.forget(lockOf(layout, id));
        } catch (IOException e) {
            LOG.warn("could not close the lock of {}: {}", folder(), e.toString());
        }
    }
}
