package dev.tidemark.sources.merge;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.LineScanner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads one source into chunks. Thread-safe.
final class SourceReader {
    private final MergeContext context;
    private final SourceFormat format;
    private final ThreadLocal<LineScanner> scanners = ThreadLocal.withInitial(LineScanner::new);

    SourceReader(MergeContext context, SourceFormat format) {
        this.context = context;
        this.format = format;
    }

    /// What a source gave.
    ///
    /// @param settled its report, when there is nothing to merge
    record Reading(SourceLedger ledger, SourceSink sink, Optional<SourceReport> settled) {}

    Reading read(SourceFile source, MemoryBudget budget) {
        SourceSink sink = new SourceSink(context, budget, source, scanners.get());
        try {
            format.read(source, sink);
            sink.finish();
        } catch (SourceRefusedException e) {
            return refused(source, sink, e.reason(), e.text());
        } catch (IOException e) {
            return refused(source, sink, RefusalReason.UNREADABLE, e.toString());
        }
        SourceLedger ledger = new SourceLedger(source, sink);
        if (sink.rows() > 0) {
            return new Reading(ledger, sink, Optional.empty());
        }
        return new Reading(ledger, sink, Optional.of(ledger.report(withoutRows(source, sink))));
    }

    private static SourceOutcome withoutRows(SourceFile source, SourceSink sink) {
        long rejected = sink.rejects().count();
        if (rejected == 0) {
            return new SourceOutcome.Empty();
        }
        return new SourceOutcome.Refused(
                RefusalReason.NO_VALID_ROW,
                "cannot import " + source.name() + ": each of its " + rejected + " rows is quarantined, the first at "
                        + source.name() + ":"
                        + sink.rejects().first().getFirst().line());
    }

    private static Reading refused(SourceFile source, SourceSink sink, RefusalReason reason, String text) {
        long read = sink.rows() + sink.rejects().count();
        String message = text.contains(source.name()) ? text : "cannot import " + source.name() + ": " + text;
        SourceReport report = new SourceReport(
                source.name(),
                "",
                new SourceOutcome.Refused(reason, message),
                RowCounts.refused(read, 0),
                sink.rejects().first(),
                sink.rejects().files(),
                List.of());
        sink.discard();
        return new Reading(new SourceLedger(source, sink), sink, Optional.of(report));
    }
}
