package dev.tidemark.market.calendar;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The optional folder of real data beside the checkout.
public final class SharedData {
    private SharedData() {}

    /// The path of a file there; without it the test is skipped with a message.
    public static Path file(String relative) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(relative);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("no shared/data/" + relative + " above the module");
        throw new AssertionError("unreachable");
    }
}
