package dev.tidemark.lake.maintain;

import java.util.List;

/// What `doctor` found and put right.
public record DoctorReport(List<Finding> findings) {
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /// Whether something is still wrong.
    public boolean ailing() {
        return findings.stream().anyMatch(f -> !f.fixed() && !f.harmless());
    }
}
