package dev.tidemark.sources.universe;

import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.work.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Trees of price files for tests.
final class Trees {
    /// Long after the files that a test writes.
    static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    static final String HEADER = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>";

    static final OutputFiles OUT = new OutputFiles(FileOps.system());

    private Trees() {}

    static Path write(Path root, String path, String content) {
        return write(root, path, content.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path root, String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void touch(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    static TreeScan scan(Path root) {
        return scan(root, LATER);
    }

    static TreeScan scan(Path root, Instant now) {
        return TreeScan.of(root, InstantSource.fixed(now), new StopSignal());
    }

    static List<String> paths(TreeScan scan) {
        return scan.files().stream().map(TreeFile::path).toList();
    }
}
