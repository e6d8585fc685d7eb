package dev.tidemark.app.commands;

import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.app.wiring.Session;
import picocli.CommandLine.Command;

/// `tidemark universe export`.
@Command(
        name = "export",
        header = "Write the price files of matched instruments, after all that they need.",
        description = {"The same as prepare, under the name of its last step: exports never come from older matches."},
        exitCodeList = {
            "0:done, or nothing changed",
            "2:wrong usage, or tree or lists without anything to use",
            "3:locked by another process",
            "5:some lists, rows or price files could not be used; each is named with line and reason",
            "130:cancelled; what is committed is kept"
        },
        footer = {"  tidemark universe export --stooq ~/stooq --instruments ~/lists", "  tidemark universe export"})
final class UniverseExportCommand extends UniverseStepCommand {
    UniverseExportCommand(Session session) {
        super(session);
    }

    @Override
    Step step() {
        return Step.EXPORT;
    }
}
