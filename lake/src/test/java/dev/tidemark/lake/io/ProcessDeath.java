package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.file.Path;

/// What a process's death does to its locks, for tests that die without ending.
public final class ProcessDeath {
    private ProcessDeath() {}

    /// Releases all locks of this process below a folder.
    public static void of(Path folder) throws IOException {
        LockFile.abandon(folder);
    }
}
