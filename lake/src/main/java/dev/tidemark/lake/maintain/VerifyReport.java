package dev.tidemark.lake.maintain;

import java.util.List;

/// What `verify` looked at and what it found.
///
/// @param pendingFiles files below `data/` that the next writer puts right, because a process died between its commit
///                     and them
public record VerifyReport(
        long commits, long manifests, long objects, long bytes, long pendingFiles, List<Finding> findings) {
    public VerifyReport {
        findings = List.copyOf(findings);
    }
}
