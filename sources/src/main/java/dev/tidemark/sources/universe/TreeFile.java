package dev.tidemark.sources.universe;

import dev.tidemark.sources.files.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A price file of a tree, on disk or in an archive, as one stat showed it. Immutable and thread-safe.
///
/// An entry of `a/d_us_txt.zip` has the path that it would have if the archive were unpacked into a folder
/// `a/d_us_txt`.
public final class TreeFile implements Comparable<TreeFile> {
    private static final int SUFFIX_LENGTH = ".txt".length();

    private final Path root;
    private final String path;
    private final long size;
    private final long modifiedNanos;
    private final long inode;
    private final @Nullable SourceFile entry;

    private TreeFile(Path root, String path, long size, long modifiedNanos, long inode, @Nullable SourceFile entry) {
        this.root = root;
        this.path = path;
        this.size = size;
        this.modifiedNanos = modifiedNanos;
        this.inode = inode;
        this.entry = entry;
    }

    static TreeFile onDisk(Path root, String path, long size, long modifiedNanos, long inode) {
        return new TreeFile(root, path, size, modifiedNanos, inode, null);
    }

    /// @param archive a stat of the archive
    static TreeFile inArchive(TreeFile archive, String path, SourceFile entry) {
        return new TreeFile(archive.root, path, entry.bytes(), archive.modifiedNanos, archive.inode, entry);
    }

    /// The path below the root, with `/`.
    public String path() {
        return path;
    }

    /// Number of bytes; of an entry, as its archive claims.
    public long size() {
        return size;
    }

    /// Nanoseconds since 1970 of the last change; of an entry, those of its archive.
    public long modifiedNanos() {
        return modifiedNanos;
    }

    /// The number of the file within its filesystem, 0 where there is none; of an entry, that of its archive.
    public long inode() {
        return inode;
    }

    /// CRC-32 that the archive claims for an entry; 0 for a file on disk.
    long crc() {
        return entry == null ? 0 : entry.crc32().orElse(0);
    }

    /// The file's name without `.txt`, in upper case: `AAPL.US`.
    public String ticker() {
        return tickerOf(path);
    }

    /// The ticker of a file with a path.
    public static String tickerOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX_LENGTH)
                .toUpperCase(Locale.ROOT);
    }

    /// Region and category.
    public TreePlace place() {
        return TreePlace.of(path);
    }

    /// The name for messages: the path, with the archive's own name and `!/` for an entry.
    public String name() {
        if (entry == null) {
            return path;
        }
        String inFolder = entry.pathInDump();
        int folder = path.length() - (inFolder.length() - ".zip!".length());
        return path.substring(0, folder) + inFolder;
    }

    /// Whether it lies in an archive.
    boolean isEntry() {
        return entry != null;
    }

    /// The file as an import takes it.
    ///
    /// @throws IOException when its name cannot be written in this locale
    public SourceFile source() throws IOException {
        if (entry != null) {
            return entry;
        }
        try {
            return SourceFile.onDisk(root.resolve(path), name(), path);
        } catch (InvalidPathException e) {
            throw new IOException("the name of " + path + " cannot be written in this locale", e);
        }
    }

    /// Opens the bytes. The caller closes the stream.
    ///
    /// @throws IOException also when an archive's entry is damaged, then while it is read, too
    public InputStream open() throws IOException {
        return source().open();
    }

    /// By path, in the order of its UTF-8 bytes.
    @Override
    public int compareTo(TreeFile other) {
        return PathOrder.compare(path, other.path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeFile o
                && path.equals(o.path)
                && size == o.size
                && modifiedNanos == o.modifiedNanos
                && inode == o.inode
                && crc() == o.crc();
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
