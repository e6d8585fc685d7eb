package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.archive.ArchiveReport;
import dev.tidemark.lake.archive.ArchiveReport.Refusal;

/// Prints what a move between a lake and an archive did.
final class ArchivePrinter {
    private ArchivePrinter() {}

    /// Prints a report and says how it ended.
    ///
    /// @param verb     what was done, in the past tense
    /// @param whenNone when nothing was moved and nothing refused
    /// @return the exit code
    static int print(Console console, ArchiveReport report, String verb, String whenNone) {
        if (console.isJson()) {
            console.print(json(report));
        } else {
            text(console, report, verb, whenNone);
        }
        return report.refused().isEmpty() ? LakeCommand.DONE : ErrorCode.PARTLY_FAILED.exitCode();
    }

    private static void text(Console console, ArchiveReport report, String verb, String whenNone) {
        for (Refusal refusal : report.refused()) {
            console.print("refused " + refusal.what() + ": " + refusal.why());
        }
        if (report.partitions() > 0) {
            console.print(verb + " " + HumanText.count(report.partitions(), "partitions") + " of "
                    + HumanText.count(report.series(), "series") + ", "
                    + HumanText.count(report.rows()) + " rows; "
                    + HumanText.bytes(report.lakeBytes()) + " in the lake, "
                    + HumanText.bytes(report.archiveBytes()) + " in the archive");
        } else if (report.refused().isEmpty()) {
            console.print(whenNone);
        }
        if (!report.commits().isEmpty()) {
            console.print("commit " + report.commits().getLast());
        }
    }

    private static JsonObject json(ArchiveReport report) {
        return new JsonObject()
                .put("series", report.series())
                .put("partitions", report.partitions())
                .put("rows", report.rows())
                .put("lake_bytes", report.lakeBytes())
                .put("archive_bytes", report.archiveBytes())
                .put("present", report.present())
                .put(
                        "refused",
                        report.refused().stream()
                                .map(refusal -> new JsonObject()
                                        .put("what", refusal.what())
                                        .put("why", refusal.why())))
                .putNumbers("commits", report.commits());
    }
}
