package dev.tidemark.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// A file to import, on disk or in an archive. May be opened again and again.
public sealed interface SourceFile permits DiskFile, ZipEntryFile {
    /// A file on disk.
    ///
    /// @param name       for messages
    /// @param pathInDump with `/`
    static SourceFile onDisk(Path path, String name, String pathInDump) {
        return new DiskFile(path, name, pathInDump);
    }

    /// The name for messages: `dump/aapl.us.txt` or `dump/d_us_txt.zip!/data/daily/us/aapl.us.txt`.
    String name();

    /// Where it lies on this machine: the absolute path, with `/`, and the place in the archive after `!/`.
    String location();

    /// The path below the folder or archive that was given, with `/`; the same wherever the dump lies.
    String pathInDump();

    /// The last part of the path.
    default String fileName() {
        return pathInDump().substring(pathInDump().lastIndexOf('/') + 1);
    }

    /// Number of bytes, as the folder or the archive states it; a hint.
    long bytes();

    /// CRC-32 of the bytes, as an archive claims; empty for a file on disk.
    default OptionalLong crc32() {
        return OptionalLong.empty();
    }

    /// Where the bytes lie as a file of their own, for readers that need one; empty for an entry of an archive.
    default Optional<Path> onDisk() {
        return Optional.empty();
    }

    /// Opens the bytes. The caller closes the stream; it may throw [SourceRefusedException] while it is read.
    InputStream open() throws IOException;
}
