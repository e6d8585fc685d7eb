package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tidemark restore X`.
@Command(
        name = "restore",
        header = "Make a new commit with the content of a past state; nothing of the history is lost.",
        exitCodeList = {
            "0:done, or nothing to do",
            "3:locked by another process",
            "6:no such revision, or gc has taken it"
        },
        footer = {"  tidemark restore 41", "  tidemark restore before-restatement"})
final class RestoreCommand extends LakeCommand {
    @Parameters(index = "0", paramLabel = "X", description = "Commit number or id, tag, date or instant.")
    private String revision = "";

    RestoreCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Snapshot state = lake.at(revision);
        Committed.print(
                console(),
                lake.maintenance().restore(state),
                "the lake holds what commit " + state.number() + " held; nothing to do");
        return DONE;
    }
}
