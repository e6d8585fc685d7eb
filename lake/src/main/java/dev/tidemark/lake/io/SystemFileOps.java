package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Set;

/// The operating system's files.
final class SystemFileOps implements FileOps {
    static final SystemFileOps INSTANCE = new SystemFileOps();

    /// From this number of files on, one `syncfs` is cheaper than an fsync each.
    private static final int SYNC_EACH_LIMIT = 64;

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> READ_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));

    private SystemFileOps() {}

    @Override
    public void create(Path file, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW)) {
            writeAll(channel, content);
        }
    }

    @Override
    public void createReadOnly(Path file, ByteBuffer content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, READ_ONLY)) {
            writeAll(channel, content);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer content) throws IOException {
        ByteBuffer rest = content.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        sync(folder);
    }

    @Override
    public void syncAll(Collection<Path> files, Collection<Path> folders) throws IOException {
        if (files.size() + folders.size() > SYNC_EACH_LIMIT) {
            Path any = folders.isEmpty()
                    ? files.iterator().next()
                    : folders.iterator().next();
            if (FilesystemSync.trySync(any)) {
                return;
            }
        }
        for (Path file : files) {
            sync(file);
        }
        for (Path folder : folders) {
            syncFolder(folder);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void link(Path link, Path existing) throws IOException {
        Files.createLink(link, existing);
    }

    @Override
    public void copy(Path from, Path to, boolean reflink) throws IOException {
        // Files.copy asks the kernel for copy_file_range, which shares blocks where the filesystem can.
        Files.copy(from, to);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            createFolders(parent);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new NotDirectoryException(folder.toString());
            }
        } catch (NoSuchFileException e) {
            // A sweep took the empty parent between our look and our step; make it again.
            Files.createDirectories(folder);
        }
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
