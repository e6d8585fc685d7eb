package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.build.Action;
import dev.tidemark.build.PlannedPartition;
import dev.tidemark.build.Reason;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.build.SeriesPlan;
import dev.tidemark.build.StagePlan;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Snapshot;
import java.util.List;

/// Prints plans.
final class PlanPrinter {
    private static final int MOST_LINES = 60;
    private static final int MOST_NOTES = 20;

    private final Console console;
    private final TextTable table =
            new TextTable().text("ACTION").text("PARTITION").text("REASON");
    private long lines;

    PlanPrinter(Console console) {
        this.console = console;
    }

    /// Prints one object a partition, kept ones included.
    void json(Snapshot head, SeriesPlan series) {
        if (series.partitions().isEmpty()) {
            head.series(series.key()).ifPresent(stored -> {
                for (Partition partition : stored.partitions()) {
                    console.print(json(series, partition.chunk(), Action.KEEP, ""));
                }
            });
        }
        for (PlannedPartition line : series.partitions()) {
            String reason = line.reason().map(Reason::toString).orElse("");
            console.print(json(series, line.chunk(), line.action(), reason));
        }
    }

    private static JsonObject json(SeriesPlan series, String chunk, Action action, String reason) {
        return new JsonObject()
                .put("dataset", series.key().dataset().toString())
                .put("symbol", series.key().symbol())
                .put("chunk", chunk)
                .put("action", action.text())
                .put("reason", reason);
    }

    /// Takes what is to be done and why, for a table; kept partitions are only counted.
    void text(Snapshot head, SeriesPlan series) {
        for (PlannedPartition line : series.work()) {
            if (++lines <= MOST_LINES) {
                table.row(
                        line.action().text(),
                        series.key() + "/" + line.chunk(),
                        line.reason().map(Reason::toString).orElse(""));
            }
        }
    }

    /// Prints the table and the counts.
    void summary(List<StagePlan> stages) {
        for (StagePlan stage : stages) {
            stage.changes()
                    .forEach((recipe, differences) -> console.print(
                            "new configuration of " + recipe.output() + ": " + String.join("; ", differences)));
        }
        if (lines > 0) {
            table.print(console);
        }
        if (lines > MOST_LINES) {
            console.print("… and " + HumanText.count(lines - MOST_LINES, "partitions") + " more; --json shows all");
        }
        console.print(counts(stages));
    }

    private static String counts(List<StagePlan> stages) {
        StringBuilder text = new StringBuilder();
        for (Action action : Action.values()) {
            long count = stages.stream().mapToLong(stage -> stage.count(action)).sum();
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(HumanText.count(count))
                        .append(" to ")
                        .append(action.text());
            }
        }
        return text.isEmpty() ? "nothing to do" : text.toString();
    }

    /// Says what recipes say of the series.
    void notes(List<String> notes) {
        notes.stream().limit(MOST_NOTES).forEach(console::note);
        if (notes.size() > MOST_NOTES) {
            console.note("… and " + HumanText.count(notes.size() - MOST_NOTES, "notes") + " more");
        }
    }

    /// Names the series that cannot be made.
    void failures(List<SeriesFailure> failures) {
        for (SeriesFailure failure : failures) {
            console.error("tidemark: " + failure.series() + " failed (" + failure.code() + "): " + failure.message());
        }
    }
}
