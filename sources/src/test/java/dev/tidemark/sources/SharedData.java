package dev.tidemark.sources;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The folder of real market data beside the project, where there is one.
public final class SharedData {
    private SharedData() {}

    /// A file or folder below it; skips the test when it is not there.
    public static Path need(String relative) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared/data").resolve(relative);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        Assumptions.abort("no shared/data/" + relative + " above the module");
        throw new IllegalStateException("not reached");
    }
}
