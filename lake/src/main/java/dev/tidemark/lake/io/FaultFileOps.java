package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// File operations that go wrong on order, for crash tests. In a real process the environment variable `TIDEMARK_FAULT`
/// asks
/// for it:
///
/// - `pause:20ms` waits that long before each operation that changes the disk;
/// - `fail:17` lets the 17th such operation throw, and all others pass;
/// - `tear:17` lets the 17th do half of its work (half of the bytes of a file; for others as `fail`) and halts;
/// - `halt:17` halts before the 17th.
///
/// Halting means that this and every later operation throws [Halted], or, in a real process, that the process dies at
/// once.
public final class FaultFileOps implements FileOps {
    /// What goes wrong.
    public enum Fault {
        PAUSE,
        FAIL,
        TEAR,
        HALT
    }

    /// Thrown by every operation after a simulated death of the process. An error, so that no clean-up code catches it.
    public static final class Halted extends Error {
        private static final long serialVersionUID = 1L;

        Halted(String operation) {
            super("halted at " + operation);
        }
    }

    private static final int HALTED_STATUS = 137;

    private final FileOps real;
    private final Fault fault;
    private final long at;
    private final Duration pause;
    private final boolean killsProcess;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean halted;

    private FaultFileOps(FileOps real, Fault fault, long at, Duration pause, boolean killsProcess) {
        this.real = real;
        this.fault = fault;
        this.at = at;
        this.pause = pause;
        this.killsProcess = killsProcess;
    }

    /// Operations that do `fault` at the `at`-th operation (from 1), inside this process.
    public static FaultFileOps of(FileOps real, Fault fault, long at) {
        return new FaultFileOps(real, fault, at, Duration.ZERO, false);
    }

    /// Parses the text of `TIDEMARK_FAULT`.
    ///
    /// @throws IllegalArgumentException for another form
    public static FileOps from(String text, FileOps real) {
        int colon = text.indexOf(':');
        try {
            Fault fault = Fault.valueOf(text.substring(0, Math.max(colon, 0)).toUpperCase(Locale.ROOT));
            String argument = text.substring(colon + 1);
            return fault == Fault.PAUSE
                    ? new FaultFileOps(real, fault, 0, milliseconds(argument), true)
                    : new FaultFileOps(real, fault, Long.parseLong(argument), Duration.ZERO, true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "TIDEMARK_FAULT='" + text + "' is not understood; expected pause:20ms, fail:N, tear:N or halt:N",
                    e);
        }
    }

    private static Duration milliseconds(String text) {
        if (!text.endsWith("ms")) {
            throw new IllegalArgumentException("no milliseconds");
        }
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }

    /// How many operations were asked for so far.
    public long operations() {
        return count.get();
    }

    @Override
    public void create(Path file, ByteBuffer content) throws IOException {
        if (step("create " + file)) {
            real.create(file, half(content));
            die("create " + file);
        }
        real.create(file, content);
    }

    @Override
    public void createReadOnly(Path file, ByteBuffer content) throws IOException {
        if (step("create " + file)) {
            real.createReadOnly(file, half(content));
            die("create " + file);
        }
        real.createReadOnly(file, content);
    }

    private static ByteBuffer half(ByteBuffer content) {
        ByteBuffer half = content.duplicate();
        half.limit(half.position() + half.remaining() / 2);
        return half;
    }

    @Override
    public void sync(Path file) throws IOException {
        simple("sync " + file);
        real.sync(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        simple("sync folder " + folder);
        real.syncFolder(folder);
    }

    @Override
    public void syncAll(Collection<Path> files, Collection<Path> folders) throws IOException {
        simple("sync all");
        real.syncAll(files, folders);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        simple("rename to " + to);
        real.rename(from, to);
    }

    @Override
    public void link(Path link, Path existing) throws IOException {
        simple("link " + link);
        real.link(link, existing);
    }

    @Override
    public void copy(Path from, Path to, boolean reflink) throws IOException {
        simple("copy to " + to);
        real.copy(from, to, reflink);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        simple("delete " + path);
        return real.delete(path);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        simple("create folder " + folder);
        real.createFolders(folder);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        if (halted) {
            throw new Halted("read " + file);
        }
        return real.read(file);
    }

    private void simple(String operation) throws IOException {
        if (step(operation)) {
            die(operation);
        }
    }

    /// @return whether this operation shall be torn
    private boolean step(String operation) throws IOException {
        if (halted) {
            throw new Halted(operation);
        }
        long number = count.incrementAndGet();
        if (fault == Fault.PAUSE) {
            rest();
            return false;
        }
        if (number != at) {
            return false;
        }
        switch (fault) {
            case FAIL -> throw new IOException("fault injected at operation " + number + ": " + operation);
            case HALT -> die(operation);
            case TEAR, PAUSE -> {
                return true;
            }
        }
        return false;
    }

    private void rest() throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void die(String operation) {
        halted = true;
        if (killsProcess) {
            Runtime.getRuntime().halt(HALTED_STATUS);
        }
        throw new Halted(operation);
    }
}
