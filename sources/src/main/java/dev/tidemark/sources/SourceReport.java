package dev.tidemark.sources;

import java.util.List;

/// One source in an import's report.
///
/// @param source       its name, such as `dump/d_us_txt.zip!/data/daily/us/nasdaq stocks/1/aapl.us.txt`
/// @param series       the series that it is for, such as `bars/1d/AAPL.US`; empty when that was not learnt
/// @param outcome      what became of it
/// @param rows         where its rows went
/// @param firstRejects the first quarantined rows
/// @param quarantine   the files with all quarantined rows, relative to the lake
/// @param findings     what was noticed, by code
public record SourceReport(
        String source,
        String series,
        SourceOutcome outcome,
        RowCounts rows,
        List<RejectedRow> firstRejects,
        List<String> quarantine,
        List<Finding> findings) {
    public SourceReport {
        firstRejects = List.copyOf(firstRejects);
        quarantine = List.copyOf(quarantine);
        findings = List.copyOf(findings);
    }

    /// A source of which nothing was read.
    public static SourceReport refused(String source, RefusalReason reason, String message) {
        return new SourceReport(
                source,
                "",
                new SourceOutcome.Refused(reason, message),
                RowCounts.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    /// Whether some of its rows, but not the source, were set aside.
    public boolean isPartlyQuarantined() {
        return rows.quarantined() > 0 && !(outcome instanceof SourceOutcome.Refused);
    }

    /// Whether people want to read of it: refused, removed, with quarantined rows or findings.
    public boolean isNotable() {
        boolean calm = switch (outcome) {
            case SourceOutcome.Imported _, SourceOutcome.Unchanged _, SourceOutcome.Empty _ -> true;
            case SourceOutcome.Removed _, SourceOutcome.Refused _ -> false;
        };
        return !calm || rows.quarantined() > 0 || !findings.isEmpty();
    }
}
