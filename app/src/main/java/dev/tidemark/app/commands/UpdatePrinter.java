package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.sources.update.SymbolOutcome;
import dev.tidemark.sources.update.UpdateReport;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints what loads and updates did.
final class UpdatePrinter {
    private static final int MOST_LINES = 60;

    private final Console console;

    UpdatePrinter(Console console) {
        this.console = console;
    }

    /// Prints a report and says what is wrong.
    ///
    /// @return the exit code
    int print(UpdateReport report, Duration elapsed) {
        if (console.isJson()) {
            report.symbols().forEach(outcome -> console.print(json(outcome)));
            console.print(summary(report, elapsed));
        } else {
            text(report, elapsed);
        }
        Optional<ErrorCode> problem = report.problem();
        problem.ifPresent(
                _ -> console.error("tidemark: partly failed: each symbol with its reason stands above; what failed is"
                        + " asked for again by the next `tidemark update`"));
        return problem.map(ErrorCode::exitCode).orElse(LakeCommand.DONE);
    }

    private void text(UpdateReport report, Duration elapsed) {
        TextTable table = new TextTable()
                .text("SERIES")
                .text("STATUS")
                .number("NEW")
                .number("CHANGED")
                .number("GAPS FILLED")
                .number("MISSING")
                .text("NOTE");
        long shown = 0;
        long notable = 0;
        for (SymbolOutcome outcome : report.symbols()) {
            boolean isNotable = outcome.isProblem()
                    || outcome.isRestated()
                    || outcome.rows().inserted() > 0
                    || outcome.missing() > 0;
            notable += isNotable ? 1 : 0;
            if (isNotable && shown < MOST_LINES) {
                shown++;
                table.row(
                        outcome.key().toString(),
                        outcome.status().text(),
                        HumanText.count(outcome.rows().fresh()),
                        HumanText.count(outcome.rows().changed()),
                        HumanText.count(outcome.gapsFilled()),
                        HumanText.count(outcome.missing()),
                        note(outcome));
            }
        }
        if (!table.isEmpty()) {
            table.print(console);
        }
        if (notable > shown) {
            console.print("… and " + HumanText.count(notable - shown, "series") + " more; --json lists all");
        }
        console.print(HumanText.count(report.symbols().size(), "series") + ": "
                + report.counts().entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey().text().replace('_', ' '))
                        .collect(Collectors.joining(", "))
                + "; " + HumanText.count(report.rows().inserted()) + " rows inserted, "
                + HumanText.count(report.rows().quarantined()) + " quarantined; "
                + HumanText.count(
                        report.calls().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        "calls")
                + " in " + HumanText.duration(elapsed));
    }

    private static String note(SymbolOutcome outcome) {
        String restated = outcome.isRestated() ? "the provider restated its past; all fetched again. " : "";
        String reason = outcome.reason()
                .map(r -> r.code() + ": " + shortened(r.message()))
                .orElse("");
        String quarantined = outcome.rows().quarantined() > 0
                ? " " + outcome.rows().quarantined() + " rows in " + String.join(", ", outcome.quarantine())
                : "";
        return (restated + reason + quarantined).strip();
    }

    private static String shortened(String message) {
        return message.length() > 160 ? message.substring(0, 159) + "…" : message;
    }

    private static JsonObject json(SymbolOutcome outcome) {
        JsonObject json = new JsonObject()
                .put("dataset", outcome.key().dataset().toString())
                .put("symbol", outcome.key().symbol())
                .put("status", outcome.status().text())
                .put("inserted", outcome.rows().inserted())
                .put("rows_new", outcome.rows().fresh())
                .put("rows_changed", outcome.rows().changed())
                .put("rows_unchanged", outcome.rows().unchanged())
                .put("rows_removed", outcome.rows().removed())
                .put("rows_quarantined", outcome.rows().quarantined())
                .put("windows", outcome.windows())
                .put("windows_failed", outcome.failed())
                .put("gaps_filled", outcome.gapsFilled())
                .put("missing", outcome.missing())
                .put("restated", outcome.isRestated());
        outcome.reason().ifPresent(reason -> json.put("code", reason.code()).put("message", reason.message()));
        return json.put("quarantine", outcome.quarantine());
    }

    private static JsonObject summary(UpdateReport report, Duration elapsed) {
        JsonObject counts = new JsonObject();
        report.counts().forEach((status, count) -> counts.put(status.text(), count));
        JsonObject calls = new JsonObject();
        report.calls().forEach(calls::put);
        return new JsonObject()
                .put("series", report.symbols().size())
                .put("counts", counts)
                .put("inserted", report.rows().inserted())
                .put("calls", calls)
                .putNumbers("commits", report.commits())
                .put("seconds", elapsed.toMillis() / 1000.0);
    }
}
