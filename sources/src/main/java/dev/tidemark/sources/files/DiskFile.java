package dev.tidemark.sources.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A plain file.
record DiskFile(Path path, String name, String pathInDump) implements SourceFile {
    @Override
    public String location() {
        return SourceFinder.slashed(path.toAbsolutePath().normalize());
    }

    @Override
    public long bytes() {
        return path.toFile().length();
    }

    @Override
    public Optional<Path> onDisk() {
        return Optional.of(path);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
