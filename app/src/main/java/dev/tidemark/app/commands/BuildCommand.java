package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.RuleWiring;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.Build;
import dev.tidemark.build.BuildGuard;
import dev.tidemark.build.BuildReport;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Validation;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark build`.
@Command(
        name = "build",
        header = "Make derived datasets what they should be: only what changed, equal to a full rebuild.",
        description = {
            "Targets: continuous, features, labels, fill-labels; without one, all derived datasets. What a target reads"
                    + " is built first. Options left out are those that the dataset records."
        },
        exitCodeList = {
            "0:done, or nothing to do",
            "1:every series to build reads data that failed its validation; symbol and rule are named",
            "2:wrong usage",
            "3:locked by another process",
            "4:built with another configuration; each field is named",
            "5:some series failed or are gated; each is named",
            "6:no such symbol",
            "130:cancelled; what is committed is kept"
        },
        footer = {
            "  tidemark build features labels",
            "  tidemark build continuous features labels -s KQ.m@SHFE.cu --source main_l5",
            "  tidemark build labels --set fast --horizons 5,25"
        })
final class BuildCommand extends BuildTargetCommand {
    @Option(names = "--no-gate", description = "Build from inputs whatever their validation says; the log records it.")
    private boolean noGate;

    BuildCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        long started = System.nanoTime();
        BuildReport report = Build.run(
                lake,
                recipes(lake, config),
                guard(lake, config),
                buildOptions(config, noGate ? "build --no-gate" : "build"),
                session.progress());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        if (json()) {
            console().print(json(report, elapsed));
        } else {
            print(report, elapsed);
        }
        PlanPrinter printer = new PlanPrinter(console());
        printer.notes(report.notes());
        printer.failures(report.failures());
        return report.problem().map(ErrorCode::exitCode).orElse(codeOfProblems());
    }

    /// Validates what is going to be read, and refuses what failed.
    private BuildGuard guard(Lake lake, Config config) {
        Optional<Severity> blocking = config.get(Settings.VALIDATION_GATE).severity();
        if (noGate || blocking.isEmpty()) {
            return BuildGuard.NONE;
        }
        return new Validation(RuleWiring.of(lake, config))
                .guard(lake, blocking.get(), session.clock().instant(), config.jobs(), session.progress());
    }

    private void print(BuildReport report, Duration elapsed) {
        if (report.isNothing()) {
            long kept = report.datasets().values().stream()
                    .mapToLong(BuildReport.Tally::kept)
                    .sum();
            console().print("nothing to do: " + HumanText.count(kept, "partitions") + " are what they should be");
            return;
        }
        TextTable table = new TextTable()
                .text("DATASET")
                .number("PLANNED")
                .number("CREATED")
                .number("REFRESHED")
                .number("EQUAL")
                .number("REMOVED")
                .number("KEPT");
        report.datasets()
                .forEach((dataset, t) -> table.row(
                        dataset.toString(),
                        HumanText.count(t.planned()),
                        HumanText.count(t.created()),
                        HumanText.count(t.refreshed()),
                        HumanText.count(t.equal()),
                        HumanText.count(t.removed()),
                        HumanText.count(t.kept())));
        table.print(console());
        console().print(HumanText.count(report.commits().size(), "commits") + " in " + HumanText.duration(elapsed));
    }

    private static JsonObject json(BuildReport report, Duration elapsed) {
        return new JsonObject()
                .put("seconds", elapsed.toMillis() / 1000.0)
                .put("rounds", report.rounds())
                .put("notes", report.notes())
                .putNumbers("commits", report.commits())
                .put(
                        "datasets",
                        report.datasets().entrySet().stream()
                                .map(e -> new JsonObject()
                                        .put("dataset", e.getKey().toString())
                                        .put("planned", e.getValue().planned())
                                        .put("created", e.getValue().created())
                                        .put("refreshed", e.getValue().refreshed())
                                        .put("equal", e.getValue().equal())
                                        .put("removed", e.getValue().removed())
                                        .put("empty", e.getValue().empty())
                                        .put("kept", e.getValue().kept())))
                .put(
                        "failures",
                        report.failures().stream()
                                .map(failure -> new JsonObject()
                                        .put("series", failure.series().toString())
                                        .put("code", failure.code())
                                        .put("message", failure.message())));
    }
}
