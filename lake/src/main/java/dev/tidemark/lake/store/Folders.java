package dev.tidemark.lake.store;

import java.nio.file.Path;

/// Paths inside a lake always have a parent; this says so where the compiler cannot know.
final class Folders {
    private Folders() {}

    static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
