package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.universe.UniverseReport;
import dev.tidemark.app.universe.UniverseSetup;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.sources.universe.SourceFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints what a run over a universe found, did and left alone.
final class UniversePrinter {
    private static final int MOST_NAMED = 20;

    private final Console console;
    private final boolean isVerbose;

    UniversePrinter(Console console, boolean isVerbose) {
        this.console = console;
        this.isVerbose = isVerbose;
    }

    /// Prints a report: as one object for programs, else as lines for people.
    ///
    /// @return the exit code
    int print(UniverseReport report, UniverseSetup setup, Duration elapsed) {
        report.warnings().forEach(warning -> console.error("tidemark: " + warning));
        if (console.isJson()) {
            console.print(json(report, setup, elapsed));
        } else {
            text(report, setup, elapsed);
        }
        return report.faults().isEmpty() ? LakeCommand.DONE : ErrorCode.PARTLY_FAILED.exitCode();
    }

    private void text(UniverseReport report, UniverseSetup setup, Duration elapsed) {
        Map<String, Long> counts = report.counts();
        console.print((report.isUnchanged() ? "" : "decided: ") + report.reason());
        line(
                "tree",
                setup.tree() + ": " + number(counts, "files") + " files, " + number(counts, "files_new") + " new, "
                        + number(counts, "files_gone") + " gone, " + number(counts, "files_suspect")
                        + " looked at again");
        line("lists", setup.lists() + ": " + number(counts, "instruments") + " instruments");
        if (counts.containsKey("matched")) {
            line(
                    "matches",
                    number(counts, "matched") + " matched, " + number(counts, "unmatched") + " not ("
                            + reasons(report) + "); " + number(counts, "matches_made") + " matched now, "
                            + number(counts, "matches_reused") + " known");
            String saved = report.savedSeconds()
                    .map(seconds ->
                            ", which saves about " + HumanText.duration(Duration.ofMillis((long) (seconds * 1000))))
                    .orElse("");
            line(
                    "prices",
                    number(counts, "diagnoses_made") + " files diagnosed now, " + number(counts, "diagnoses_reused")
                            + " known" + saved);
        }
        if (counts.containsKey("exports_written")) {
            long failed = counts.getOrDefault("exports_failed", 0L);
            line(
                    "exports",
                    number(counts, "exports_written") + " written, " + number(counts, "exports_unchanged")
                            + " left as they are, " + number(counts, "exports_removed") + " removed"
                            + (failed > 0 ? ", " + HumanText.count(failed) + " failed" : ""));
        }
        report.outputs().forEach(output -> line("output", output.toString()));
        faults("could not be used", report.faults());
        if (isVerbose) {
            faults("odd, and used", report.notes());
        } else if (!report.notes().isEmpty()) {
            line(
                    "notes",
                    HumanText.count(report.notes().size()) + " rows of lists are odd and were used; -v names them");
        }
        console.print(
                HumanText.count(report.commits().size(), "commits") + ", " + HumanText.count(setup.workers(), "workers")
                        + ", " + HumanText.duration(elapsed)
                        + (report.isUnchanged() ? "; --force-reindex does everything again" : ""));
    }

    private void line(String what, String text) {
        console.print("  %-8s %s".formatted(what, text));
    }

    private static String number(Map<String, Long> counts, String name) {
        return HumanText.count(counts.getOrDefault(name, 0L));
    }

    private static String reasons(UniverseReport report) {
        return report.reasons().isEmpty()
                ? "none"
                : report.reasons().entrySet().stream()
                        .map(each -> each.getKey() + " " + HumanText.count(each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private void faults(String what, List<SourceFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        console.print("  " + HumanText.count(faults.size()) + " " + what + ":");
        int shown = isVerbose ? faults.size() : Math.min(faults.size(), MOST_NAMED);
        for (SourceFault fault : faults.subList(0, shown)) {
            console.print("    " + fault.place() + " " + fault.reason() + ": " + fault.text());
        }
        if (shown < faults.size()) {
            console.print("    … and " + HumanText.count(faults.size() - shown) + " more; -v or --json lists all");
        }
    }

    private static JsonObject json(UniverseReport report, UniverseSetup setup, Duration elapsed) {
        JsonObject counts = new JsonObject();
        report.counts().forEach(counts::put);
        JsonObject reasons = new JsonObject();
        report.reasons().forEach(reasons::put);
        JsonObject object = new JsonObject()
                .put("unchanged", report.isUnchanged())
                .put("reason", report.reason())
                .put("counts", counts)
                .put("unmatched", reasons)
                .put("workers", setup.workers())
                .putNumbers("commits", report.commits())
                .put("outputs", report.outputs().stream().map(Path::toString).toList())
                .put("faults", report.faults().stream().map(UniversePrinter::json))
                .put("notes", report.notes().stream().map(UniversePrinter::json))
                .put("warnings", report.warnings())
                .put("seconds", elapsed.toMillis() / 1000.0);
        report.savedSeconds().ifPresent(seconds -> object.put("saved_seconds", seconds));
        return object;
    }

    private static JsonObject json(SourceFault fault) {
        return new JsonObject()
                .put("file", fault.file())
                .put("line", fault.line())
                .put("reason", fault.reason())
                .put("text", fault.text());
    }
}
