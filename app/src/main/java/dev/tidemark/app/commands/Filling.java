package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.gap.FillMethod;
import dev.tidemark.sources.fill.FillOptions;
import dev.tidemark.sources.fill.FillOutcome;
import dev.tidemark.sources.fill.FillReport;
import dev.tidemark.sources.fill.FillRun;
import dev.tidemark.sources.fill.FillWork;
import dev.tidemark.sources.update.SymbolOutcome.Reason;
import dev.tidemark.sources.update.UpdateJournal;
import java.util.List;
import java.util.Optional;

/// Fills series, or takes the fillings out, and prints what came of it.
final class Filling {
    private static final int MOST_LINES = 60;

    private final Session session;
    private final Console console;
    private final Lake lake;
    private final UpdateJournal journal;

    Filling(Session session, Lake lake, UpdateJournal journal) {
        this.session = session;
        this.console = session.console();
        this.lake = lake;
        this.journal = journal;
    }

    /// Parses the word that an option or parameter gives.
    ///
    /// @throws TidemarkException `USAGE` for a word that is no method
    static FillMethod method(String option, String text) {
        try {
            return FillMethod.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, option + ": " + e.getMessage(), e);
        }
    }

    /// Changes the series.
    ///
    /// @return the exit code
    int run(List<SeriesKey> keys, FillOptions options) {
        FillReport report =
                FillRun.run(lake, keys, options, Feeding.grids(lake), journal, session.clock(), session.progress());
        return print(report, verb(options, "filled", "removed"));
    }

    /// Says what would change.
    ///
    /// @return the exit code
    int preview(List<SeriesKey> keys, FillOptions options) {
        FillReport report =
                FillRun.preview(lake, keys, options, Feeding.grids(lake), session.clock(), session.progress());
        return print(report, "would be " + verb(options, "filled", "removed"));
    }

    private static String verb(FillOptions options, String fill, String remove) {
        return switch (options.work()) {
            case FillWork.Fill _ -> fill;
            case FillWork.Remove _ -> remove;
        };
    }

    private int print(FillReport report, String verb) {
        if (console.isJson()) {
            report.series().forEach(outcome -> console.print(json(outcome, verb)));
            console.print(new JsonObject()
                    .put("series", report.series().size())
                    .put("changed", report.changed())
                    .put("rows", report.rows())
                    .putNumbers("commits", report.commits()));
        } else {
            text(report, verb);
        }
        Optional<ErrorCode> problem = report.problem();
        problem.ifPresent(_ -> console.error("tidemark: partly failed: each series with its reason stands above"));
        return problem.map(ErrorCode::exitCode).orElse(LakeCommand.DONE);
    }

    private void text(FillReport report, String verb) {
        TextTable table = new TextTable().text("SERIES").number("BARS").text("NOTE");
        List<FillOutcome> notable = report.series().stream()
                .filter(outcome -> outcome.rows() > 0 || outcome.reason().isPresent())
                .toList();
        notable.stream()
                .limit(MOST_LINES)
                .forEach(outcome -> table.row(
                        outcome.key().toString(),
                        HumanText.count(outcome.rows()),
                        outcome.reason()
                                .map(reason -> reason.code() + ": " + reason.message())
                                .orElse(verb)));
        if (!table.isEmpty()) {
            table.print(console);
        }
        if (notable.size() > MOST_LINES) {
            console.print(
                    "… and " + HumanText.count(notable.size() - MOST_LINES, "series") + " more; --json lists all");
        }
        console.print(HumanText.count(report.rows(), "bars") + " " + verb + " in "
                + HumanText.count(report.changed(), "series") + " of "
                + HumanText.count(report.series().size()));
    }

    private static JsonObject json(FillOutcome outcome, String verb) {
        String done = outcome.rows() > 0 ? verb : "unchanged";
        return new JsonObject()
                .put("dataset", outcome.key().dataset().toString())
                .put("symbol", outcome.key().symbol())
                .put("status", outcome.reason().isPresent() ? "refused" : done.replace(' ', '_'))
                .put("rows", outcome.rows())
                .put("reason", outcome.reason().map(Reason::code))
                .put("message", outcome.reason().map(Reason::message));
    }
}
