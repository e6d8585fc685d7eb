package dev.tidemark.app.commands;

import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.app.wiring.Session;
import picocli.CommandLine.Command;

/// `tidemark universe prepare`.
@Command(
        name = "prepare",
        header = "Index the tree, match the lists, diagnose the files, write reports and exports: only what changed.",
        description = {
            "Looks at the stat of every file of the tree; reads those that instruments need and that changed. An"
                    + " unchanged run writes nothing."
        },
        exitCodeList = {
            "0:done, or nothing changed",
            "2:wrong usage, or tree or lists without anything to use",
            "3:locked by another process",
            "5:some lists, rows or price files could not be used; each is named with line and reason",
            "130:cancelled; what is committed is kept"
        },
        footer = {"  tidemark universe prepare --stooq ~/stooq --instruments ~/lists", "  tidemark universe prepare"})
final class UniversePrepareCommand extends UniverseStepCommand {
    UniversePrepareCommand(Session session) {
        super(session);
    }

    @Override
    Step step() {
        return Step.EXPORT;
    }
}
