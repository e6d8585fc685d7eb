package dev.tidemark.sources.universe;

import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/// Reports and exports beside the lake. A file appears complete or not at all, and one that holds the bytes already is
/// left alone,
/// its time of change too. They are not made durable one by one: a file that a power cut took is noticed and written
/// again by the
/// next run. Thread-safe as long as two threads do not write one file.
public final class OutputFiles {
    private final FileOps ops;

    /// @param ops what changes the disk; a draft that a dead process left is hidden and named `.<file>.<random>`
    public OutputFiles(FileOps ops) {
        this.ops = ops;
    }

    /// What a call did.
    public enum Outcome {
        WRITTEN,
        UNCHANGED
    }

    /// Makes a file hold the bytes; makes its folder.
    ///
    /// @throws IOException when it cannot be read or written; what was there stays
    public Outcome write(Path file, byte[] bytes) throws IOException {
        if (holds(file, bytes)) {
            return Outcome.UNCHANGED;
        }
        replace(file, bytes);
        return Outcome.WRITTEN;
    }

    /// Writes a file whatever it holds; makes its folder.
    ///
    /// @throws IOException when it cannot be written; what was there stays
    public void replace(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder != null) {
            ops.createFolders(folder);
        }
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            ops.create(draft, ByteBuffer.wrap(bytes));
            ops.rename(draft, target);
        } finally {
            ops.delete(draft);
        }
    }

    /// Removes a file.
    ///
    /// @return whether it was there
    public boolean remove(Path file) throws IOException {
        return ops.delete(file);
    }

    private boolean holds(Path file, byte[] bytes) throws IOException {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == bytes.length
                    && Arrays.equals(ops.read(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
