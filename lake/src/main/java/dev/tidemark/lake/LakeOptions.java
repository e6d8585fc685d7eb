package dev.tidemark.lake;

import dev.tidemark.lake.io.FileOps;
import java.time.Clock;
import java.time.Duration;

/// What a process brings to a lake.
///
/// @param files          all file operations; tests put failing ones here
/// @param clock          the time that commits record
/// @param lockTimeout    how long a writer waits for another one before it gives up
/// @param treeMode       how `data/` is filled
/// @param productVersion recorded in commits
public record LakeOptions(FileOps files, Clock clock, Duration lockTimeout, TreeMode treeMode, String productVersion) {
    /// How long a writer waits for a lock unless told otherwise: 30 s.
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

    /// The options of a plain run.
    public static LakeOptions defaults() {
        return new LakeOptions(FileOps.system(), Clock.systemUTC(), DEFAULT_LOCK_TIMEOUT, TreeMode.LINK, "dev");
    }

    public LakeOptions withFiles(FileOps other) {
        return new LakeOptions(other, clock, lockTimeout, treeMode, productVersion);
    }

    public LakeOptions withClock(Clock other) {
        return new LakeOptions(files, other, lockTimeout, treeMode, productVersion);
    }

    public LakeOptions withLockTimeout(Duration other) {
        return new LakeOptions(files, clock, other, treeMode, productVersion);
    }

    public LakeOptions withTreeMode(TreeMode other) {
        return new LakeOptions(files, clock, lockTimeout, other, productVersion);
    }

    public LakeOptions withProductVersion(String other) {
        return new LakeOptions(files, clock, lockTimeout, treeMode, other);
    }
}
