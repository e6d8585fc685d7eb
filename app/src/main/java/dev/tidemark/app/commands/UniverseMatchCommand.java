package dev.tidemark.app.commands;

import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.app.wiring.Session;
import picocli.CommandLine.Command;

/// `tidemark universe match`.
@Command(
        name = "match",
        header = "Match the lists and diagnose the matched files, without exports.",
        description = {"All that prepare does but the exports."},
        exitCodeList = {
            "0:done, or nothing changed",
            "2:wrong usage, or tree or lists without anything to use",
            "3:locked by another process",
            "5:some lists, rows or price files could not be used; each is named with line and reason",
            "130:cancelled; what is committed is kept"
        },
        footer = {"  tidemark universe match --stooq ~/stooq --instruments ~/lists", "  tidemark universe match"})
final class UniverseMatchCommand extends UniverseStepCommand {
    UniverseMatchCommand(Session session) {
        super(session);
    }

    @Override
    Step step() {
        return Step.MATCH;
    }
}
