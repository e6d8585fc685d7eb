package dev.tidemark.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidemark universe STEP`; see [UniversePrepareCommand], which does all of them, and [UniverseExplainCommand].
@Command(
        name = "universe",
        header = "Match brokers' instruments to a tree of price files: prepare, index, match, export, explain, stats.",
        description = {
            "The tree stays where it is, outside the lake. What is found is stored in the datasets universe/…, so that"
                    + " sql, diff, --as-of, explain and verify work on it; reports and exports stand beside."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeList = "2:wrong usage",
        footer = {
            "  tidemark universe prepare --stooq ~/stooq --instruments ~/lists",
            "  tidemark universe prepare",
            "  tidemark universe explain BRK.B"
        })
final class UniverseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "a step is missing; expected `tidemark universe prepare`, or another of its commands");
    }
}
