package dev.tidemark.sources.stooq;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.PendingSeries;
import dev.tidemark.sources.ingest.SeriesDraft;
import dev.tidemark.sources.ingest.SingleSource;
import dev.tidemark.sources.text.LineScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All sources of one symbol in one run, decided together: most often one, several where a dump has bars of several
/// lengths, or holds a
/// file twice.
///
/// Sources that hold the same rows for one series count once. Where they differ, all are refused: there is no telling
/// which is right. A
/// file without rows does not contradict another one that has some.
final class SymbolImport {
    private final ImportContext context;
    private final String symbol;
    private final List<SourceFile> sources;
    private final int attempt;

    SymbolImport(ImportContext context, String symbol, List<SourceFile> sources) {
        this(context, symbol, sources, 1);
    }

    private SymbolImport(ImportContext context, String symbol, List<SourceFile> sources, int attempt) {
        this.context = context;
        this.symbol = symbol;
        this.sources = List.copyOf(sources);
        this.attempt = attempt;
    }

    /// Reads the sources and decides; each of them is in the answer once.
    Decision decide(LineScanner lines) {
        List<SourceReport> settled = new ArrayList<>();
        List<PendingSeries> pending = new ArrayList<>();
        String fault = symbolFault();
        if (!fault.isEmpty()) {
            sources.forEach(s -> settled.add(SourceReport.refused(
                    s.name(), RefusalReason.BAD_SYMBOL, "cannot import " + s.name() + ": " + fault)));
            return new Decision(settled, pending);
        }
        Map<SeriesKey, List<SourceResult.Read>> bySeries = new TreeMap<>();
        List<SourceResult.NoRows> empty = new ArrayList<>();
        for (SourceFile source : sources) {
            switch (new SourceReading(context, source, symbol, lines).read()) {
                case SourceResult.Refused refused -> settled.add(refused.report());
                case SourceResult.NoRows none -> empty.add(none);
                case SourceResult.Read read ->
                    bySeries.computeIfAbsent(read.draft().key(), _ -> new ArrayList<>())
                            .add(read);
            }
        }
        bySeries.values().forEach(reads -> decideSeries(reads, settled, pending));
        decideEmpty(empty, !bySeries.isEmpty(), settled, pending);
        return new Decision(settled, pending);
    }

    private String symbolFault() {
        try {
            new SeriesKey(BarSchemas.dataset(Timeframe.DAILY), symbol);
            return "";
        } catch (TidemarkException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void decideSeries(List<SourceResult.Read> reads, List<SourceReport> settled, List<PendingSeries> pending) {
        SourceResult.Read first = reads.getFirst();
        if (!reads.stream().allMatch(read -> read.draft().hasSameContent(first.draft()))) {
            String names = reads.stream().map(r -> r.source().name()).collect(Collectors.joining(" and "));
            reads.forEach(read -> settled.add(read.reportRefused(
                    RefusalReason.CONFLICTING_SOURCES,
                    "refused " + names + ": they hold different rows for "
                            + read.draft().key() + "; import one of them")));
            return;
        }
        reads.stream().skip(1).forEach(read -> settled.add(read.reportAsKnown()));
        decideOne(first, settled, pending);
    }

    private void decideOne(SourceResult.Read read, List<SourceReport> settled, List<PendingSeries> pending) {
        SeriesDraft draft = read.draft();
        RowCounts rows = draft.rows();
        if (draft.wouldShrink() && !context.options().allowsRemoval()) {
            long kept = draft.after().map(SeriesState::rows).orElse(0L);
            settled.add(read.reportRefused(
                    RefusalReason.WOULD_SHRINK, shrinkMessage(read.source(), draft.key(), draft.before(), kept)));
            return;
        }
        boolean isSame = rows.imported() + rows.replaced() + rows.removed() == 0;
        SourceReport report = read.report(isSame ? new SourceOutcome.Unchanged() : new SourceOutcome.Imported());
        if (draft.isChanged()) {
            pending.add(pending(draft, report, read.source()));
        } else {
            settled.add(report);
        }
    }

    private static String shrinkMessage(SourceFile source, SeriesKey key, Optional<SeriesSummary> before, long kept) {
        return "refused " + source.name() + ": " + key + " has "
                + before.map(SeriesSummary::rows).orElse(0L) + " rows and would keep " + kept
                + ", a loss of more than a tenth; give --allow-removal if that is right";
    }

    private PendingSeries pending(SeriesDraft draft, SourceReport report, SourceFile source) {
        SymbolImport again = new SymbolImport(context, symbol, List.of(source), attempt + 1);
        return new PendingSeries(draft, new SingleSource(report), _ -> again.decide(new LineScanner()), attempt);
    }

    private void decideEmpty(
            List<SourceResult.NoRows> empty,
            boolean hasRowsElsewhere,
            List<SourceReport> settled,
            List<PendingSeries> pending) {
        Set<SeriesKey> done = new HashSet<>();
        for (SourceResult.NoRows none : empty) {
            Snapshot head = context.head().get();
            Optional<SeriesKey> key = hasRowsElsewhere
                    ? Optional.empty()
                    : EmptySource.seriesOf(none, symbol, context.options().dataset(), head);
            if (key.isEmpty() || !done.add(key.get())) {
                settled.add(emptyReport(none.source(), "", new SourceOutcome.Empty(), RowCounts.NONE));
            } else {
                decideRemoval(none.source(), key.get(), head, settled, pending);
            }
        }
    }

    private void decideRemoval(
            SourceFile source, SeriesKey key, Snapshot head, List<SourceReport> settled, List<PendingSeries> pending) {
        Optional<SeriesSummary> before = head.summary(key);
        if (!context.options().allowsRemoval()) {
            SourceOutcome refused =
                    new SourceOutcome.Refused(RefusalReason.WOULD_SHRINK, shrinkMessage(source, key, before, 0));
            settled.add(emptyReport(source, key.toString(), refused, RowCounts.NONE));
            return;
        }
        RowCounts rows = RowCounts.good(0, 0, 0, before.map(SeriesSummary::rows).orElse(0L));
        SeriesDraft draft = new SeriesDraft(
                key, context.datasets().record(head, key.dataset()), before, Optional.empty(), true, rows, 0);
        pending.add(pending(draft, emptyReport(source, key.toString(), new SourceOutcome.Removed(), rows), source));
    }

    private static SourceReport emptyReport(SourceFile source, String series, SourceOutcome outcome, RowCounts rows) {
        return new SourceReport(source.name(), series, outcome, rows, List.of(), List.of(), List.of());
    }
}
