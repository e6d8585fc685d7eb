package dev.tidemark.sources.ingest;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import java.util.List;

/// The settlement of a series that one source delivers, and nothing else of it.
///
/// @param report what to report when the series is committed
public record SingleSource(SourceReport report) implements PendingSeries.Settlement {
    @Override
    public List<SourceReport> committed() {
        return List.of(report);
    }

    @Override
    public List<SourceReport> refused(RefusalReason reason, String why) {
        RowCounts rows = report.rows();
        return List.of(new SourceReport(
                report.source(),
                report.series(),
                new SourceOutcome.Refused(reason, "could not import " + report.source() + ": " + why),
                RowCounts.refused(rows.read() - rows.quarantined(), rows.quarantined()),
                report.firstRejects(),
                report.quarantine(),
                report.findings()));
    }
}
