package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The objects and manifests that nothing reaches.
///
/// @param objects   files below `objects/`
/// @param manifests files below `manifests/`
/// @param bytes     what deleting them frees, at most: the tree may still link to an object
record Garbage(List<Path> objects, List<Path> manifests, long bytes) {
    private static final int HEX_DIGITS = 64;

    boolean isEmpty() {
        return objects.isEmpty() && manifests.isEmpty();
    }

    static Garbage find(LakeLayout layout, Reachable reachable) throws IOException {
        List<Path> objects = new ArrayList<>();
        List<Path> manifests = new ArrayList<>();
        long[] bytes = {0};
        walk(layout.objects(), (file, attributes) -> {
            if (!reachable.object(file)) {
                objects.add(file);
                bytes[0] += attributes.size();
            }
        });
        walk(layout.manifests(), (file, attributes) -> {
            boolean isFact = layout.facts().equals(file.getParent());
            if (!isFact && digest(file).filter(reachable::manifest).isEmpty()) {
                manifests.add(file);
                bytes[0] += attributes.size();
            }
        });
        return new Garbage(objects, manifests, bytes[0]);
    }

    private static Optional<Digest> digest(Path file) {
        String name = file.getFileName().toString();
        return name.length() == HEX_DIGITS && name.chars().allMatch(c -> Character.digit(c, 16) >= 0)
                ? Optional.of(Digest.parse(name))
                : Optional.empty();
    }

    private interface Visit {
        void file(Path file, BasicFileAttributes attributes);
    }

    private static void walk(Path folder, Visit visit) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                visit.file(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }
        });
    }

    /// Deletes it all, and the folders that this leaves empty. Only under the exclusive gc lock.
    void delete(LakeLayout layout, FileOps files, Progress progress) throws IOException {
        progress.begin("delete", objects.size() + manifests.size(), "files");
        for (Path object : objects) {
            files.delete(object);
            deleteEmptyUpTo(object.getParent(), layout.objects(), files);
            progress.advance(1);
        }
        for (Path manifest : manifests) {
            files.delete(manifest);
            progress.advance(1);
        }
        progress.end();
    }

    private static void deleteEmptyUpTo(@Nullable Path from, Path top, FileOps files) throws IOException {
        for (Path folder = from; folder != null && !folder.equals(top); folder = folder.getParent()) {
            if (!Tree.children(folder).isEmpty()) {
                return;
            }
            try {
                files.delete(folder);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
