package dev.tidemark.lake;

import dev.tidemark.lake.io.FileOps;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/// What a process brings to a lake.
///
/// @param files          all file operations; tests put failing ones here
/// @param clock          the time that commits record
/// @param lockTimeout    how long a writer waits for another one before it gives up
/// @param treeMode       how `data/` is filled
/// @param productVersion recorded in commits
/// @param compression    how files of a dataset are written; it is no part of a dataset's identity, and files that were
///                       written otherwise are read as well
public record LakeOptions(
        FileOps files,
        Clock clock,
        Duration lockTimeout,
        TreeMode treeMode,
        String productVersion,
        Function<DatasetName, Compression> compression) {
    /// How long a writer waits for a lock unless told otherwise: 30 s.
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

    /// The options of a plain run.
    public static LakeOptions defaults() {
        return new LakeOptions(
                FileOps.system(),
                Clock.systemUTC(),
                DEFAULT_LOCK_TIMEOUT,
                TreeMode.LINK,
                "dev",
                _ -> Compression.STANDARD);
    }

    public LakeOptions withFiles(FileOps other) {
        return new LakeOptions(other, clock, lockTimeout, treeMode, productVersion, compression);
    }

    public LakeOptions withClock(Clock other) {
        return new LakeOptions(files, other, lockTimeout, treeMode, productVersion, compression);
    }

    public LakeOptions withLockTimeout(Duration other) {
        return new LakeOptions(files, clock, other, treeMode, productVersion, compression);
    }

    public LakeOptions withTreeMode(TreeMode other) {
        return new LakeOptions(files, clock, lockTimeout, other, productVersion, compression);
    }

    public LakeOptions withProductVersion(String other) {
        return new LakeOptions(files, clock, lockTimeout, treeMode, other, compression);
    }

    public LakeOptions withCompression(Function<DatasetName, Compression> other) {
        return new LakeOptions(files, clock, lockTimeout, treeMode, productVersion, other);
    }
}
