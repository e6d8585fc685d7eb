package dev.tidemark.sources.ingest;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.store.LakeLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The lake's `quarantine/` folder. Thread-safe.
public final class Quarantine implements AutoCloseable {
    private final FileOps files;
    private final Path lake;
    private final Path root;
    private final TemporaryFolder drafts;

    public Quarantine(Lake lake) {
        this.files = lake.options().files();
        this.lake = lake.folder();
        this.root = new LakeLayout(lake.folder()).quarantine();
        this.drafts = new TemporaryFolder(lake);
    }

    /// Writes a file durably unless it is there: its name is its content.
    ///
    /// @return its path relative to the lake, with `/`
    String put(String folder, String name, byte[] content) {
        Path target = root.resolve(folder).resolve(name);
        try {
            if (target.toFile().length() != content.length) {
                Path draft = drafts.fresh();
                files.create(draft, ByteBuffer.wrap(content));
                files.createFolders(root.resolve(folder));
                files.sync(draft);
                files.rename(draft, target);
                syncFolders(root.resolve(folder));
            }
            return lake.relativize(target).toString().replace('\\', '/');
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write the quarantine file " + target + ": " + e, e);
        }
    }

    /// Makes a folder's entries durable, and those of the folders above it up to the lake, which may be as new.
    private void syncFolders(Path folder) throws IOException {
        for (Path each = folder; each != null && each.startsWith(lake); each = each.getParent()) {
            files.syncFolder(each);
        }
    }

    @Override
    public void close() {
        drafts.close();
    }
}
