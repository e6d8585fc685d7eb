package dev.tidemark.lake.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Locks on byte ranges of one file, between processes and between the threads of this one.
///
/// A POSIX lock falls when *any* descriptor of the file closes in the process, so a process opens a lock file once and
/// never
/// closes it; [#of] hands out that one. A lock falls by itself when its process dies. The file's content means nothing.
///
/// A lock file that belongs to one holder and goes away with it is made by [#create] and tried by [#claim]; such a file
/// is closed
/// with its lock.
public final class LockFile {
    private static final Map<Path, LockFile> OPEN = new ConcurrentHashMap<>();
    private static final long FIRST_WAIT_MILLIS = 2;
    private static final long LONGEST_WAIT_MILLIS = 50;

    private static final Set<OpenOption> MAKE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> MAKE_NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> TAKE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FileChannel channel;
    private final boolean writable;
    private final Object identity;
    private final List<Holding> holdings = new ArrayList<>();

    private LockFile(FileChannel channel, boolean writable, Object identity) {
        this.channel = channel;
        this.writable = writable;
        this.identity = identity;
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

    /// The lock file at `path`, made if it is not there. On a read-only filesystem an existing file gives shared locks
    /// only.
    public static LockFile of(Path path) throws IOException {
        Path key = keyOf(path);
        try {
            return OPEN.compute(key, (file, open) -> open != null && open.isAt(file) ? open : reopen(file, open));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// A lake that was deleted and made anew has another lock file under the same name; locks of the old one are worth
    /// nothing.
    private static LockFile reopen(Path path, @Nullable LockFile old) {
        if (old != null) {
            old.closeIfIdle();
        }
        return open(path);
    }

    /// Makes a lock file that must not exist and holds it alone. Closing the lock closes the file; deleting it is the
    /// caller's,
    /// before the lock is closed.
    ///
    /// @return empty when a sweep got hold of the new file first; try another name
    public static Optional<Held> create(Path path) throws IOException {
        Optional<Held> held = single(path, MAKE_NEW);
        if (held.isEmpty()) {
            Files.deleteIfExists(path);
        }
        return held;
    }

    /// Takes the lock of a file that [#create] made, if its holder is dead. Never makes the file.
    ///
    /// @return empty when the file is gone, or its holder lives
    public static Optional<Held> claim(Path path) throws IOException {
        try {
            return single(path, TAKE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<Held> single(Path path, Set<OpenOption> options) throws IOException {
        Path key = keyOf(path);
        List<Held> taken = new ArrayList<>(1);
        try {
            OPEN.compute(key, (file, open) -> {
                boolean isOpen = options.equals(TAKE) && open != null && open.isAt(file);
                LockFile lock = isOpen ? open : open(file, options); // a new file is refused where one stands
                lock.tryWhole(file).ifPresent(taken::add);
                return lock.closeIfIdle() ? null : lock;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return taken.stream().findFirst();
    }

    /// Takes the whole of a file that still stands under its name when the lock is got.
    private synchronized Optional<Held> tryWhole(Path file) {
        try {
            if (tryAcquire(0, 1, false).isEmpty()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            closeIfIdle();
            throw new UncheckedIOException(e);
        }
        Holding holding = holdings.getLast();
        if (!isAt(file)) {
            release(holding);
            return Optional.empty();
        }
        return Optional.of(singleHeld(file, holding));
    }

    private synchronized void drop() {
        for (Holding holding : List.copyOf(holdings)) {
            holding.owners = 1;
            release(holding);
        }
    }

    private Held singleHeld(Path key, Holding holding) {
        Held held = heldOf(holding);
        return () -> OPEN.compute(key, (_, open) -> {
            held.close();
            return open == this && open.closeIfIdle() ? null : open;
        });
    }

    /// Does to this process's locks below a folder what its death would do. For crash tests, which die without ending.
    static void abandon(Path below) throws IOException {
        Path folder = below.toRealPath();
        for (Path path : OPEN.keySet()) {
            if (path.startsWith(folder)) {
                OPEN.computeIfPresent(path, (_, open) -> {
                    open.drop();
                    open.closeIfIdle();
                    return null;
                });
            }
        }
    }

    /// Whether this is still the file that stands under the name.
    private boolean isAt(Path path) {
        try {
            Object now = identityOf(path);
            return now == null || now.equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object identityOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /// Closes the file unless somebody in this process holds a lock of it.
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
        boolean writable = !Files.exists(path) || Files.isWritable(path);
        return writable ? open(path, MAKE) : open(path, Set.of(StandardOpenOption.READ));
    }

    private static LockFile open(Path path, Set<OpenOption> options) {
        try {
            FileChannel channel = FileChannel.open(path, options);
            // A file that vanished in this moment has no identity, and is at no path.
            return new LockFile(channel, options.contains(StandardOpenOption.WRITE), identityAfterOpening(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object identityAfterOpening(Path path) throws IOException {
        try {
            Object identity = identityOf(path);
            return identity == null ? path : identity;
        } catch (NoSuchFileException e) {
            return new Object();
        }
    }

    /// Takes the lock if it is free.
    public synchronized Optional<Held> tryAcquire(long position, long size, boolean shared) throws IOException {
        for (Holding holding : holdings) {
            if (holding.overlaps(position, size)) {
                boolean joinable = shared && holding.shared && holding.position == position && holding.size == size;
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
        if (holding.owners > 0 || !holdings.remove(holding)) {
            return;
        }
        try {
            holding.lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
