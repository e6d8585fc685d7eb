package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.Style;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RejectedRow;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Shows an import's report to people: totals, what was refused or quarantined and why, where the rest is listed.
final class ImportSummary {
    private static final int MOST_LINES = 50;
    private static final int MOST_NAMES = 2_000;

    private final Console console;
    private final ImportReport report;
    private final Duration elapsed;
    private final Optional<String> reportFile;

    /// @param reportFile where the whole report stands, relative to the lake; empty when there was nothing to tell
    ImportSummary(Console console, ImportReport report, Duration elapsed, Optional<String> reportFile) {
        this.console = console;
        this.report = report;
        this.elapsed = elapsed;
        this.reportFile = reportFile;
    }

    void print() {
        totals();
        refused();
        quarantined();
        reportFile.ifPresent(file -> console.print("  report    " + file));
    }

    private void totals() {
        RowCounts rows = report.rows();
        console.print(
                "  sources   " + HumanText.count(report.sources()) + ": " + counts(report.outcomes(), n -> (long) n));
        console.print("  rows      " + HumanText.count(rows.read()) + ": "
                + amounts(
                        List.of("imported", "unchanged", "replaced", "quarantined", "refused"),
                        rows.imported(),
                        rows.unchanged(),
                        rows.replaced(),
                        rows.quarantined(),
                        rows.refused())
                + (rows.removed() == 0 ? "" : "; " + HumanText.count(rows.removed()) + " removed from the lake"));
        if (!report.findings().isEmpty()) {
            console.print("  noticed   " + counts(report.findings(), n -> n));
        }
        console.print("  commits   " + commits());
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        console.print("  time      " + HumanText.duration(elapsed) + ", "
                + HumanText.count((long) (rows.read() / seconds)) + " rows/s");
    }

    private String commits() {
        List<Long> numbers = report.commits();
        return switch (numbers.size()) {
            case 0 -> "none; the lake is as it was";
            case 1 -> numbers.getFirst().toString();
            default -> numbers.size() + ": " + numbers.getFirst() + " to " + numbers.getLast();
        };
    }

    private static <N extends Number> String counts(SortedMap<String, N> counts, Function<N, Long> number) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(e -> HumanText.count(number.apply(e.getValue())) + " " + e.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String amounts(List<String> names, long... numbers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(HumanText.count(numbers[i]))
                        .append(' ')
                        .append(names.get(i));
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    private void refused() {
        Style style = console.style();
        List<SourceReport> refused = report.notable().stream()
                .filter(source -> source.outcome() instanceof SourceOutcome.Refused)
                .toList();
        if (refused.isEmpty()) {
            return;
        }
        console.print(style.red("  refused   " + HumanText.count(report.count("refused"), "sources")) + ":");
        for (SourceReport source : refused.subList(0, Math.min(MOST_LINES, refused.size()))) {
            if (source.outcome() instanceof SourceOutcome.Refused why) {
                console.print("    " + name(source) + "  " + why.reason().code() + ": " + why.message());
            }
        }
        rest(refused);
    }

    /// Those beyond the lines with a reason are named at least.
    private void rest(List<SourceReport> refused) {
        if (refused.size() <= MOST_LINES) {
            return;
        }
        List<SourceReport> rest = refused.subList(MOST_LINES, Math.min(MOST_NAMES, refused.size()));
        console.print("    and " + HumanText.count(report.count("refused") - MOST_LINES) + " more: "
                + rest.stream().map(ImportSummary::name).collect(Collectors.joining(" "))
                + (refused.size() > MOST_NAMES ? " ..." : ""));
    }

    private void quarantined() {
        long rows = report.rows().quarantined();
        if (rows == 0) {
            return;
        }
        console.print(console.style().yellow("  quarantined  " + HumanText.count(rows, "rows")) + ":");
        int shown = 0;
        for (SourceReport source : report.notable()) {
            for (RejectedRow row : source.firstRejects()) {
                if (shown++ < MOST_LINES) {
                    console.print("    " + source.source() + ":" + row.line() + "  "
                            + row.reason().code() + ": " + row.raw());
                }
            }
        }
        quarantineFiles(rows - Math.min(MOST_LINES, shown));
    }

    private void quarantineFiles(long left) {
        List<String> files = report.notable().stream()
                .flatMap(source -> source.quarantine().stream())
                .distinct()
                .toList();
        if (left > 0) {
            console.print("    and " + HumanText.count(left) + " more");
        }
        files.stream().limit(MOST_LINES).forEach(file -> console.print("    kept in " + file));
        if (files.size() > MOST_LINES) {
            console.print("    and in " + HumanText.count(files.size() - MOST_LINES) + " more files below quarantine/");
        }
    }

    private static String name(SourceReport source) {
        return source.series().isEmpty() ? source.source() : source.series();
    }
}
