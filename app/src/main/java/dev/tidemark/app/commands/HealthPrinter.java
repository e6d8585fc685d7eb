package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.sources.health.SeriesHealth;
import dev.tidemark.sources.health.SeriesHealth.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Prints how series stand.
final class HealthPrinter {
    private static final int MOST_LINES = 60;

    private HealthPrinter() {}

    /// @param all whether healthy series are listed too
    static void print(Console console, List<SeriesHealth> states, boolean all) {
        if (console.isJson()) {
            states.stream()
                    .filter(state -> all || state.status() != Status.HEALTHY)
                    .forEach(state -> console.print(json(state)));
            console.print(summary(states));
            return;
        }
        TextTable table = new TextTable()
                .text("SERIES")
                .text("HEALTH")
                .text("PROVIDER")
                .text("LAST BAR")
                .number("ROWS")
                .number("MISSING")
                .text("LAST UPDATE")
                .text("WHY");
        long shown = 0;
        long wanted = 0;
        for (SeriesHealth state : states) {
            if (all || state.status() != Status.HEALTHY) {
                wanted++;
                if (shown < MOST_LINES) {
                    shown++;
                    table.row(
                            state.key().toString(),
                            state.status().text(),
                            state.provider(),
                            text(state.last()),
                            HumanText.count(state.rows()),
                            state.missing().map(HumanText::count).orElse("-"),
                            text(state.lastUpdate()),
                            shortened(state.message()));
                }
            }
        }
        if (!table.isEmpty()) {
            table.print(console);
        }
        if (wanted > shown) {
            console.print("… and " + HumanText.count(wanted - shown, "series") + " more; --json lists all");
        }
        console.print(HumanText.count(states.size(), "series") + ": " + words(counts(states)) + "; by class: "
                + words(classes(states)));
    }

    private static String shortened(String message) {
        return message.length() > 120 ? message.substring(0, 119) + "…" : message;
    }

    private static String text(Optional<Instant> time) {
        return time.map(t -> t.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
    }

    private static SortedMap<String, Long> counts(List<SeriesHealth> states) {
        SortedMap<String, Long> counts = new TreeMap<>();
        states.forEach(state -> counts.merge(state.status().text(), 1L, Long::sum));
        return counts;
    }

    private static SortedMap<String, Long> classes(List<SeriesHealth> states) {
        SortedMap<String, Long> counts = new TreeMap<>();
        states.forEach(
                state -> counts.merge(state.assetClass().isEmpty() ? "unknown" : state.assetClass(), 1L, Long::sum));
        return counts;
    }

    private static String words(SortedMap<String, Long> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .toList());
    }

    private static JsonObject json(SeriesHealth state) {
        return new JsonObject()
                .put("dataset", state.key().dataset().toString())
                .put("symbol", state.key().symbol())
                .put("status", state.status().text())
                .put("message", state.message())
                .put("asset_class", state.assetClass())
                .put("provider", state.provider())
                .put("calendar", state.calendar())
                .put("date_range_start", state.first().map(Instant::toString))
                .put("date_range_end", state.last().map(Instant::toString))
                .put("total_rows", state.rows())
                .putNumber("missing", state.missing())
                .put("failed_intervals", state.failed())
                .put("last_update", state.lastUpdate().map(Instant::toString))
                .put("last_success", state.lastSuccess().map(Instant::toString));
    }

    private static JsonObject summary(List<SeriesHealth> states) {
        JsonObject counts = new JsonObject();
        counts(states).forEach(counts::put);
        JsonObject classes = new JsonObject();
        classes(states).forEach(classes::put);
        return new JsonObject()
                .put("series", states.size())
                .put("rows", states.stream().mapToLong(SeriesHealth::rows).sum())
                .put("counts", counts)
                .put("asset_classes", classes);
    }
}
