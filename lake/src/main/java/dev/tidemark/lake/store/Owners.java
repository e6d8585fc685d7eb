package dev.tidemark.lake.store;

import java.io.IOException;
import java.nio.file.Files;
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
                    texts.add(Files.readAllLines(note).stream().findFirst().orElse("?"));
                }
            }
        } catch (IOException e) {
            texts.add("a process whose name cannot be read (" + e + ")");
        }
        return texts.isEmpty() ? "a process that did not leave its name" : String.join("; ", texts);
    }
}
