package dev.tidemark.app.demo;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that a demo may fill: a new or empty one, or one that a demo made before.
final class DemoFolder {
    /// Lies in every demo lake and says what it is.
    static final String MARKER = "DEMO.txt";

    private static final String FIRST_LINE = "This lake was made by `tidemark demo`.";

    private DemoFolder() {}

    /// Makes the folder empty and marks it.
    ///
    /// @param replace whether a demo lake that is there may go
    /// @throws TidemarkException `USAGE` when anything else is there
    static void prepare(Path folder, boolean replace, String about) {
        try {
            if (!isEmpty(folder)) {
                if (!isDemo(folder)) {
                    throw refused(folder + " is not empty and no demo lake; name another folder");
                }
                if (!replace) {
                    throw refused(folder + " holds a demo lake already; look at it, or make it anew with --force");
                }
                clear(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARKER), FIRST_LINE + "\n" + about + "\n");
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO, "cannot make a demo lake in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static TidemarkException refused(String message) {
        return new TidemarkException(ErrorCode.USAGE, message);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static boolean isDemo(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(MARKER)).startsWith(FIRST_LINE);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Deletes the folder, links themselves instead of what they lead to.
    private static void clear(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
