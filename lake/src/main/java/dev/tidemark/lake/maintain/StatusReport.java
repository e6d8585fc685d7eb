package dev.tidemark.lake.maintain;

import java.util.List;

/// How `data/` compares with the head.
///
/// @param files    files that the head names
/// @param findings `tree_missing`, `tree_modified`, `tree_foreign`
public record StatusReport(long commit, long series, long files, long hashed, List<Finding> findings) {
    public StatusReport {
        findings = List.copyOf(findings);
    }
}
