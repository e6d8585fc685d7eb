package dev.tidemark.app.universe;

import dev.tidemark.sources.universe.StatCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// What one look at a file says of its identity, as a text: size, time of change, inode.
final class FileStat {
    /// There is no such file.
    static final String MISSING = "missing";
    /// It was changed so recently that another change would not show.
    static final String RECENT = "recent";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private FileStat() {}

    static String of(Path file) throws IOException {
        try {
            BasicFileAttributes stat = Files.readAttributes(file, BasicFileAttributes.class);
            return stat.isRegularFile() ? text(stat) : MISSING;
        } catch (NoSuchFileException e) {
            return MISSING;
        }
    }

    /// A stat that may be believed later, or [#RECENT].
    static String settled(Path file, Instant now) throws IOException {
        try {
            BasicFileAttributes stat = Files.readAttributes(file, BasicFileAttributes.class);
            return isSettled(stat.lastModifiedTime().to(TimeUnit.NANOSECONDS), now) ? text(stat) : RECENT;
        } catch (NoSuchFileException e) {
            return MISSING;
        }
    }

    static boolean isSettled(long modifiedNanos, Instant now) {
        return modifiedNanos < now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - StatCache.RACY_NANOS;
    }

    private static String text(BasicFileAttributes stat) {
        return stat.size() + " " + stat.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + stat.fileKey();
    }
}
