package dev.tidemark.lake.maintain;

import java.util.List;

/// What `verify` looked at and what it found.
public record VerifyReport(long commits, long manifests, long objects, long bytes, List<Finding> findings) {
    public VerifyReport {
        findings = List.copyOf(findings);
    }
}
