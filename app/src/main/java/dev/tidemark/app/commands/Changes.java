package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.SeriesSummary;
import java.util.List;

/// Shows what lies between two states.
final class Changes {
    private Changes() {}

    static void print(Console console, List<Commit.Change> changes) {
        TextTable table = new TextTable()
                .text("CHANGE")
                .text("SERIES")
                .number("ROWS BEFORE")
                .number("ROWS AFTER")
                .number("ADDED")
                .number("REPLACED")
                .number("REMOVED");
        for (Commit.Change change : changes) {
            table.row(
                    kind(change),
                    change.name(),
                    change.before().map(s -> HumanText.count(s.rows())).orElse("-"),
                    change.after().map(s -> HumanText.count(s.rows())).orElse("-"),
                    HumanText.count(change.added()),
                    HumanText.count(change.replaced()),
                    HumanText.count(change.removed()));
        }
        table.print(console);
    }

    /// One object a change.
    static JsonObject json(Commit.Change change) {
        return new JsonObject()
                .put("name", change.name())
                .put("change", kind(change))
                .putNumber("rows_before", change.before().map(SeriesSummary::rows))
                .putNumber("rows_after", change.after().map(SeriesSummary::rows))
                .put("added", change.added())
                .put("replaced", change.replaced())
                .put("removed", change.removed());
    }

    private static String kind(Commit.Change change) {
        if (change.before().isEmpty() && change.after().isPresent()) {
            return "new";
        }
        return change.before().isPresent() && change.after().isEmpty() ? "gone" : "changed";
    }
}
