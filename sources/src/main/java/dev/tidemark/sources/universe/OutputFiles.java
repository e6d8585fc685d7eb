package dev.tidemark.sources.universe;

import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reports and exports beside the lake. A file appears complete or not at all, and one that holds the bytes already is
/// left alone,
/// its time of change too. They are not made durable one by one: a file that a power cut took is noticed and written
/// again by the
/// next run. Thread-safe as long as two threads do not write one file.
public final class OutputFiles {
    /// The name of a draft: the file's, between dots, and a [UUID].
    private static final Pattern DRAFT = Pattern.compile("\\.(.+)\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

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

    /// Removes the drafts that dead processes left in a folder.
    ///
    /// @param isOurs whether a draft of a file of that name may go; the folder may hold files of others
    /// @param before drafts that were changed later stay: somebody may be writing them
    /// @return how many were removed; 0 when there is no such folder
    /// @throws IOException when the folder cannot be listed, or one cannot be removed
    public int sweep(Path folder, Predicate<String> isOurs, Instant before) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> hidden = Files.newDirectoryStream(folder, ".*")) {
            for (Path file : hidden) {
                Matcher draft = DRAFT.matcher(String.valueOf(file.getFileName()));
                if (draft.matches() && isOurs.test(draft.group(1)) && isOlder(file, before)) {
                    removed += ops.delete(file) ? 1 : 0;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return removed;
        }
        return removed;
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before);
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
