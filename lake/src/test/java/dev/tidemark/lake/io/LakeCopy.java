package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Copies a lake's folder with its hard links, for tests that break one lake in many ways.
public final class LakeCopy {
    private LakeCopy() {}

    public static void copy(Path from, Path to) throws IOException {
        Map<Object, Path> copies = new HashMap<>();
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Path copy = copies.putIfAbsent(Files.getAttribute(path, "unix:ino"), target);
                    if (copy == null) {
                        Files.copy(path, target);
                    } else {
                        Files.createLink(target, copy);
                    }
                }
            }
        }
    }

    public static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.toList();
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }
}
