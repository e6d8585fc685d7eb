package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/// The system's files without any sync: for tests that never cut the power. What is synced must still be there.
public class UnsyncedFileOps implements FileOps {
    private final FileOps real = FileOps.system();

    @Override
    public void create(Path file, ByteBuffer content) throws IOException {
        real.create(file, content);
    }

    @Override
    public void createReadOnly(Path file, ByteBuffer content) throws IOException {
        real.createReadOnly(file, content);
    }

    @Override
    public void sync(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    @Override
    public void syncAll(Collection<Path> files, Collection<Path> folders) throws IOException {
        for (Path file : files) {
            sync(file);
        }
        for (Path folder : folders) {
            syncFolder(folder);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void link(Path link, Path existing) throws IOException {
        real.link(link, existing);
    }

    @Override
    public void copy(Path from, Path to, boolean reflink) throws IOException {
        real.copy(from, to, reflink);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return real.delete(path);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        real.createFolders(folder);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return real.read(file);
    }
}
