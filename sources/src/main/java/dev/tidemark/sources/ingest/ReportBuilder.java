package dev.tidemark.sources.ingest;

import dev.tidemark.sources.Finding;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Adds up the reports of sources, in any order. For one thread.
public final class ReportBuilder {
    private static final Comparator<SourceReport> BY_NAME = Comparator.comparing(SourceReport::source)
            .thenComparing(SourceReport::series)
            .thenComparing(report -> report.outcome().code());

    private final Consumer<SourceReport> each;
    private final SortedMap<String, Integer> outcomes = new TreeMap<>();
    private final SortedMap<String, Integer> refusals = new TreeMap<>();
    private final SortedMap<String, Long> findings = new TreeMap<>();
    private final TreeSet<SourceReport> notable = new TreeSet<>(BY_NAME);
    private final List<Long> commits = new ArrayList<>();
    private RowCounts rows = RowCounts.NONE;
    private int sources;
    private int usable;
    private int notableLeft;

    public ReportBuilder() {
        this(_ -> {});
    }

    /// @param each is told of every source that is added, notable or not
    public ReportBuilder(Consumer<SourceReport> each) {
        this.each = each;
    }

    /// Adds a source.
    public void add(SourceReport report) {
        sources++;
        rows = rows.plus(report.rows());
        outcomes.merge(report.outcome().code(), 1, Integer::sum);
        if (report.outcome() instanceof SourceOutcome.Refused refused) {
            refusals.merge(refused.reason().code(), 1, Integer::sum);
            usable += refused.reason().isUsableSource() ? 1 : 0;
        } else {
            usable++;
        }
        for (Finding finding : report.findings()) {
            findings.merge(finding.code().code(), finding.count(), Long::sum);
        }
        if (report.isNotable()) {
            keep(report);
        }
        each.accept(report);
    }

    /// Keeps the first by name, so that the list does not depend on the order of arrival.
    private void keep(SourceReport report) {
        notable.add(report);
        if (notable.size() > ImportReport.MAX_NOTABLE) {
            notable.pollLast();
            notableLeft++;
        }
    }

    void addCommit(long number) {
        commits.add(number);
    }

    /// The report so far.
    public ImportReport build() {
        return new ImportReport(
                sources, usable, outcomes, refusals, rows, findings, List.copyOf(notable), notableLeft, commits);
    }
}
