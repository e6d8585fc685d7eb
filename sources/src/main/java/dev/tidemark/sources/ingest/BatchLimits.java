package dev.tidemark.sources.ingest;

import java.time.Duration;

/// When a batch is committed.
///
/// @param bytes encoded bytes that are enough for a commit
/// @param time  longest wait from the first series of a batch to its commit
public record BatchLimits(long bytes, Duration time) {
    /// 256 MB or 10 s.
    public static final BatchLimits DEFAULT = new BatchLimits(256L << 20, Duration.ofSeconds(10));
}
