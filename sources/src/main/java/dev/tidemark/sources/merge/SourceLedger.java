package dev.tidemark.sources.merge;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.Finding;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.ingest.RejectLog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of one source, whose rows may go to many series: its report is complete when each of them is committed
/// or
/// refused. Thread-safe.
final class SourceLedger {
    private final SourceFile source;
    private final RejectLog rejects;
    private final Map<FindingCode, Long> findings;
    private final String series;
    private int open;
    private RowCounts rows = RowCounts.NONE;
    private SourceOutcome.@Nullable Refused refused;

    /// @param sink the source, read
    SourceLedger(SourceFile source, SourceSink sink) {
        this.source = source;
        this.rejects = sink.rejects();
        this.findings = new EnumMap<>(FindingCode.class);
        sink.findings().forEach(this::note);
        sink.allSeries().forEach(each -> note(FindingCode.UNSORTED, each.unsorted()));
        this.open = sink.allSeries().size();
        this.series = describe(sink);
    }

    private static String describe(SourceSink sink) {
        if (sink.allSeries().isEmpty()) {
            return "";
        }
        SeriesKey first = sink.allSeries().iterator().next().key();
        int others = sink.allSeries().size() - 1;
        return others == 0 ? first.toString() : first + " and " + others + " more";
    }

    SourceFile source() {
        return source;
    }

    synchronized void note(FindingCode code, long count) {
        if (count > 0) {
            findings.merge(code, count, Long::sum);
        }
    }

    /// One series is done with.
    ///
    /// @return the report, if that was the last one
    synchronized Optional<SourceReport> settled(RowCounts counts) {
        rows = rows.plus(counts);
        return closeOne();
    }

    /// One series is given up.
    synchronized Optional<SourceReport> refused(RefusalReason reason, String message, long good) {
        rows = rows.plus(RowCounts.refused(good, 0));
        if (refused == null) {
            refused = new SourceOutcome.Refused(reason, message);
        }
        return closeOne();
    }

    private Optional<SourceReport> closeOne() {
        open--;
        return open == 0 ? Optional.of(report()) : Optional.empty();
    }

    private SourceReport report() {
        return report(
                refused != null
                        ? refused
                        : rows.imported() + rows.replaced() + rows.removed() > 0
                                ? new SourceOutcome.Imported()
                                : new SourceOutcome.Unchanged());
    }

    /// The report of a source without a good row, or one that was refused as a whole.
    SourceReport report(SourceOutcome outcome) {
        List<Finding> found = findings.entrySet().stream()
                .map(e -> new Finding(e.getKey(), e.getValue()))
                .toList();
        return new SourceReport(
                source.name(),
                series,
                outcome,
                rows.withQuarantined(rejects.count()),
                rejects.first(),
                rejects.files(),
                found);
    }
}
