package dev.tidemark.lake.io;

import java.nio.file.Path;

/// Holds a lock until it is killed or its input ends: `FILE shared|exclusive [created]`.
public final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        LockFile.Held held = args.length > 2
                ? LockFile.create(file).orElseThrow()
                : LockFile.of(file).tryAcquire(0, 1, args[1].equals("shared")).orElseThrow();
        try (held) {
            System.out.println("held");
            System.in.readAllBytes();
        }
    }
}
