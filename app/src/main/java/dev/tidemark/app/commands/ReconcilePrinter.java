package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.compare.ColumnDifference;
import dev.tidemark.market.compare.ComparedColumn;
import dev.tidemark.market.compare.RatioRun;
import dev.tidemark.market.compare.Runs;
import dev.tidemark.market.compare.SeriesDifference;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.reconcile.CopyOutcome;
import dev.tidemark.sources.reconcile.CopyReport;
import dev.tidemark.sources.reconcile.ReconcileReport;
import dev.tidemark.sources.reconcile.Side;
import dev.tidemark.sources.reconcile.SymbolDifference;
import dev.tidemark.sources.reconcile.SymbolDifference.Status;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Prints how two sides differ, for people and for scripts.
final class ReconcilePrinter {
    private static final int MOST_LINES = 60;

    private final Console console;
    private final Side a;
    private final Side b;

    ReconcilePrinter(Console console, Side a, Side b) {
        this.console = console;
        this.a = a;
        this.b = b;
    }

    /// Prints both, and says what is wrong.
    ///
    /// @return the exit code
    int print(ReconcileReport report, Optional<CopyReport> copied) {
        ReconcileJson json = new ReconcileJson(a, b);
        if (console.isJson()) {
            report.symbols().forEach(symbol -> console.print(json.symbol(symbol)));
            console.print(json.summary(report, copied));
        } else {
            differences(report);
            summary(report);
            copied.ifPresent(this::copied);
        }
        Optional<ErrorCode> problem = report.problem().or(() -> copied.flatMap(CopyReport::problem));
        problem.ifPresent(_ -> console.error("tidemark: partly failed: each symbol with its reason stands above"));
        return problem.map(ErrorCode::exitCode).orElse(LakeCommand.DONE);
    }

    /// Writes the whole report as one JSON document.
    ///
    /// @throws TidemarkException `IO` naming the file
    void write(Path file, ReconcileReport report, Optional<CopyReport> copied) {
        ReconcileJson json = new ReconcileJson(a, b);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"summary\":" + json.summary(report, copied).text() + ",\"symbols\":[");
            String comma = "\n";
            for (SymbolDifference symbol : report.symbols()) {
                out.write(comma + json.symbol(symbol).text());
                comma = ",\n";
            }
            out.write("]}\n");
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "--report: cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void differences(ReconcileReport report) {
        List<SymbolDifference> differing = report.symbols().stream()
                .filter(symbol -> symbol.status() != Status.EQUAL)
                .toList();
        TextTable table = new TextTable()
                .text("SYMBOL")
                .text("STATUS")
                .number("BOTH")
                .number("ONLY A")
                .number("ONLY B")
                .number("DIFFER")
                .number("BEYOND")
                .number("VOLUME BEYOND")
                .text("NOTE");
        differing.stream().limit(MOST_LINES).forEach(symbol -> row(table, symbol));
        if (!table.isEmpty()) {
            table.print(console);
        }
        if (differing.size() > MOST_LINES) {
            console.print(
                    "… and " + HumanText.count(differing.size() - MOST_LINES, "symbols") + " more; --json lists all");
        }
    }

    private static void row(TextTable table, SymbolDifference symbol) {
        String status = symbol.status().text().replace('_', ' ');
        if (symbol.difference().isEmpty()) {
            String why = symbol.reason().map(r -> r.code() + ": " + r.message()).orElse("");
            table.row(symbol.symbol(), status, "-", "-", "-", "-", "-", "-", why);
            return;
        }
        SeriesDifference difference = symbol.difference().get();
        table.row(
                symbol.symbol(),
                status,
                HumanText.count(difference.both()),
                HumanText.count(difference.onlyA().rows()),
                HumanText.count(difference.onlyB().rows()),
                HumanText.count(mostOfPrices(difference, ColumnDifference::differing)),
                HumanText.count(mostOfPrices(difference, ColumnDifference::beyond)),
                HumanText.count(difference.column(ComparedColumn.VOLUME).beyond()),
                note(difference));
    }

    /// The price column that differs most often.
    private static long mostOfPrices(SeriesDifference difference, ToLongFunction<ColumnDifference> count) {
        return difference.columns().stream()
                .filter(column -> column.column() != ComparedColumn.VOLUME)
                .mapToLong(count)
                .max()
                .orElse(0);
    }

    private static String note(SeriesDifference difference) {
        StringBuilder note = new StringBuilder();
        longest(difference.splits())
                .ifPresent(run ->
                        note.append("split-like ").append(split(run.ratio())).append(times(run)));
        longest(difference.factors())
                .ifPresent(run -> note.append(note.isEmpty() ? "" : "; ")
                        .append(String.format(Locale.ROOT, "B is A × %.6f", run.ratio()))
                        .append(times(run)));
        long others = difference.factors().total() - 1;
        return others > 0 ? note + ", and " + HumanText.count(others) + " other ratios" : note.toString();
    }

    private static Optional<RatioRun> longest(Runs<RatioRun> runs) {
        return runs.first().stream().reduce((one, other) -> other.rows() > one.rows() ? other : one);
    }

    private static String split(double ratio) {
        return ratio < 1 ? "1:" + Math.round(1 / ratio) : Math.round(ratio) + ":1";
    }

    private static String times(RatioRun run) {
        return " from " + HumanText.shortStored(BarSchemas.BARS, run.first()) + " to "
                + HumanText.shortStored(BarSchemas.BARS, run.last()) + " (" + HumanText.count(run.rows(), "bars") + ")";
    }

    private void summary(ReconcileReport report) {
        console.print("A = " + a.name() + ", B = " + b.name() + ": "
                + HumanText.count(report.symbols().size(), "symbols") + " on both sides, "
                + HumanText.count(report.count(Status.EQUAL)) + " equal, "
                + HumanText.count(report.count(Status.WITHIN_TOLERANCE)) + " within tolerance, "
                + HumanText.count(report.count(Status.DIFFERENT)) + " different"
                + (report.count(Status.FAILED) > 0 ? ", " + report.count(Status.FAILED) + " unreadable" : "") + "; "
                + HumanText.count(report.onlyA().size()) + " only in A, "
                + HumanText.count(report.onlyB().size()) + " only in B");
    }

    private void copied(CopyReport report) {
        for (CopyOutcome outcome : report.series()) {
            outcome.reason()
                    .ifPresent(reason -> console.print(outcome.key() + ": " + reason.code() + ": " + reason.message()));
        }
        console.print(HumanText.count(report.added(), "bars") + " added and " + HumanText.count(report.replaced())
                + " replaced"
                + (report.commits().isEmpty()
                        ? "; nothing to commit"
                        : " by commit "
                                + String.join(
                                        ", ",
                                        report.commits().stream()
                                                .map(String::valueOf)
                                                .toList())));
    }
}
