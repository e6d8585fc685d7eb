package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tidemark diff A B`.
@Command(
        name = "diff",
        header = "Which series differ between two states of the lake.",
        exitCodeList = {"0:done, whether they differ or not", "6:no such revision, or gc has taken it"},
        footer = {"  tidemark diff first head", "  tidemark diff 41", "  tidemark diff 2024-10-29 2024-11-05"})
final class DiffCommand extends LakeCommand {
    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "The older state: commit number or id, tag, date, instant.")
    private String from = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The newer state; default head.")
    private String to = "head";

    DiffCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Snapshot older = lake.at(from);
        Snapshot newer = lake.at(to);
        List<Commit.Change> changes = lake.history().diff(older, newer);
        if (json()) {
            changes.forEach(change -> console().print(Changes.json(change)));
        } else if (changes.isEmpty()) {
            console().print("commits " + older.number() + " and " + newer.number() + " hold the same");
        } else {
            Changes.print(console(), changes);
            console()
                    .note(HumanText.count(changes.size()) + " differ between commits " + older.number() + " and "
                            + newer.number());
        }
        return DONE;
    }
}
