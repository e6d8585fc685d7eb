package dev.tidemark.lake.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The name of this host, without asking a name server.
final class HostName {
    private static @Nullable String cached;

    private HostName() {}

    static synchronized String of() {
        if (cached == null) {
            cached = find();
        }
        return cached;
    }

    private static String find() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv("HOSTNAME");
            return name == null || name.isEmpty() ? "?" : name;
        }
    }
}
