package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.Planner;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.build.StagePlan;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.recipes.Validation;
import java.util.List;
import picocli.CommandLine.Command;

/// `tidemark plan`.
@Command(
        name = "plan",
        header = "What a build would do, and why. Writes nothing.",
        description = {
            "What reads the output of a stage that has work to do is pending: it can be said when that is committed."
        },
        exitCodeList = {
            "0:done",
            "2:wrong usage",
            "4:built with another configuration; each field is named",
            "5:some series cannot be made",
            "6:no such symbol"
        },
        footer = {"  tidemark plan features labels", "  tidemark --json plan labels -s SHFE.cu2402"})
final class PlanCommand extends BuildTargetCommand {
    PlanCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        PlanPrinter printer = new PlanPrinter(console());
        Planner planner = new Planner(lake, buildOptions(config, "plan"));
        List<StagePlan> stages = planner.plan(gated(lake, config), json() ? printer::json : printer::text);
        if (!json()) {
            printer.summary(stages);
        }
        printer.notes(stages.stream().flatMap(stage -> stage.notes().stream()).toList());
        List<SeriesFailure> failures =
                stages.stream().flatMap(stage -> stage.failures().stream()).toList();
        printer.failures(failures);
        return failures.isEmpty() ? codeOfProblems() : ErrorCode.PARTLY_FAILED.exitCode();
    }

    /// What is known to have failed its validation is planned as refused.
    private List<Recipe> gated(Lake lake, Config config) {
        List<Recipe> recipes = recipes(lake, config);
        return config.get(Settings.VALIDATION_GATE)
                .severity()
                .map(blocking -> Validation.gated(lake.head(), recipes, blocking))
                .orElse(recipes);
    }
}
