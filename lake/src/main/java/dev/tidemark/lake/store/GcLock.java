package dev.tidemark.lake.store;

import dev.tidemark.lake.io.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The lock between writers, who share it, and `gc`, which wants it alone: byte 0 of `locks/gc`. Byte 1 is a turnstile
/// in front
/// of it. Without it `gc` would wait for ever for a moment without writers; `gc` closes it, but never for long, because
/// a
/// writer inside may need hours and those at the turnstile must not give up for that.
final class GcLock {
    private static final Duration CLOSED = Duration.ofSeconds(2);

    private GcLock() {}

    /// Keeps `gc` away.
    static Optional<LockFile.Held> shared(LakeLayout layout, Duration timeout) throws IOException {
        LockFile file = LockFile.of(path(layout));
        Instant deadline = Instant.now().plus(timeout);
        Optional<LockFile.Held> turn = file.acquire(1, 1, true, timeout);
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        try (LockFile.Held _ = turn.get()) {
            return file.acquire(0, 1, true, Duration.between(Instant.now(), deadline));
        }
    }

    /// Keeps writers away. They may enter for a while now and then until the lock is got.
    static Optional<LockFile.Held> alone(LakeLayout layout, Duration timeout) throws IOException {
        LockFile file = LockFile.of(path(layout));
        Instant deadline = Instant.now().plus(timeout);
        while (true) {
            Optional<LockFile.Held> held = behindTurnstile(file, deadline);
            if (held.isEmpty()) {
                held = file.acquire(0, 1, false, patience(deadline));
            }
            if (held.isPresent() || !Instant.now().isBefore(deadline)) {
                return held;
            }
        }
    }

    private static Optional<LockFile.Held> behindTurnstile(LockFile file, Instant deadline) throws IOException {
        Optional<LockFile.Held> turn = file.acquire(1, 1, false, patience(deadline));
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        try (LockFile.Held _ = turn.get()) {
            return file.acquire(0, 1, false, patience(deadline));
        }
    }

    private static Duration patience(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.compareTo(CLOSED) < 0 ? left : CLOSED;
    }

    private static Path path(LakeLayout layout) {
        return layout.locks().resolve("gc");
    }
}
