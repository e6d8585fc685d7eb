package dev.tidemark.lake.store;

import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who writes to a lake, in words; for messages only.
final class Owners {
    private Owners() {}

    /// The first line of each living writer's note.
    static String describeAll(LakeLayout layout) {
        List<String> texts = new ArrayList<>();
        try {
            for (Path note : Tree.children(layout.owners())) {
                if (WriterFolder.isAlive(layout, note.getFileName().toString())) {
                    lines(note).stream().findFirst().ifPresent(texts::add);
                }
            }
        } catch (IOException e) {
            texts.add("a process whose name cannot be read (" + e + ")");
        }
        return texts.isEmpty() ? "a process that did not leave its name" : String.join("; ", texts);
    }

    /// The lines of a note; empty when its writer has just left.
    static List<String> lines(Path note) throws IOException {
        try {
            return Files.readAllLines(note);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /// The notes whose writers do not live any more.
    static List<Path> dead(LakeLayout layout) throws IOException {
        List<Path> dead = new ArrayList<>();
        for (Path note : Tree.children(layout.owners())) {
            if (!WriterFolder.isAlive(layout, note.getFileName().toString())) {
                dead.add(note);
            }
        }
        return dead;
    }

    static void sweep(LakeLayout layout, FileOps files) throws IOException {
        for (Path note : dead(layout)) {
            files.delete(note);
        }
    }
}
