package dev.tidemark.sources.stooq;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.Finding;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.ingest.RejectLog;
import dev.tidemark.sources.ingest.SeriesDraft;
import java.util.List;
import java.util.Optional;

/// What the reading of one source gave, before it is decided what to do with it.
sealed interface SourceResult {
    /// At least one row.
    record Read(SourceFile source, SeriesDraft draft, List<Finding> findings, RejectLog rejects)
            implements SourceResult {
        /// The report, should the draft be taken as it is.
        SourceReport report(SourceOutcome outcome) {
            return report(outcome, draft.rows().withQuarantined(rejects.count()));
        }

        /// The report, should the lake hold the rows already, through another source of the same run.
        SourceReport reportAsKnown() {
            return report(
                    new SourceOutcome.Unchanged(),
                    RowCounts.good(0, draft.rows().read(), 0, 0).withQuarantined(rejects.count()));
        }

        SourceReport reportRefused(RefusalReason reason, String message) {
            return report(
                    new SourceOutcome.Refused(reason, message),
                    RowCounts.refused(draft.rows().read(), rejects.count()));
        }

        private SourceReport report(SourceOutcome outcome, RowCounts rows) {
            return new SourceReport(
                    source.name(), draft.key().toString(), outcome, rows, rejects.first(), rejects.files(), findings);
        }
    }

    /// No row, good or bad.
    ///
    /// @param timeframe what the header says of the bars' length, if anything
    record NoRows(SourceFile source, Optional<Timeframe> timeframe) implements SourceResult {}

    /// Not taken.
    record Refused(SourceReport report) implements SourceResult {}

    /// A refusal after `good` rows and `quarantined` other ones were read.
    static Refused refused(
            SourceFile source,
            Optional<SeriesKey> series,
            RefusalReason reason,
            String message,
            long good,
            long quarantined,
            RejectLog rejects) {
        return new Refused(new SourceReport(
                source.name(),
                series.map(SeriesKey::toString).orElse(""),
                new SourceOutcome.Refused(reason, message),
                RowCounts.refused(good, quarantined),
                rejects.first(),
                rejects.files(),
                List.of()));
    }
}
