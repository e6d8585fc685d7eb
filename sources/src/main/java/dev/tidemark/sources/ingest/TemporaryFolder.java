package dev.tidemark.sources.ingest;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.LockFile;
import dev.tidemark.lake.store.LakeLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A folder below the lake's `tmp/` for files on their way to `quarantine/`, and for rows that wait for their turn. It
/// is made when it is first needed, and
/// held
/// by a lock as a writer's folder is, so that the sweep of another process leaves it alone and takes it when this one
/// dies. Thread-safe.
public final class TemporaryFolder implements AutoCloseable {
    private final Path tmp;
    private final FileOps files;
    private String id = "";
    private final AtomicLong next = new AtomicLong();
    private LockFile.@Nullable Held alive;

    public TemporaryFolder(Lake lake) {
        this.tmp = new LakeLayout(lake.folder()).tmp();
        this.files = lake.options().files();
    }

    /// A path that is not used yet, in a folder that exists.
    public synchronized Path fresh() throws IOException {
        if (alive == null) {
            files.createFolders(tmp);
            alive = claim();
            files.createFolders(tmp.resolve(id));
        }
        return tmp.resolve(id).resolve(Long.toString(next.incrementAndGet()));
    }

    /// Takes a name of our own; a sweep that gets hold of the new lock file first costs that name.
    private LockFile.Held claim() throws IOException {
        while (true) {
            id = "q" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
            Optional<LockFile.Held> held = LockFile.create(lock());
            if (held.isPresent()) {
                return held.get();
            }
        }
    }

    private Path lock() {
        return tmp.resolve(id + ".lock");
    }

    /// Gives the folder up. A file that is left is swept by the next writer.
    @Override
    public synchronized void close() {
        if (alive == null) {
            return;
        }
        try {
            files.delete(tmp.resolve(id));
            files.delete(lock());
        } catch (IOException e) {
            // Left for the sweep.
        } finally {
            alive.close();
            alive = null;
        }
    }
}
