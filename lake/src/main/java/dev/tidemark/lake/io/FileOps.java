package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;

/// Every operation by which Tidemark changes the disk, and the reads that matter to the commit protocol. Tests put an
/// implementation here that fails, tears or halts at a chosen operation.
///
/// All implementations are thread-safe. A failed operation throws and may have had a part of its effect.
public interface FileOps {
    /// The operating system's files.
    static FileOps system() {
        return SystemFileOps.INSTANCE;
    }

    /// Creates a file that must not exist and writes all bytes; not durable before [#sync].
    void create(Path file, ByteBuffer content) throws IOException;

    /// As [#create], for a file that nobody shall write again: readable by all, writable by none.
    void createReadOnly(Path file, ByteBuffer content) throws IOException;

    /// Makes a file's bytes durable.
    void sync(Path file) throws IOException;

    /// Makes a folder's entries durable.
    void syncFolder(Path folder) throws IOException;

    /// Makes all files and folders durable, by one call for the whole filesystem when they are many.
    void syncAll(Collection<Path> files, Collection<Path> folders) throws IOException;

    /// Renames within one filesystem; replaces an existing target at once.
    void rename(Path from, Path to) throws IOException;

    /// Makes a hard link.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when `link` exists
    /// @throws UnsupportedOperationException or IOException when the filesystem has no links
    void link(Path link, Path existing) throws IOException;

    /// Copies a file that must not exist yet, sharing blocks where `reflink` is set and the filesystem can.
    void copy(Path from, Path to, boolean reflink) throws IOException;

    /// Deletes a file or an empty folder if it exists.
    ///
    /// @return whether it existed
    boolean delete(Path path) throws IOException;

    /// Creates a folder and its missing parents.
    void createFolders(Path folder) throws IOException;

    /// All bytes of a file.
    byte[] read(Path file) throws IOException;
}
