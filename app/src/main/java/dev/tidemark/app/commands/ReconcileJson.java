package dev.tidemark.app.commands;

import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.market.compare.ColumnDifference;
import dev.tidemark.market.compare.KeyRun;
import dev.tidemark.market.compare.RatioRun;
import dev.tidemark.market.compare.Runs;
import dev.tidemark.market.compare.SeriesDifference;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.reconcile.CopyReport;
import dev.tidemark.sources.reconcile.ReconcileReport;
import dev.tidemark.sources.reconcile.Side;
import dev.tidemark.sources.reconcile.SymbolDifference;
import dev.tidemark.sources.reconcile.SymbolDifference.Status;
import dev.tidemark.sources.update.SymbolOutcome.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The differences of two sides as JSON.
final class ReconcileJson {
    private static final int MOST_SYMBOLS = 100;

    private final Side a;
    private final Side b;

    ReconcileJson(Side a, Side b) {
        this.a = a;
        this.b = b;
    }

    /// One object a symbol.
    JsonObject symbol(SymbolDifference symbol) {
        JsonObject object = new JsonObject()
                .put("symbol", symbol.symbol())
                .put("series_a", symbol.a().toString())
                .put("series_b", symbol.b().toString())
                .put("status", symbol.status().text())
                .put("reason", symbol.reason().map(Reason::code))
                .put("message", symbol.reason().map(Reason::message));
        symbol.difference().ifPresent(difference -> put(object, difference));
        return object;
    }

    private static void put(JsonObject object, SeriesDifference difference) {
        object.put("rows_a", difference.rowsA())
                .put("rows_b", difference.rowsB())
                .put("both", difference.both())
                .put("only_a", runs(difference.onlyA(), ReconcileJson::keys))
                .put("only_b", runs(difference.onlyB(), ReconcileJson::keys))
                .put("columns", difference.columns().stream().map(ReconcileJson::column))
                .put("splits", runs(difference.splits(), ReconcileJson::ratio))
                .put("factors", runs(difference.factors(), ReconcileJson::ratio));
    }

    private static <R> JsonObject runs(Runs<R> runs, Function<R, JsonObject> one) {
        return new JsonObject()
                .put("rows", runs.rows())
                .put("runs", runs.total())
                .put("first", runs.first().stream().map(one));
    }

    private static JsonObject keys(KeyRun run) {
        return span(run.first(), run.last(), run.rows());
    }

    private static JsonObject ratio(RatioRun run) {
        return span(run.first(), run.last(), run.rows()).put("ratio", run.ratio());
    }

    private static JsonObject span(long first, long last, long rows) {
        return new JsonObject().put("from", time(first)).put("to", time(last)).put("rows", rows);
    }

    private static JsonObject column(ColumnDifference column) {
        return new JsonObject()
                .put("column", column.column().text())
                .put("differing", column.differing())
                .put("beyond", column.beyond())
                .put("one_sided", column.oneSided())
                .put("largest", column.largest())
                .put("largest_at", column.largest() > 0 ? Optional.of(time(column.largestAt())) : Optional.empty());
    }

    private static String time(long micros) {
        return HumanText.stored(BarSchemas.BARS, micros);
    }

    /// What stands last.
    JsonObject summary(ReconcileReport report, Optional<CopyReport> copied) {
        JsonObject summary = new JsonObject()
                .put("a", a.name())
                .put("commit_a", a.snapshot().number())
                .put("b", b.name())
                .put("commit_b", b.snapshot().number())
                .put("symbols", report.symbols().size());
        for (Status status : Status.values()) {
            summary.put(status.text(), report.count(status));
        }
        summary.put("symbols_only_a", report.onlyA().size())
                .put("symbols_only_b", report.onlyB().size())
                .put("first_only_a", first(report.onlyA()))
                .put("first_only_b", first(report.onlyB()));
        copied.ifPresent(copy -> summary.put(
                "copied",
                new JsonObject()
                        .put("added", copy.added())
                        .put("replaced", copy.replaced())
                        .put(
                                "refused",
                                copy.series().stream()
                                        .filter(outcome -> outcome.reason().isPresent())
                                        .map(outcome -> new JsonObject()
                                                .put("series", outcome.key().toString())
                                                .put("reason", outcome.reason().map(Reason::code))
                                                .put("message", outcome.reason().map(Reason::message))))
                        .putNumbers("commits", copy.commits())));
        return summary;
    }

    private static List<String> first(List<String> symbols) {
        return symbols.subList(0, Math.min(MOST_SYMBOLS, symbols.size()));
    }
}
