package dev.tidemark.app.commands;

import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.app.wiring.Session;
import picocli.CommandLine.Command;

/// `tidemark universe index`.
@Command(
        name = "index",
        header = "List the files of the tree.",
        description = {"Stores universe/index and universe/instruments, and writes the index as CSV."},
        exitCodeList = {
            "0:done, or nothing changed",
            "2:wrong usage, or tree or lists without anything to use",
            "3:locked by another process",
            "5:some lists, rows or price files could not be used; each is named with line and reason",
            "130:cancelled; what is committed is kept"
        },
        footer = {"  tidemark universe index --stooq ~/stooq --instruments ~/lists", "  tidemark universe index"})
final class UniverseIndexCommand extends UniverseStepCommand {
    UniverseIndexCommand(Session session) {
        super(session);
    }

    @Override
    Step step() {
        return Step.INDEX;
    }
}
