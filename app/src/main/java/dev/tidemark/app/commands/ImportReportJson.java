package dev.tidemark.app.commands;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.RejectedRow;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// An import's report as JSON: on stdout for scripts, and in a file of the lake for later.
final class ImportReportJson {
    private static final String FOLDER = "reports/import";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private ImportReportJson() {}

    static JsonObject json(ImportReport report, Duration elapsed) {
        JsonObject outcomes = new JsonObject();
        report.outcomes().forEach((name, number) -> outcomes.put(name, (long) number));
        JsonObject refusals = new JsonObject();
        report.refusals().forEach((name, number) -> refusals.put(name, (long) number));
        JsonObject findings = new JsonObject();
        report.findings().forEach((name, number) -> findings.put(name, (long) number));
        return new JsonObject()
                .put("sources", report.sources())
                .put("usable", report.usable())
                .put("outcomes", outcomes)
                .put("refusals", refusals)
                .put("rows", rows(report.rows()))
                .put("findings", findings)
                .putNumbers("commits", report.commits())
                .put("seconds", elapsed.toMillis() / 1000.0)
                .put("problem", report.problem().map(ErrorCode::name).map(n -> n.toLowerCase(Locale.ROOT)))
                .put("notable", report.notable().stream().map(ImportReportJson::source))
                .put("notable_left", report.notableLeft());
    }

    private static JsonObject rows(RowCounts rows) {
        return new JsonObject()
                .put("read", rows.read())
                .put("imported", rows.imported())
                .put("unchanged", rows.unchanged())
                .put("replaced", rows.replaced())
                .put("quarantined", rows.quarantined())
                .put("refused", rows.refused())
                .put("removed", rows.removed());
    }

    private static JsonObject source(SourceReport source) {
        JsonObject json = new JsonObject()
                .put("source", source.source())
                .put("series", source.series())
                .put("outcome", source.outcome().code());
        if (source.outcome() instanceof SourceOutcome.Refused refused) {
            json.put("reason", refused.reason().code()).put("message", refused.message());
        }
        JsonObject findings = new JsonObject();
        source.findings().forEach(finding -> findings.put(finding.code().code(), finding.count()));
        return json.put("rows", rows(source.rows()))
                .put("rejects", source.firstRejects().stream().map(ImportReportJson::reject))
                .put("quarantine", source.quarantine())
                .put("findings", findings);
    }

    private static JsonObject reject(RejectedRow row) {
        return new JsonObject()
                .put("line", row.line())
                .put("reason", row.reason().code())
                .put("raw", row.raw());
    }

    /// Keeps the report in the lake when there is something to look up later.
    ///
    /// @return the file, relative to the lake
    static Optional<String> keep(Path lake, ImportReport report, Duration elapsed, Instant now) {
        if (report.notable().isEmpty()) {
            return Optional.empty();
        }
        String stem = report.commits().isEmpty()
                ? STAMP.format(now)
                : "commit-" + report.commits().getLast();
        String name = FOLDER + "/" + stem + ".json";
        try {
            Files.createDirectories(lake.resolve(FOLDER));
            Files.writeString(lake.resolve(name), json(report, elapsed).text() + "\n");
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO,
                    "the import is done, but its report " + lake.resolve(name) + " cannot be written: "
                            + e.getMessage(),
                    e);
        }
        return Optional.of(name);
    }
}
