package dev.tidemark.lake.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Locks on byte ranges of one file, between processes and between the threads of this one.
///
/// A POSIX lock falls when *any* descriptor of the file closes in the process, so a process opens a lock file once and never
/// closes it; [#of] hands out that one. A lock falls by itself when its process dies. The file's content means nothing.
public final class LockFile {
    private static final Map<Path, LockFile> OPEN = new ConcurrentHashMap<>();
    private static final long FIRST_WAIT_MILLIS = 2;
    private static final long LONGEST_WAIT_MILLIS = 50;

    private final FileChannel channel;
    private final boolean writable;
    private final List<Holding> holdings = new ArrayList<>();

    private LockFile(FileChannel channel, boolean writable) {
        this.channel = channel;
        this.writable = writable;
    }

    /// A range held by this process, shared by `owners` holders.
    private static final class Holding {
        final long position;
        final long size;
        final boolean shared;
        final FileLock lock;
        int owners = 1;

        Holding(long position, long size, boolean shared, FileLock lock) {
            this.position = position;
            this.size = size;
            this.shared = shared;
            this.lock = lock;
        }

        boolean overlaps(long otherPosition, long otherSize) {
            return position < otherPosition + otherSize && otherPosition < position + size;
        }
    }

    /// A lock that is held until closed. Closing twice does nothing.
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /// The lock file at `path`, made if it is not there. On a read-only filesystem an existing file gives shared locks only.
    public static LockFile of(Path path) throws IOException {
        Path key = keyOf(path);
        try {
            return OPEN.computeIfAbsent(key, LockFile::open);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Closes a lock file that nobody in this process holds a lock of; for files that are used once and then deleted.
    public static void forget(Path path) throws IOException {
        OPEN.computeIfPresent(keyOf(path), (_, file) -> file.closeIfIdle() ? null : file);
    }

    private synchronized boolean closeIfIdle() {
        if (!holdings.isEmpty()) {
            return false;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static Path keyOf(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
    }

    private static LockFile open(Path path) {
        try {
            if (!Files.exists(path) || Files.isWritable(path)) {
                return new LockFile(
                        FileChannel.open(
                                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        true);
            }
            return new LockFile(FileChannel.open(path, StandardOpenOption.READ), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the lock if it is free.
    public synchronized Optional<Held> tryAcquire(long position, long size, boolean shared) throws IOException {
        for (Holding holding : holdings) {
            if (holding.overlaps(position, size)) {
                boolean joinable =
                        shared && holding.shared && holding.position == position && holding.size == size;
                if (!joinable) {
                    return Optional.empty();
                }
                holding.owners++;
                return Optional.of(heldOf(holding));
            }
        }
        if (!shared && !writable) {
            return Optional.empty();
        }
        FileLock lock = channel.tryLock(position, size, shared);
        if (lock == null) {
            return Optional.empty();
        }
        Holding holding = new Holding(position, size, shared, lock);
        holdings.add(holding);
        return Optional.of(heldOf(holding));
    }

    /// Waits for the lock.
    ///
    /// @return empty when it was not free within `timeout`
    /// @throws IOException also when the thread is interrupted
    public Optional<Held> acquire(long position, long size, boolean shared, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            Optional<Held> held = tryAcquire(position, size, shared);
            if (held.isPresent() || System.nanoTime() >= deadline) {
                return held;
            }
            pause(wait + ThreadLocalRandom.current().nextLong(wait));
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    private Held heldOf(Holding holding) {
        return new Held() {
            private @Nullable Holding mine = holding;

            @Override
            public void close() {
                synchronized (LockFile.this) {
                    if (mine != null) {
                        release(mine);
                        mine = null;
                    }
                }
            }
        };
    }

    private void release(Holding holding) {
        holding.owners--;
        if (holding.owners > 0) {
            return;
        }
        holdings.remove(holding);
        try {
            holding.lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
