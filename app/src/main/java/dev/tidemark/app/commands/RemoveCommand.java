package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark remove D[/SYMBOL[/CHUNK]]`.
@Command(
        name = "remove",
        header = "Take a dataset, a series or a partition out of the newest state, by a commit.",
        description = "Past states keep it until gc; `tidemark restore` brings it back.",
        exitCodeList = {"0:done, or nothing to do", "3:locked by another process", "6:no such dataset, series or chunk"
        },
        footer = {"  tidemark remove bars/1d/AAPL.US", "  tidemark remove ticks/raw --before 2020-01-01"})
final class RemoveCommand extends LakeCommand {
    @Parameters(index = "0", paramLabel = "D[/SYMBOL[/CHUNK]]", description = "What to remove.")
    private String target = "";

    @Option(names = "--before", paramLabel = "DATE", description = "Only partitions that end before this date (UTC).")
    private @Nullable LocalDate before;

    RemoveCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Target named = Target.parse(target);
        Existing.target(lake.head(), named);
        Committed.print(
                console(),
                lake.maintenance().remove(named.dataset(), named.symbol(), named.chunk(), Optional.ofNullable(before)),
                "nothing to remove");
        return DONE;
    }
}
